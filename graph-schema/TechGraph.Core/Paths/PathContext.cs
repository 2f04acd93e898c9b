using System.Collections.Immutable;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Paths;

/// <summary>What else happened around a path (rule 10): acts and investments in which a holder, a deal or a carried technology takes part.</summary>
/// <param name="Items">In order of date, then of id; at most <see cref="Limit"/>.</param>
/// <param name="OmittedCount">Number of further items.</param>
public sealed record PathContext(ImmutableArray<ContextItem> Items, int OmittedCount)
{
    /// <summary>Maximum number of items returned.</summary>
    public const int Limit = 50;

    /// <summary>Collects the context of a path.</summary>
    /// <param name="lens">Which claims count.</param>
    /// <param name="path">The path.</param>
    /// <param name="asOf">Only what may have begun by this day; null: all.</param>
    public static PathContext Of(Lens lens, DealPath path, DateOnly? asOf)
    {
        var deals = path.Hops.Select(hop => hop.Deal.Id).ToHashSet();
        var subjects = new HashSet<RecordRef>(deals.Select(RecordRef.To));
        subjects.UnionWith(path.Hops.SelectMany(hop => new[] { hop.Giver, hop.Taker }).Concat([path.From, path.To]).Select(RecordRef.To));
        var carried = path.Hops.SelectMany(hop => hop.Carried).Where(item => item.Kind == CarriedKind.Technology)
            .Select(item => new EntityId(item.Id)).ToHashSet();
        subjects.UnionWith(carried.Select(RecordRef.To));
        var related = Related(lens, carried).Select(RecordRef.To).Where(reference => !subjects.Contains(reference)).ToHashSet();

        var items = subjects.Concat(related)
            .SelectMany(reference => lens.View.ParticipationsOf(reference, lens.View.Terms.Roles.Context).Select(part => (part, isRelated: related.Contains(reference))))
            .Where(found => !deals.Contains(found.part.Event.Id) && IsContext(lens, found.part.Event) && lens.Includes(found.part.Event, found.part.Participant))
            .GroupBy(found => found.part.Event.Id)
            .Select(group => new ContextItem(group.First().part.Event, [.. Parts(group.First().part.Event, group.Select(g => g.part.Participant))])
            {
                Date = lens.MainDate(group.First().part.Event)?.Date,
                IsRelated = group.All(found => found.isRelated),
            })
            .Where(item => asOf is not { } day || (item.Date?.Value.Earliest ?? DateOnly.MinValue) <= day)
            .OrderBy(item => item.Date?.Value.Earliest ?? DateOnly.MaxValue)
            .ThenBy(item => item.Event.Id)
            .ToList();
        return new PathContext([.. items.Take(Limit)], Math.Max(0, items.Count - Limit));
    }

    private static bool IsContext(Lens lens, Event @event) =>
        lens.Exists(@event) && (lens.KindOf(@event).Family == EventFamily.Act || lens.KindOf(@event).IsContext);

    private static IEnumerable<Participant> Parts(Event @event, IEnumerable<Participant> found)
    {
        var set = found.ToHashSet(ReferenceEqualityComparer.Instance);
        return @event.Participants.Where(set.Contains);
    }

    /// <summary>The parts of what is carried, and the wholes of which it is a part.</summary>
    private static IEnumerable<EntityId> Related(Lens lens, IReadOnlyCollection<EntityId> carried) =>
        carried.SelectMany(id => lens.PartsOf(id).Concat(lens.WholesOf(id))).Distinct().Except(carried);
}

/// <summary>An act or investment around a path.</summary>
/// <param name="Event">The act or investment.</param>
/// <param name="Parts">The participants that link it to the path; some may be implied, and marked so.</param>
public sealed record ContextItem(Event Event, ImmutableArray<Participant> Parts)
{
    /// <summary>When; null: undated.</summary>
    public Resolved<PartialDate>? Date { get; init; }

    /// <summary>Whether it touches only a part of what is carried, or a whole of which that is a part.</summary>
    public bool IsRelated { get; init; }
}

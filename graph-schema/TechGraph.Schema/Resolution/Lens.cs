using System.Collections.Immutable;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Schema.Resolution;

/// <summary>
/// A way of looking at a graph: which claims count. Everything that is resolved, implied or searched is seen through a lens; two lenses with
/// the same settings over the same records see the same.
/// </summary>
public sealed partial class Lens
{
    private readonly HashSet<SourceId> _excluded;
    private readonly Dictionary<EventId, DealState> _states = [];
    private readonly Dictionary<EntityId, ImmutableArray<ResolvedRelation>> _relations = [];
    private readonly IComparer<Claim> _strength;

    /// <summary>Looks at a graph.</summary>
    /// <param name="view">The graph.</param>
    /// <param name="knownAt">Only claims of sources whose latest possible day of publication is at or before it; null: all.</param>
    /// <param name="excludedSources">Sources to look at the graph without.</param>
    public Lens(IGraphView view, DateOnly? knownAt = null, IEnumerable<SourceId>? excludedSources = null)
    {
        View = view;
        KnownAt = knownAt;
        _excluded = [.. excludedSources ?? []];
        _strength = Comparer<Claim>.Create(CompareStrength);
    }

    /// <summary>The graph.</summary>
    public IGraphView View { get; }

    /// <summary>Publication time up to which sources count; null: all of them.</summary>
    public DateOnly? KnownAt { get; }

    /// <summary>Whether a claim counts.</summary>
    public bool Includes(Claim claim) =>
        !_excluded.Contains(claim.Source)
        && claim.Withdrawn?.AppliesAt(KnownAt) != true
        && (KnownAt is not { } day || (View.Find(claim.Source)?.Published is { } published && published.Date.Latest <= day));

    /// <summary>Whether a participant is known to take part: any of the claims that support it is known.</summary>
    public bool Includes(Event @event, Participant participant)
    {
        if (participant.Claims.IsEmpty)
        {
            return Exists(@event);
        }

        foreach (var id in participant.Claims)
        {
            if (View.Find(id) is { } claim && Includes(claim))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Known claims about a record, by id.</summary>
    public IEnumerable<Claim> ClaimsAbout(RecordRef record) => View.ClaimsAbout(record).Where(Includes);

    /// <summary>Whether anything is known of an event.</summary>
    public bool Exists(Event @event)
    {
        foreach (var claim in View.ClaimsAbout(RecordRef.To(@event.Id)))
        {
            if (Includes(claim))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The tier that counts for a claim: its source's, or <see cref="Tier.Other"/> for editorial and model claims.</summary>
    public Tier TierOf(Claim claim) => claim.Origin is Origin.Editorial or Origin.Model ? Tier.Other : View.Find(claim.Source)?.Tier ?? Tier.Other;

    /// <summary>A date of an event.</summary>
    public Resolved<PartialDate>? Date(Event @event, Milestone milestone) => ValueRule.Resolve(
        Resolving(@event).Select(claim => (claim, value: DateOf(claim, milestone)!)).Where(pair => pair.value is not null),
        _strength,
        static (a, b) => a.Intersect(b));

    /// <summary>The day of a deal for paths, or of an act for its timeline: closed, else in force, else signed, else announced, else its date. Null: undated.</summary>
    /// <remarks>A date without a first day ("already in force by then") tells how far things had come, not when: a later one of the list that lies inside it dates the deal.</remarks>
    public (Milestone Milestone, Resolved<PartialDate> Date)? MainDate(Event @event)
    {
        (Milestone Milestone, Resolved<PartialDate> Date)? byThen = null;
        foreach (var milestone in (ReadOnlySpan<Milestone>)[Milestone.Closed, Milestone.InForce, Milestone.Signed, Milestone.Announced, Milestone.Date])
        {
            if (Date(@event, milestone) is not { } date)
            {
                continue;
            }

            if (date.Value.Earliest == DateOnly.MinValue)
            {
                byThen ??= (milestone, date);
            }
            else if (byThen is null || date.Value.Latest <= byThen.Value.Date.Value.Latest)
            {
                return (milestone, date);
            }
        }

        return byThen;
    }

    /// <summary>Sums of an event, one for each measure, currency and meaning, in that order: what means two things is no dispute about one.</summary>
    public ImmutableArray<Resolved<Money>> Values(Event @event) =>
    [
        .. Resolving(@event)
            .SelectMany(claim => claim.Values.Select(value => (claim, value)))
            .GroupBy(pair => (pair.value.Measure, pair.value.Currency, pair.value.Meaning))
            .OrderBy(group => group.Key.Measure)
            .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Meaning, StringComparer.Ordinal)
            .Select(group => ValueRule.Resolve(group, _strength, static (a, b) => a.Intersect(b))!),
    ];

    /// <summary>The share that an event is about; null: not said.</summary>
    public Resolved<Share>? ShareOf(Event @event) => ValueRule.Resolve(
        Resolving(@event).Where(claim => claim.Share is not null).Select(claim => (claim, claim.Share!)),
        _strength,
        static (a, b) => a.Intersect(b));

    /// <summary>The strongest of the known claims that give an outcome; null: none does.</summary>
    public Claim? OutcomeOf(Event @event) => Resolving(@event).Where(claim => claim.Outcome is not null).Order(_strength).FirstOrDefault();

    /// <summary>Known claims about an event that can set a value.</summary>
    internal IEnumerable<Claim> Resolving(Event @event) => ClaimsAbout(RecordRef.To(@event.Id)).Where(claim => claim.Resolves);

    /// <summary>The kind of an event.</summary>
    internal EventKind KindOf(Event @event) => View.Terms.Events[@event.Kind];

    private static PartialDate? DateOf(Claim claim, Milestone milestone) =>
        claim.Dates.GetValueOrDefault(milestone)?.Date ?? (claim.Status?.Status == StatusOf(milestone) ? claim.Status?.From : null);

    private static EventStatus? StatusOf(Milestone milestone) => milestone switch
    {
        Milestone.Announced => EventStatus.Announced,
        Milestone.Signed => EventStatus.Signed,
        Milestone.Closed => EventStatus.Closed,
        Milestone.InForce => EventStatus.InForce,
        Milestone.Ended => EventStatus.Ended,
        _ => null,
    };

    private int CompareStrength(Claim? a, Claim? b)
    {
        var byTier = TierOf(a!).CompareTo(TierOf(b!));
        if (byTier != 0)
        {
            return byTier;
        }

        var byDay = PublishedFrom(b!).CompareTo(PublishedFrom(a!));
        return byDay != 0 ? byDay : a!.Id.CompareTo(b!.Id);
    }

    private DateOnly PublishedFrom(Claim claim) => View.Find(claim.Source)?.Published?.Date.Earliest ?? DateOnly.MinValue;
}

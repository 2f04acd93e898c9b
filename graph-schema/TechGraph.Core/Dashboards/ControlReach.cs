using System.Collections.Immutable;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Dashboards;

/// <summary>Deals that an act, such as an export control, could touch.</summary>
/// <param name="Deals">In order of id, each with every reason.</param>
/// <param name="Elsewhere">
/// Number of deals left out because they certainly run between other countries than the act names, although they share something with it.
/// </param>
public sealed record ControlReach(ImmutableArray<TouchedDeal> Deals, int Elsewhere)
{
    /// <summary>Finds the deals.</summary>
    /// <param name="lens">Which claims count.</param>
    /// <param name="control">The act.</param>
    public static ControlReach Of(Lens lens, Event control)
    {
        var exempt = Named(lens, control, role => role == "exempt").ToHashSet();
        var found = Subjects(lens, control).SelectMany(subject => Reasons(lens, subject))
            .Where(touch => touch.Through is not { } through || !exempt.Contains(through))
            .SelectMany(touch => DealsOf(lens, touch).Select(deal => (deal, touch)))
            .Where(pair => pair.deal.Id != control.Id)
            .GroupBy(pair => pair.deal.Id)
            .OrderBy(group => group.Key)
            .Select(group => new TouchedDeal(group.First().deal, [.. group.Select(pair => pair.touch).Distinct().Order(Touch.Order)]))
            .ToList();
        var here = found.Where(deal => Runs(lens, control, deal.Deal)).ToImmutableArray();
        return new ControlReach(here, found.Count - here.Length);
    }

    /// <summary>What the act is about: its technologies and its subjects. What it exempts, its authority and its legal basis are left out.</summary>
    private static IEnumerable<RecordRef> Subjects(Lens lens, Event control) => control.Participants
        .Where(part => part.Role is "technology" or "subject" or "affected" or "addressee" && lens.Includes(control, part))
        .Select(part => part.Of)
        .Where(of => of.Kind == RecordKind.Event || (of.Kind == RecordKind.Entity && lens.FamilyOf(new EntityId(of.Id)) is Family.Technology or Family.Organization or Family.Person))
        .Distinct();

    private static IEnumerable<Touch> Reasons(Lens lens, RecordRef subject)
    {
        if (subject.Kind == RecordKind.Event)
        {
            return [new Touch(TouchReason.Deal, null, null, new EventId(subject.Id))];
        }

        var named = new EntityId(subject.Id);
        return lens.FamilyOf(named) != Family.Technology
            ? [new Touch(TouchReason.Party, named, named, null)]
            :
            [
                new Touch(TouchReason.Technology, named, named, null),
                .. lens.PartsOf(named).Where(id => id != named).Select(id => new Touch(TouchReason.Part, named, id, null)),
                .. lens.WholesOf(named).Where(id => id != named).Select(id => new Touch(TouchReason.Whole, named, id, null)),
            ];
    }

    private static IEnumerable<Event> DealsOf(Lens lens, Touch touch)
    {
        var deals = touch.Deal is { } id ? new[] { lens.View.Find(id) }.OfType<Event>()
            : lens.View.ParticipationsOf(RecordRef.To(touch.Through!.Value)).Where(part => lens.Includes(part.Event, part.Participant)).Select(part => part.Event);
        return deals.Where(deal => lens.KindOf(deal).Family == EventFamily.Deal && lens.Exists(deal)).DistinctBy(deal => deal.Id);
    }

    /// <summary>Whether a deal may run from and to the countries that the act names. True if the act names none or a base is not recorded.</summary>
    private static bool Runs(Lens lens, Event control, Event deal) =>
        HasEnd(lens, deal, Countries(lens, control, "origin"), giving: true) && HasEnd(lens, deal, Countries(lens, control, "destination"), giving: false);

    private static bool HasEnd(Lens lens, Event deal, HashSet<string> countries, bool giving)
    {
        if (countries.Count == 0)
        {
            return true;
        }

        var when = lens.MainDate(deal)?.Date.Value;
        var rules = lens.KindOf(deal).Flows.Where(rule => rule.Flow is Flow.Ip or Flow.Goods).Select(rule => giving ? rule.From : rule.To).ToHashSet();
        var ends = Named(lens, deal, rules.Contains).ToList();
        return ends.Count == 0 || ends.Any(end =>
        {
            var places = lens.PlacesOf(end, "based_in", when?.Earliest ?? DateOnly.MinValue, when?.Latest ?? DateOnly.MaxValue).SelectMany(place => place.Countries).ToList();
            return places.Count == 0 || places.Any(countries.Contains);
        });
    }

    private static HashSet<string> Countries(Lens lens, Event control, string role) =>
        [.. Named(lens, control, name => name == role).SelectMany(id => lens.CountriesOf(id))];

    private static IEnumerable<EntityId> Named(Lens lens, Event @event, Func<string, bool> role) => @event.Participants
        .Where(part => role(part.Role) && part.Of.Kind == RecordKind.Entity && lens.Includes(@event, part))
        .Select(part => new EntityId(part.Of.Id));
}

/// <summary>A deal that an act could touch, with the reasons.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Why">Every reason, the strongest first.</param>
public sealed record TouchedDeal(Event Deal, ImmutableArray<Touch> Why)
{
    /// <summary>True if the deal has only a part of what the act names, or a whole of which the act names a part.</summary>
    public bool IsRelated => Why.All(touch => touch.Reason is TouchReason.Part or TouchReason.Whole);
}

/// <summary>One reason why an act could touch a deal.</summary>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Named">The entity that the act names; null: the act names the deal itself.</param>
/// <param name="Through">The participant of the deal that links it to the act; null: the act names the deal itself.</param>
/// <param name="Deal">The deal that the act names; null: the act names something in the deal.</param>
public sealed record Touch(TouchReason Reason, EntityId? Named, EntityId? Through, EventId? Deal)
{
    internal static Comparer<Touch> Order { get; } = Comparer<Touch>.Create(static (a, b) =>
        a.Reason != b.Reason ? a.Reason.CompareTo(b.Reason)
        : a.Named != b.Named ? string.CompareOrdinal(a.Named?.Value, b.Named?.Value)
        : string.CompareOrdinal(a.Through?.Value, b.Through?.Value));
}

/// <summary>Why an act could touch a deal.</summary>
public enum TouchReason
{
    /// <summary>The act names the deal.</summary>
    Deal,

    /// <summary>The act names a technology of the deal.</summary>
    Technology,

    /// <summary>The act names a party to the deal, or a group that is one.</summary>
    Party,

    /// <summary>Related: a technology of the deal is a part of a technology that the act names.</summary>
    Part,

    /// <summary>Related: the act names a part of a technology of the deal.</summary>
    Whole,
}

using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Lenses;

/// <summary>
/// Decides which claims of a graph count, and derives values, relations and standings from them. Two lenses with the same settings over the
/// same records give the same results.
/// </summary>
public sealed partial class Lens
{
    private readonly HashSet<SourceId> _excluded;
    private readonly Dictionary<EventId, DealState> _states = [];
    private readonly Dictionary<EntityId, ImmutableArray<ResolvedRelation>> _relations = [];
    private readonly IComparer<Claim> _strength;

    /// <summary>Creates a lens.</summary>
    /// <param name="view">The graph.</param>
    /// <param name="knownAt">Only claims of sources whose latest possible day of publication is at or before this day; null: all.</param>
    /// <param name="excludedSources">Sources whose claims do not count.</param>
    public Lens(IGraphView view, DateOnly? knownAt = null, IEnumerable<SourceId>? excludedSources = null)
    {
        View = view;
        KnownAt = knownAt;
        _excluded = [.. excludedSources ?? []];
        _strength = Comparer<Claim>.Create(CompareStrength);
    }

    /// <summary>The graph.</summary>
    public IGraphView View { get; }

    /// <summary>Day up to which sources must be published to count; null: all count.</summary>
    public DateOnly? KnownAt { get; }

    /// <summary>Whether a claim counts.</summary>
    public bool Includes(Claim claim) =>
        !_excluded.Contains(claim.Source)
        && claim.Withdrawn?.AppliesAt(KnownAt) != true
        && (KnownAt is not { } day || (View.Find(claim.Source)?.Published is { } published && published.Date.Latest <= day));

    /// <summary>Whether a participant counts: at least one of the claims that support it counts.</summary>
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

    /// <summary>Claims about a record that count, in order of id.</summary>
    public IEnumerable<Claim> ClaimsAbout(RecordRef record) => View.ClaimsAbout(record).Where(Includes);

    /// <summary>Whether any claim about an event counts.</summary>
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

    /// <summary>The tier used for a claim: that of its source, or <see cref="Tier.Other"/> for editorial and model claims.</summary>
    public Tier TierOf(Claim claim) => claim.Origin is ClaimOrigin.Editorial or ClaimOrigin.Model ? Tier.Other : View.Find(claim.Source)?.Tier ?? Tier.Other;

    /// <summary>The date of one milestone of an event.</summary>
    public Resolved<PartialDate>? Date(Event @event, Milestone milestone) => ValueRule.Resolve(
        ResolvingClaims(@event).Select(claim => (claim, value: DateOf(claim, milestone)!)).Where(pair => pair.value is not null),
        _strength,
        static (a, b) => a.Intersect(b));

    /// <summary>
    /// The date of a deal for paths, or of an act for its timeline: closed, else in force, else signed, else announced, else its date.
    /// Null: undated.
    /// </summary>
    /// <remarks>
    /// A date without a first day ("already in force by then") says how far things had come, not when. If a later milestone of the list has
    /// a date inside it, that date is used.
    /// </remarks>
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

    /// <summary>Sums of an event, one for each measure, currency and meaning, in that order. Sums with different meanings do not compete.</summary>
    public ImmutableArray<Resolved<Money>> Values(Event @event) =>
    [
        .. ResolvingClaims(@event)
            .SelectMany(claim => claim.Values.Select(value => (claim, value)))
            .GroupBy(pair => (pair.value.Measure, pair.value.Currency, pair.value.Meaning))
            .OrderBy(group => group.Key.Measure)
            .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Meaning, StringComparer.Ordinal)
            .Select(group => ValueRule.Resolve(group, _strength, static (a, b) => a.Intersect(b))!),
    ];

    /// <summary>The share that an event is about; null: not stated.</summary>
    public Resolved<Share>? ShareOf(Event @event) => ValueRule.Resolve(
        ResolvingClaims(@event).Where(claim => claim.Share is not null).Select(claim => (claim, claim.Share!)),
        _strength,
        static (a, b) => a.Intersect(b));

    /// <summary>The strongest of the counting claims that give an outcome; null: none does.</summary>
    public Claim? OutcomeOf(Event @event) => ResolvingClaims(@event).Where(claim => claim.Outcome is not null).Order(_strength).FirstOrDefault();

    /// <summary>Counting claims about an event that can set a value.</summary>
    internal IEnumerable<Claim> ResolvingClaims(Event @event) => ClaimsAbout(RecordRef.To(@event.Id)).Where(claim => claim.Resolves);

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

using System.Collections.Immutable;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Paths;

/// <summary>The tests of a deal that do not depend on its place in a chain: kind, evidence, date, standing.</summary>
internal static class EdgeTest
{
    /// <summary>The edge with status, date and doubts filled in; null if it fails a test.</summary>
    public static Edge? Apply(Lens lens, DealPathQuery query, Edge edge, bool lenient)
    {
        var inner = query.DealKinds.IsEmpty || query.DealKinds.Contains(edge.Kind.Name);
        var final = query.FinalKinds.IsEmpty ? inner : query.FinalKinds.Contains(edge.Kind.Name);
        if ((!inner && !final) || Avoided(lens, query.Avoid, edge) || !HasEvidence(lens, query.Evidence, edge.Deal))
        {
            return null;
        }

        var certain = query.Time.Certain && !lenient;
        var doubts = ImmutableArray.CreateBuilder<Doubt>();
        edge = edge with { Date = lens.MainDate(edge.Deal), Status = lens.StatusAt(edge.Deal, query.Time.AsOf), MayEnd = final, MayGoOn = inner };
        var passes =
            Check(ExistsBy(edge, query.Time.AsOf), DoubtKind.Date, () => $"The deal's date ({DateText(edge)}) may be after {query.Time.AsOf:yyyy-MM-dd}.")
            && Check(Stands(query, edge), DoubtKind.Standing, () => $"The deal may be {string.Join(" or ", edge.Status.Possible.Select(EnumText.Kebab))}.")
            && Check(Controls(lens, query, edge), DoubtKind.Standing, () => "Control may be suspended by an authority.")
            && Check(InWindow(query.Time, edge, lenient), DoubtKind.Date, () => $"The deal's date ({DateText(edge)}) may be outside the window.")
            && Check(Taken(edge), DoubtKind.Standing, () => "A party takes part only if it exercises an option.");
        return passes ? edge with { Doubts = doubts.ToImmutable() } : null;

        bool Check(Truth truth, DoubtKind kind, Func<string> text)
        {
            if (truth == Truth.Possible)
            {
                doubts.Add(new Doubt(kind, 0, text()));
            }

            return truth == Truth.Certain || (truth == Truth.Possible && !certain);
        }
    }

    public static string DateText(Edge edge) => edge.Date?.Date.Value.Text ?? "undated";

    private static bool Avoided(Lens lens, AvoidRule avoid, Edge edge) =>
        avoid.Ids.Contains(edge.Deal.Id.Value) || AvoidedHolder(lens, avoid, edge.Giver) || AvoidedHolder(lens, avoid, edge.Taker);

    public static bool AvoidedHolder(Lens lens, AvoidRule avoid, EntityId holder) =>
        avoid.Ids.Contains(holder.Value) || (!avoid.Kinds.IsEmpty && avoid.Kinds.Contains(lens.View.Find(holder)?.Kind ?? ""));

    private static bool HasEvidence(Lens lens, EvidenceRule rule, Event deal) => lens.Resolving(deal)
        .Where(claim => rule.MinTier is not { } tier || lens.TierOf(claim) <= tier)
        .Select(claim => OriginalOf(lens, claim.Source))
        .Distinct()
        .Count() >= rule.MinIndependentSources;

    private static SourceId OriginalOf(Lens lens, SourceId source)
    {
        var seen = new HashSet<SourceId>();
        while (seen.Add(source) && lens.View.Find(source)?.CopyOf is { } original)
        {
            source = original;
        }

        return source;
    }

    private static Truth ExistsBy(Edge edge, DateOnly? asOf) => asOf is not { } day || edge.Latest <= day
        ? Truth.Certain
        : edge.Earliest <= day ? Truth.Possible : Truth.No;

    private static Truth Stands(DealPathQuery query, Edge edge)
    {
        var truth = Among(edge.Status.Standings, query.EffectiveStandings);
        return query.Time.Mode == TimeMode.Snapshot
            ? Lens.Weaker(truth, Among(edge.Status.Standings, [Standing.InEffect]))
            : truth;
    }

    private static Truth Among(ImmutableArray<Standing> possible, ImmutableArray<Standing> wanted) =>
        possible.All(wanted.Contains) ? Truth.Certain : possible.Any(wanted.Contains) ? Truth.Possible : Truth.No;

    /// <summary>A review or order whose outcome suspends control stops it, from its date until it is suspended, lifted or concluded.</summary>
    private static Truth Controls(Lens lens, DealPathQuery query, Edge edge)
    {
        if (query.Flow != Flow.Control)
        {
            return Truth.Certain;
        }

        var day = query.Time.AsOf ?? DateOnly.MaxValue;
        var overRoles = edge.Rules.Select(rule => rule.Over).ToHashSet();
        var subjects = edge.Deal.Participants.Where(p => overRoles.Contains(p.Role)).Select(p => p.Of).Append(RecordRef.To(edge.Deal.Id));
        var truth = Truth.Certain;
        foreach (var act in subjects.Distinct()
            .SelectMany(subject => lens.View.ParticipationsOf(subject, lens.View.Terms.Roles.Subjects))
            .Where(part => lens.Includes(part.Event, part.Participant))
            .Select(part => part.Event)
            .Where(act => lens.OutcomeOf(act)?.Outcome == Outcome.ControlSuspended))
        {
            truth = Lens.Weaker(truth, lens.During(act, day) switch
            {
                Truth.Certain => Truth.No,
                Truth.Possible => Truth.Possible,
                _ => Truth.Certain,
            });
        }

        return truth;
    }

    private static Truth InWindow(TimeRule time, Edge edge, bool lenient)
    {
        if (time.Mode != TimeMode.Window)
        {
            return Truth.Certain;
        }

        if (!edge.IsDated && !lenient && time.Undated != UndatedRule.Wildcard)
        {
            return time.Undated == UndatedRule.Exclude
                ? Truth.No
                : throw new QueryException("UNDATED", $"Deal \"{edge.Deal.Id}\" has no date, and the query asks for an error in this case.");
        }

        var from = time.WindowFrom ?? DateOnly.MinValue;
        var to = time.WindowTo ?? DateOnly.MaxValue;
        return edge.Earliest > to || edge.Latest < from ? Truth.No
            : edge.Earliest >= from && edge.Latest <= to ? Truth.Certain
            : Truth.Possible;
    }

    private static Truth Taken(Edge edge) =>
        edge.Deal.Participants.Any(p => p.Option && (p.Of == RecordRef.To(edge.Giver) || p.Of == RecordRef.To(edge.Taker)))
            ? Truth.Possible
            : Truth.Certain;
}

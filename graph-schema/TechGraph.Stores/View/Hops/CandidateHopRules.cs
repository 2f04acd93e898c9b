using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Stores.View.Hops;

/// <summary>The kinds and roles that make a deal a candidate hop of one query.</summary>
internal sealed class CandidateHopRules
{
    private readonly DealPrefilter _prefilter;
    private readonly HashSet<string> _avoid;

    public CandidateHopRules(Terms terms, DealPrefilter prefilter)
    {
        (_prefilter, _avoid) = (prefilter, [.. prefilter.Avoid]);
        Rules =
        [
            .. terms.Events.Values
                .Where(kind => kind.Family == EventFamily.Deal && (MayContinue(kind.Name) || MayEnd(kind.Name)))
                .SelectMany(kind => kind.Flows.Where(rule => rule.Flow == prefilter.Flow).Select(rule => (kind.Name, rule.From, rule.To)))
                .Distinct(),
        ];
    }

    /// <summary>Kinds, each with a role of givers and a role of takers.</summary>
    public ImmutableArray<(string Kind, string From, string To)> Rules { get; }

    /// <summary>A candidate hop; null: the query avoids it, or it can neither continue nor end a chain.</summary>
    public CandidateHop? TryCreate(string deal, string kind, string giver, string taker) =>
        giver == taker || _avoid.Contains(deal) || _avoid.Contains(giver) || _avoid.Contains(taker)
            ? null
            : new CandidateHop(deal, giver, taker, MayContinue(kind), MayEnd(kind));

    private bool MayContinue(string kind) => _prefilter.Kinds.IsEmpty || _prefilter.Kinds.Contains(kind);

    private bool MayEnd(string kind) => _prefilter.FinalKinds.IsEmpty ? MayContinue(kind) : _prefilter.FinalKinds.Contains(kind);
}

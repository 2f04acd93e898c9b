using System.Runtime.CompilerServices;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Core.Matching;

/// <summary>
/// Pairs of entities that may be the same, for a person to judge. Both are of one family, named and not withdrawn; the pair was not judged
/// before, and no dossier says that they differ (<c>not_same_as</c>).
/// </summary>
public static class Suggestions
{
    private static readonly ConditionalWeakTable<IGraphView, Lazy<IReadOnlyList<Suggestion>>> Known = [];

    /// <summary>All suggestions, in order of reason, then of ids. The first call on a view reads all its entities; concurrent calls wait for it.</summary>
    public static IReadOnlyList<Suggestion> Of(IGraphView view) => Known.GetValue(view, static view => new(() => Find(view))).Value;

    private static IReadOnlyList<Suggestion> Find(IGraphView view)
    {
        var entities = view.Entities.Where(entity => entity.Identified == IdentificationLevel.Named && entity.Withdrawn is null).ToList();
        var judged = JudgedPairs(view);
        var found = new Dictionary<(EntityId, EntityId), Suggestion>();

        // An entity of another family is never the same, and must not stand for others with its name.
        var families = entities.GroupBy(entity => view.Terms.Entities[entity.Kind].Family).Select(family => family.ToList()).ToList();
        foreach (var (one, other, reason, explanation) in MatchFinder.All.SelectMany(find => families.SelectMany(find)))
        {
            var (first, second) = one.Id < other.Id ? (one, other) : (other, one);
            var pair = (first.Id, second.Id);
            if (one.Id != other.Id && !judged.Contains(pair))
            {
                // Reasons come strongest first.
                found.TryAdd(pair, new Suggestion(first, second, reason, explanation));
            }
        }

        return [.. found.Values.OrderBy(suggestion => suggestion.Reason).ThenBy(suggestion => suggestion.One.Id).ThenBy(suggestion => suggestion.Other.Id)];
    }

    /// <summary>Pairs that a person has judged, in both orders and by their current ids.</summary>
    private static HashSet<(EntityId, EntityId)> JudgedPairs(IGraphView view)
    {
        var today = view.Entities.SelectMany(entity => entity.FormerIds.Select(former => (former, entity.Id))).ToDictionary(pair => pair.former, pair => pair.Id);
        var pairs = view.Judgements.Select(judgement => (judgement.Entity, judgement.Other))
            .Concat(view.Entities.SelectMany(entity => entity.NotSameAs.Where(other => other.Entity is not null).Select(other => (entity.Id, other.Entity!.Value))))
            .Select(pair => (Today(pair.Item1), Today(pair.Item2)));
        return [.. pairs.SelectMany(pair => ((EntityId, EntityId)[])[pair, (pair.Item2, pair.Item1)])];

        EntityId Today(EntityId id) => today.GetValueOrDefault(id, id);
    }
}

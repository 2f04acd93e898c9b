using System.Collections.Immutable;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;

namespace TechGraph.Schema.Paths;

/// <summary>Ids of a question, each as that of the entity to which it leads today: a question asked before a judgement stays a good one.</summary>
internal static class RedirectedIds
{
    public static ImmutableArray<EntityId> Ids(IGraphView view, ImmutableArray<EntityId> ids) => [.. ids.Select(view.CurrentIdOf).Distinct()];

    public static ImmutableArray<string> Ids(IGraphView view, ImmutableArray<string> ids) => [.. ids.Select(id => view.CurrentIdOf(new EntityId(id)).Value).Distinct()];
}

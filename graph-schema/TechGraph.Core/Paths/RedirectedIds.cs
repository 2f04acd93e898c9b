using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Core.Paths;

/// <summary>Replaces merged ids in a query by the current ones, so that a query written before a judgement stays valid.</summary>
internal static class RedirectedIds
{
    public static ImmutableArray<EntityId> Ids(IGraphView view, ImmutableArray<EntityId> ids) => [.. ids.Select(view.CurrentIdOf).Distinct()];

    public static ImmutableArray<string> Ids(IGraphView view, ImmutableArray<string> ids) => [.. ids.Select(id => view.CurrentIdOf(new EntityId(id)).Value).Distinct()];
}

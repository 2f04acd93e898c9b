using System.Globalization;
using TechGraph.Api.Feed;
using TechGraph.Core.Graph;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Api.Resolvers;

/// <summary>The subscription to changes of the graph.</summary>
internal static class ChangeResolvers
{
    public static GraphQLEngineBuilder AddChanges(this GraphQLEngineBuilder map) => map
        .Stream("Subscription", "graphChanged", static (IFieldContext c) => WatchAsync(c))
        .Field("GraphChange", "sequence", static (GraphChange g) => (int)g.Sequence)
        .Field("GraphChange", "at", static (GraphChange g) => g.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
        .Field("GraphChange", "author", static (GraphChange g) => g.Author)
        .Field("GraphChange", "reason", static (GraphChange g) => g.Reason)
        .Field("GraphChange", "putCount", static (GraphChange g) => g.Records.Count(r => !r.IsRemoved))
        .Field("GraphChange", "removedCount", static (GraphChange g) => g.Records.Count(r => r.IsRemoved))
        .Field("GraphChange", "records", static (IFieldContext c) => c.Parent<GraphChange>().Records.Take(c.First()))
        .Field("GraphChange", "graph", static async (IFieldContext c) => await c.Service<GraphSession>().ViewAsync(c.Cancellation))
        .Field("ChangedRecord", "kind", static (ChangedRecord r) => r.Kind)
        .Field("ChangedRecord", "id", static (ChangedRecord r) => r.Id)
        .Field("ChangedRecord", "isRemoved", static (ChangedRecord r) => r.IsRemoved);

    private static async Task<IAsyncEnumerable<GraphChange>> WatchAsync(IFieldContext context)
    {
        var since = context.Arg<int?>("since");
        if (since < 0)
        {
            throw new GraphQLError($"\"since\" is {since}, but must be 0 or more.", "BAD_USER_INPUT");
        }

        try
        {
            return await context.Service<GraphFeed>().WatchAsync(since, context.Cancellation);
        }
        catch (StoreException failure)
        {
            throw new GraphQLError(
                since is null ? "The graph cannot be read at the moment." : $"The graph cannot be read at the moment, or has not reached sequence {since}.",
                failure.Code,
                cause: failure);
        }
    }
}

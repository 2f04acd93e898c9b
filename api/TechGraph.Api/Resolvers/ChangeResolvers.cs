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
        .Type<GraphChange>("GraphChange", type => type
            .Field("sequence", static g => (int)g.Sequence)
            .Field("at", static g => g.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
            .Field("author", static g => g.Author)
            .Field("reason", static g => g.Reason)
            .Field("putCount", static g => g.Records.Count(r => !r.IsRemoved))
            .Field("removedCount", static g => g.Records.Count(r => r.IsRemoved))
            .Field("records", static (g, c) => g.Records.Take(c.First()))
            .Field("graph", static async (_, c) => await c.Service<GraphSession>().ViewAsync(c.Cancellation)))
        .Type<ChangedRecord>("ChangedRecord", type => type
            .Field("kind", static r => r.Kind)
            .Field("id", static r => r.Id)
            .Field("isRemoved", static r => r.IsRemoved));

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

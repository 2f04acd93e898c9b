using TechGraph.Api.Paging;
using TechGraph.GraphQL;

namespace TechGraph.Api.Resolvers;

/// <summary>Maps the fields that the pages of all lists have.</summary>
internal static class ConnectionMaps
{
    /// <summary>Maps a connection type and its edge type.</summary>
    /// <param name="map">The resolver map.</param>
    /// <param name="connection">Name of the connection type.</param>
    /// <param name="edge">Name of the edge type.</param>
    /// <param name="page">Gets the page from the value of the field; null: the value is the page.</param>
    public static GraphQLEngineBuilder AddConnection<T>(
        this GraphQLEngineBuilder map, string connection, string edge, Func<object, Page<T>>? page = null)
    {
        page ??= static answer => (Page<T>)answer;
        return map
            .Field(connection, "edges", (object answer) => page(answer).Edges)
            .Field(connection, "nodes", (object answer) => page(answer).Nodes)
            .Field(connection, "pageInfo", (object answer) => page(answer).Info)
            .Field(connection, "totalCount", (object answer) => page(answer).Total)
            .Field(edge, "cursor", static (Edge<T> e) => e.Cursor)
            .Field(edge, "node", static (Edge<T> e) => e.Node);
    }

    /// <summary>Maps the position of a page.</summary>
    public static GraphQLEngineBuilder AddPageInfo(this GraphQLEngineBuilder map) => map
        .Field("PageInfo", "hasNextPage", static (PageInfo p) => p.HasNext)
        .Field("PageInfo", "hasPreviousPage", static (PageInfo p) => p.HasPrevious)
        .Field("PageInfo", "startCursor", static (PageInfo p) => p.Start)
        .Field("PageInfo", "endCursor", static (PageInfo p) => p.End);
}

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
        page ??= static value => (Page<T>)value;
        return map
            .Type<object>(connection, type => type
                .Field("edges", value => page(value).Edges)
                .Field("nodes", value => page(value).Nodes)
                .Field("pageInfo", value => page(value).Info)
                .Field("totalCount", value => page(value).Total))
            .Type<Edge<T>>(edge, type => type
                .Field("cursor", static e => e.Cursor)
                .Field("node", static e => e.Node));
    }

    /// <summary>Maps the position of a page.</summary>
    public static GraphQLEngineBuilder AddPageInfo(this GraphQLEngineBuilder map) => map
        .Type<PageInfo>("PageInfo", type => type
            .Field("hasNextPage", static p => p.HasNext)
            .Field("hasPreviousPage", static p => p.HasPrevious)
            .Field("startCursor", static p => p.Start)
            .Field("endCursor", static p => p.End));
}

using System.Security.Claims;
using System.Text.Json;

namespace TechGraph.GraphQL.Execution;

/// <summary>A request, wherever it comes from.</summary>
internal sealed class GraphQLRequest
{
    /// <summary>The document in UTF-8.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>Null: the document's only operation.</summary>
    public string? OperationName { get; init; }

    /// <summary>An object; null where there are none.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>The services of the request.</summary>
    public required IServiceProvider Services { get; init; }

    public ClaimsPrincipal User { get; init; } = new(new ClaimsIdentity());

    /// <summary>The value of the root object; null where resolvers of the root take none.</summary>
    public object? Root { get; init; }

    /// <summary>Whether only a query may run, as over GET.</summary>
    public bool QueriesOnly { get; init; }
}

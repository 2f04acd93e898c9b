using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

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

    /// <summary>Makes services for each event of a subscription; null: those of the request serve all.</summary>
    public IServiceScopeFactory? Scopes { get; init; }

    /// <summary>Nobody, where none is given.</summary>
    public ClaimsPrincipal User { get => field ??= new(new ClaimsIdentity()); init; }

    /// <summary>The value of the root object; null where resolvers of the root take none.</summary>
    public object? Root { get; init; }

    /// <summary>What the client wants to know of the cost.</summary>
    public CostMode CostMode { get; init; }

    /// <summary>Whether a subscription may run where otherwise only queries may, as over GET with an event stream.</summary>
    public bool MaySubscribe { get; init; }

    /// <summary>Whether only a query may run, as over GET.</summary>
    public bool QueriesOnly { get; init; }
}

/// <summary>Header <c>GraphQL-Cost</c>.</summary>
internal enum CostMode
{
    None,

    /// <summary>The answer tells its cost.</summary>
    Report,

    /// <summary>The cost alone is the answer; nothing runs.</summary>
    Validate,
}

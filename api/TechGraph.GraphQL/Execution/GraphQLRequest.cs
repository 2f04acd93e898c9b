using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace TechGraph.GraphQL.Execution;

/// <summary>A request, independent of its transport.</summary>
internal sealed class GraphQLRequest
{
    /// <summary>Document in UTF-8.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>Name of the operation to run; null means the document's only operation.</summary>
    public string? OperationName { get; init; }

    /// <summary>A JSON object; null if there are no variables.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>Services of the request.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Creates a scope of services for each event of a subscription; null means that all events use those of the request.</summary>
    public IServiceScopeFactory? Scopes { get; init; }

    /// <summary>User of the request; by default an anonymous principal.</summary>
    public ClaimsPrincipal User { get => field ??= new(new ClaimsIdentity()); init; }

    /// <summary>Value of the root object; null if resolvers of the root fields take no parent.</summary>
    public object? Root { get; init; }

    /// <summary>Whether the client requests the cost.</summary>
    public CostMode CostMode { get; init; }

    /// <summary>Whether a subscription may run although <see cref="QueriesOnly"/> is true, as over GET with an event stream.</summary>
    public bool MaySubscribe { get; init; }

    /// <summary>Whether only queries may run, as over GET.</summary>
    public bool QueriesOnly { get; init; }
}

/// <summary>Value of the header <c>GraphQL-Cost</c>.</summary>
internal enum CostMode
{
    None,

    /// <summary>The response contains the cost.</summary>
    Report,

    /// <summary>The response contains only the cost; the operation does not run.</summary>
    Validate,
}

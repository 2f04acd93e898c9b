using System.Security.Claims;
using System.Text.Json;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;

namespace TechGraph.GraphQL;

/// <summary>Executes requests in the process that hosts the engine, without HTTP, with the same documents, limits and responses.</summary>
public interface ILocalGraphQL
{
    /// <summary>The stored documents in the order given; run one by its text.</summary>
    IReadOnlyList<StoredDocument> StoredDocuments { get; }

    /// <summary>Runs a query or a mutation. A subscription is rejected, because there is a single response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    Task<LocalResponse> AskAsync(LocalRequest request, CancellationToken cancellation = default);
}

/// <summary>A request in the process.</summary>
/// <param name="Document">The GraphQL document.</param>
public sealed record LocalRequest(string Document)
{
    /// <summary>Name of the operation to run; null means the document's only operation.</summary>
    public string? OperationName { get; init; }

    /// <summary>A JSON object; null means no variables.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>User of the request; null means an anonymous user.</summary>
    public ClaimsPrincipal? User { get; init; }
}

/// <summary>Response to a <see cref="LocalRequest"/>.</summary>
/// <param name="Json">JSON of the response in UTF-8, as over HTTP: <c>errors</c> if there are any, then <c>data</c>.</param>
/// <param name="Errors">Errors of the response; empty if there are none.</param>
/// <param name="HasData">Whether the operation ran, so that there is <c>data</c>, which may be null.</param>
public sealed record LocalResponse(ReadOnlyMemory<byte> Json, IReadOnlyList<GraphQLError> Errors, bool HasData);

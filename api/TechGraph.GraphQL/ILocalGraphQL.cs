using System.Security.Claims;
using System.Text.Json;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;

namespace TechGraph.GraphQL;

/// <summary>The engine asked in the process that hosts it: without HTTP, and else the same documents, limits and answers.</summary>
public interface ILocalGraphQL
{
    /// <summary>The documents that the engine keeps, in the order given; each can be asked for by its text.</summary>
    IReadOnlyList<StoredDocument> StoredDocuments { get; }

    /// <summary>Runs a query or a mutation. A subscription is refused, since there is one answer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    Task<LocalResponse> AskAsync(LocalRequest request, CancellationToken cancellation = default);
}

/// <summary>What is asked in the process.</summary>
/// <param name="Document">The GraphQL document.</param>
public sealed record LocalRequest(string Document)
{
    /// <summary>Which operation of the document; null: its only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>An object; null: no variables.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>Who asks; null: nobody who has signed in.</summary>
    public ClaimsPrincipal? User { get; init; }
}

/// <summary>The answer to a <see cref="LocalRequest"/>.</summary>
/// <param name="Json">The response as UTF-8, as it would go over HTTP: <c>errors</c> where there are any, then <c>data</c>.</param>
/// <param name="Errors">The same errors; empty: all went well.</param>
/// <param name="HasData">Whether it ran, so that there is <c>data</c>, be it null.</param>
public sealed record LocalResponse(ReadOnlyMemory<byte> Json, IReadOnlyList<GraphQLError> Errors, bool HasData);

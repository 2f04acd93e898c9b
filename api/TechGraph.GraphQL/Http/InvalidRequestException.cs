using Microsoft.AspNetCore.Http;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Http;

/// <summary>The HTTP request is not a well-formed GraphQL request.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught inside the engine only.
internal sealed class InvalidRequestException(int status, GraphQLError error) : Exception(error.Message)
#pragma warning restore CA1032, CA1064
{
    /// <summary>Status in profile <see cref="StatusProfile.Compatible"/>.</summary>
    public int Status { get; } = status;

    /// <summary>Whether the request is JSON, but its members have the wrong shape: 422 in profile <see cref="StatusProfile.Draft"/>.</summary>
    public bool IsWrongShape { get; private init; }

    public GraphQLError Error { get; } = error;

    public static InvalidRequestException WrongShape(string message) => new(StatusCodes.Status400BadRequest, Bad(message)) { IsWrongShape = true };

    public static InvalidRequestException Malformed(string message) => new(StatusCodes.Status400BadRequest, Bad(message));

    public static InvalidRequestException WithStatus(int status, string message) => new(status, Bad(message));

    private static GraphQLError Bad(string message) => new(message, ErrorCodes.BadRequest);
}

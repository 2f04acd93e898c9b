using Microsoft.AspNetCore.Http;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Http;

/// <summary>A request that does not even become a GraphQL request.</summary>
#pragma warning disable CA1032, CA1064 // Made in a few places, and never leaves the engine.
internal sealed class InvalidRequestException(int status, GraphQLError error) : Exception(error.Message)
#pragma warning restore CA1032, CA1064
{
    /// <summary>The status in profile <see cref="StatusProfile.Compatible"/>.</summary>
    public int Status { get; } = status;

    /// <summary>Whether it is JSON, but not of the right shape: 422 in profile <see cref="StatusProfile.Draft"/>.</summary>
    public bool IsWrongShape { get; private init; }

    public GraphQLError Error { get; } = error;

    public static InvalidRequestException WrongShape(string message) => new(StatusCodes.Status400BadRequest, Bad(message)) { IsWrongShape = true };

    public static InvalidRequestException Malformed(string message) => new(StatusCodes.Status400BadRequest, Bad(message));

    public static InvalidRequestException WithStatus(int status, string message) => new(status, Bad(message));

    private static GraphQLError Bad(string message) => new(message, ErrorCodes.BadRequest);
}

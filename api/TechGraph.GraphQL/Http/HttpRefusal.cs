using Microsoft.AspNetCore.Http;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Http;

/// <summary>A request that does not even become a GraphQL request.</summary>
#pragma warning disable CA1032, CA1064 // Made in a few places, and never leaves the engine.
internal sealed class HttpRefusal(int status, GraphQLError error) : Exception(error.Message)
#pragma warning restore CA1032, CA1064
{
    /// <summary>The status in profile <see cref="StatusProfile.Compatible"/>.</summary>
    public int Status { get; } = status;

    /// <summary>Whether it is JSON, but not of the right shape: 422 in profile <see cref="StatusProfile.Draft"/>.</summary>
    public bool IsShape { get; private init; }

    public GraphQLError Error { get; } = error;

    public static HttpRefusal Shape(string message) => new(StatusCodes.Status400BadRequest, Bad(message)) { IsShape = true };

    public static HttpRefusal NotJson(string message) => new(StatusCodes.Status400BadRequest, Bad(message));

    public static HttpRefusal Of(int status, string message) => new(status, Bad(message));

    private static GraphQLError Bad(string message) => new(message, ErrorCodes.BadRequest);
}

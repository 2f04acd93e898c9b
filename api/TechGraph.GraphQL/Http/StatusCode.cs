using Microsoft.AspNetCore.Http;
using TechGraph.GraphQL.Execution;

namespace TechGraph.GraphQL.Http;

/// <summary>Chooses the HTTP status of a response. GraphQL over HTTP, "Status Codes".</summary>
internal static class StatusCode
{
    // The draft's status for data with errors.
    private const int DataWithErrors = 294;

    public static int Of(ExecutionResult result, MediaType type, StatusProfile profile) => result.Outcome switch
    {
        Outcome.Overloaded => StatusCodes.Status503ServiceUnavailable,
        Outcome.TimedOut => StatusCodes.Status504GatewayTimeout,
        Outcome.NotAQuery => StatusCodes.Status405MethodNotAllowed,
        Outcome.NoStream => StatusCodes.Status406NotAcceptable,
        Outcome.Executed => profile == StatusProfile.Draft && type == MediaType.GraphQLResponse && result.Errors.Count > 0
            ? DataWithErrors
            : StatusCodes.Status200OK,
        Outcome.SyntaxError when profile == StatusProfile.Draft => StatusCodes.Status400BadRequest,
        Outcome.Invalid or Outcome.RequestError when profile == StatusProfile.Draft => StatusCodes.Status422UnprocessableEntity,
        _ => type == MediaType.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
    };
}

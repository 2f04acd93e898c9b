using System.Security.Claims;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>The question whether somebody may have a field, see <see cref="ExecutionOptions.Authorize"/>.</summary>
/// <param name="Type">The object type, such as <c>Mutation</c>.</param>
/// <param name="Field">The field.</param>
/// <param name="User">The user of the request; an anonymous principal where nobody signed in.</param>
/// <param name="Services">The services of the request or, where each event is asked for, of the event.</param>
/// <param name="Cancellation">Cancelled when the client leaves or the time is over.</param>
public sealed record FieldAccess(string Type, string Field, ClaimsPrincipal User, IServiceProvider Services, CancellationToken Cancellation);

/// <summary>The answer to a <see cref="FieldAccess"/>.</summary>
public enum AccessDecision
{
    /// <summary>The field may run.</summary>
    Allowed,

    /// <summary>Nobody is signed in, and somebody must be: <see cref="ErrorCodes.NotAuthenticated"/>.</summary>
    NotAuthenticated,

    /// <summary>The user may not have it: <see cref="ErrorCodes.NotAuthorized"/>.</summary>
    NotAuthorized,
}

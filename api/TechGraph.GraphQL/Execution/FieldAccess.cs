using System.Security.Claims;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>Input of an access check for one field, see <see cref="ExecutionOptions.Authorize"/>.</summary>
/// <param name="Type">Object type, such as <c>Mutation</c>.</param>
/// <param name="Field">Name of the field.</param>
/// <param name="User">User of the request; an anonymous principal if no user is signed in.</param>
/// <param name="Services">Services of the request; if each event of a subscription is checked, those of the event.</param>
/// <param name="Cancellation">Cancelled when the client disconnects or the time limit is reached.</param>
public sealed record FieldAccess(string Type, string Field, ClaimsPrincipal User, IServiceProvider Services, CancellationToken Cancellation);

/// <summary>Decision about a <see cref="FieldAccess"/>.</summary>
public enum AccessDecision
{
    /// <summary>The field may run.</summary>
    Allowed,

    /// <summary>The field requires a signed-in user, and there is none: <see cref="ErrorCodes.NotAuthenticated"/>.</summary>
    NotAuthenticated,

    /// <summary>The user may not read the field: <see cref="ErrorCodes.NotAuthorized"/>.</summary>
    NotAuthorized,
}

using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TechGraph.GraphQL.Errors;
using TechGraph.Ingest.Intake;

namespace TechGraph.Api.Access;

/// <summary>Knows users by the key in <c>Authorization: Bearer …</c>, and tells those who may not what to do. Keys are never logged.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, IOptions<ApiKeyOptions> keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "ApiKey";

    /// <summary>What clients are told where no key is configured.</summary>
    public const string Off =
        "The intake is off, because no key is configured. Set TechGraph__Keys__0__Name, TechGraph__Keys__0__Sha256 (the key's SHA-256 in hex) and "
        + "TechGraph__Keys__0__Scopes__0=intake.write, and restart.";

    private const string Prefix = "Bearer ";
    private const int LongestKey = 1_000;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var shown = Request.Headers.Authorization.ToString();
        if (!shown.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (shown.Length > LongestKey || keys.Value.Find(shown[Prefix.Length..].Trim()) is not { } key)
        {
            return Task.FromResult(AuthenticateResult.Fail("There is no such key."));
        }

        var user = new ClaimsIdentity(
            key.Scopes.Select(scope => new Claim(IntakeScopes.ClaimType, scope)).Prepend(new Claim(ClaimTypes.Name, key.Name)), Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(user), Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (keys.Value.Keys.Count == 0)
        {
            return IntakeProblem.Of(StatusCodes.Status403Forbidden, "INTAKE_OFF", Off).ExecuteAsync(Context);
        }

        Response.Headers.WWWAuthenticate = Prefix.Trim();
        return IntakeProblem.Of(
            StatusCodes.Status401Unauthorized,
            ErrorCodes.NotAuthenticated,
            Request.Headers.Authorization.Count > 0 ? "The key is not one of the configured keys." : "A key is required. Send Authorization: Bearer KEY.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => IntakeProblem.Of(
        StatusCodes.Status403Forbidden, ErrorCodes.NotAuthorized, "The key does not have the required scope. The scopes are in docs/intake.md.").ExecuteAsync(Context);
}

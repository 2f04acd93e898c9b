using System.Security.Claims;

namespace TechGraph.Ingest.Intake;

/// <summary>
/// The scopes of an API key. They are also the names of the authorization policies that a host of <see cref="IntakeEndpoints.MapIntake"/>
/// must define.
/// </summary>
public static class IntakeScopes
{
    /// <summary>Allows submitting dossiers, and retrying refused ones. Includes <see cref="Read"/>.</summary>
    public const string Write = "intake.write";

    /// <summary>Allows reading submitted items and their state.</summary>
    public const string Read = "intake.read";

    /// <summary>The type of the claim that gives a user a scope.</summary>
    public const string ClaimType = "scope";

    /// <summary>All scopes.</summary>
    public static IReadOnlyList<string> All { get; } = [Write, Read];

    /// <summary>Whether a user has a scope.</summary>
    public static bool Has(ClaimsPrincipal user, string scope) =>
        user.HasClaim(ClaimType, scope) || (scope == Read && user.HasClaim(ClaimType, Write));
}

using System.Security.Claims;

namespace TechGraph.Ingest.Intake;

/// <summary>What a key may do; the names of authorization policies that a host of <see cref="IntakeEndpoints.MapIntake"/> has.</summary>
public static class IntakeScopes
{
    /// <summary>To hand in, and to try again what was refused. Includes <see cref="Read"/>.</summary>
    public const string Write = "intake.write";

    /// <summary>To see what was handed in, and what became of it.</summary>
    public const string Read = "intake.read";

    /// <summary>The type of the claim by which a user has a scope.</summary>
    public const string ClaimType = "scope";

    /// <summary>All scopes.</summary>
    public static IReadOnlyList<string> All { get; } = [Write, Read];

    /// <summary>Whether a user has a scope.</summary>
    public static bool Has(ClaimsPrincipal user, string scope) =>
        user.HasClaim(ClaimType, scope) || (scope == Read && user.HasClaim(ClaimType, Write));
}

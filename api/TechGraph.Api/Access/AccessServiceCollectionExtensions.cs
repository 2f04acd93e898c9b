using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.Ingest.Intake;
using TechGraph.Stores;

namespace TechGraph.Api.Access;

/// <summary>Registers API keys. Reading the graph needs none; writing does.</summary>
internal static class AccessServiceCollectionExtensions
{
    /// <summary>Adds API keys, and a policy for each scope.</summary>
    public static IServiceCollection AddApiKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ApiKeyOptions>(configuration.GetSection("TechGraph"));
        services.AddAuthentication(ApiKeyHandler.Name).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Name, configureOptions: null);
        var policies = services.AddAuthorizationBuilder();
        foreach (var scope in IntakeScopes.All)
        {
            policies.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().RequireAssertion(access => IntakeScopes.Has(access.User, scope)));
        }

        return services;
    }

    /// <summary>The access rule of GraphQL fields: mutations need the scope for writing, fields of the intake the scope for reading, all others none.</summary>
    /// <exception cref="GraphQLError"><c>INTAKE_OFF</c>: no key is configured, or there is no server.</exception>
    public static ValueTask<GraphQL.Execution.AccessDecision> DecideAsync(FieldAccess access)
    {
        var scope = (access.Type, access.Field) switch
        {
            ("Mutation", _) => IntakeScopes.Write,
            ("Query", "intake" or "intakeItems") => IntakeScopes.Read,
            _ => null,
        };
        return new(scope is null ? GraphQL.Execution.AccessDecision.Allowed
            : access.Services.GetService<LocalQueries>() is not null ? throw new GraphQLError(LocalQueries.NoIntake, "INTAKE_OFF")
            : access.Services.GetRequiredService<IOptions<ApiKeyOptions>>().Value.Keys.Count == 0 ? throw new GraphQLError(ApiKeyHandler.Off, "INTAKE_OFF")
            : access.User.Identity?.IsAuthenticated != true ? GraphQL.Execution.AccessDecision.NotAuthenticated
            : IntakeScopes.Has(access.User, scope) ? GraphQL.Execution.AccessDecision.Allowed
            : GraphQL.Execution.AccessDecision.NotAuthorized);
    }
}

using TechGraph.Api.Access;
using TechGraph.Api.Startup;
using TechGraph.Core.Graph;
using TechGraph.GraphQL;
using TechGraph.Ingest;
using TechGraph.Ingest.Intake;
using TechGraph.Stores;

namespace TechGraph.Api;

/// <summary>The API for a program that runs it: its own, or another that has it in its process.</summary>
public static class TechGraphServer
{
    /// <summary>The API, ready to run; it does not listen yet and has loaded nothing.</summary>
    /// <param name="args">
    /// Settings as a command line has them (docs/settings.md): <c>--urls</c>, <c>--TechGraph:Data</c>; and <c>--contentRoot</c>, the folder
    /// of <c>appsettings.json</c>, by default the current one.
    /// </param>
    /// <exception cref="Exception">A setting is wrong; <see cref="Explain"/> says it in a sentence.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        Addresses.Check(builder.Configuration["urls"]);
        builder.Services
            .AddGraphStore(builder.Configuration)
            .AddIngest()
            .AddTechGraphApi(builder.Configuration)
            .AddApiKeys(builder.Configuration)
            .AddIntake(builder.Configuration);

        // A failure to start is told by Explain, in one sentence rather than with its stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        var app = builder.Build();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapExplorer();
        app.MapTechGraphQL("/graphql");
        app.MapIntake();
        app.MapHealth();
        return app;
    }

    /// <summary>Runs the API until it is stopped: by Ctrl-C, by the system, or by <paramref name="cancellation"/>.</summary>
    /// <param name="args">Settings, see <see cref="Build"/>.</param>
    /// <param name="cancellation">Stops it; requests that run are finished.</param>
    /// <exception cref="Exception">It did not start; <see cref="Explain"/> says why in a sentence.</exception>
    public static async Task RunAsync(string[] args, CancellationToken cancellation = default)
    {
        await using var app = Build(args);
        await ((IHost)app).RunAsync(cancellation);
    }

    /// <summary>Why the API did not start, in one sentence for people; null for a failure that is a bug and is better shown whole.</summary>
    public static string? Explain(Exception failure) => StartupErrors.Sentence(failure);

    /// <summary>
    /// Adds the API's schema, resolvers and stored queries, to be asked in the process through <see cref="ILocalGraphQL"/>; the store and
    /// logging are the caller's to add.
    /// </summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="recorded">Which graph is asked; null: the newest version.</param>
    public static IServiceCollection AddTechGraphQueries(this IServiceCollection services, RecordedPoint? recorded = null) =>
        services.AddSingleton(new LocalQueries(recorded)).AddEngine();
}

using TechGraph.Api.Access;
using TechGraph.Api.Connections;
using TechGraph.Api.Logging;
using TechGraph.Api.Startup;
using TechGraph.Core.Graph;
using TechGraph.GraphQL;
using TechGraph.Ingest;
using TechGraph.Ingest.Intake;
using TechGraph.Stores;

namespace TechGraph.Api;

/// <summary>Runs the API, for its own program or for another that hosts it.</summary>
public static class TechGraphServer
{
    /// <summary>Builds the API; it does not listen yet and has loaded nothing.</summary>
    /// <param name="args">
    /// Settings in the form of a command line (docs/settings.md): <c>--urls</c>, <c>--TechGraph:Data</c>; and <c>--contentRoot</c>, the
    /// folder of <c>appsettings.json</c>, by default the current one.
    /// </param>
    /// <exception cref="Exception">A setting is wrong; <see cref="Explain"/> gives the sentence.</exception>
    public static WebApplication Build(string[] args)
    {
        ConnectionLimits.RefuseTooFewFiles();
        var builder = WebApplication.CreateBuilder(args);
        Addresses.Check(builder.Configuration["urls"]);
        builder.Services
            .AddGraphStore(builder.Configuration)
            .AddIngest()
            .AddTechGraphApi(builder.Configuration)
            .AddApiKeys(builder.Configuration)
            .AddIntake(builder.Configuration);

        builder.AddConnections();
        builder.Logging.AddEventLines();

        // It warns about keys for cookies, which the API does not use.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // Explain turns a failure to start into one sentence without a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        var app = builder.Build();
        app.UseDraining();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapExplorer();
        app.MapGet("/", static () => Results.Redirect("graphql"));
        app.MapTechGraphQL("/graphql");
        app.MapIntake();
        app.MapHealth();
        return app;
    }

    /// <summary>Runs the API until it is stopped by Ctrl-C, by the system, or by <paramref name="cancellation"/>.</summary>
    /// <param name="args">Settings, see <see cref="Build"/>.</param>
    /// <param name="cancellation">Stops the API; running requests are finished.</param>
    /// <exception cref="Exception">It did not start; <see cref="Explain"/> gives the reason in a sentence.</exception>
    public static async Task RunAsync(string[] args, CancellationToken cancellation = default)
    {
        await using var app = Build(args);
        await ((IHost)app).RunAsync(cancellation);
    }

    /// <summary>Why a server cannot listen at an address, in one sentence; null: it can, as far as the text says.</summary>
    public static string? ExplainAddress(string url)
    {
        try
        {
            Addresses.Check(url);
            return null;
        }
        catch (StartupException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Why the API did not start, in one sentence for people; null for a failure that is a bug, whose stack trace is more useful.</summary>
    public static string? Explain(Exception failure) => StartupErrors.Sentence(failure);

    /// <summary>
    /// Adds the API's schema, resolvers and stored queries, for queries in the process through <see cref="ILocalGraphQL"/>. The caller adds
    /// the store and logging.
    /// </summary>
    /// <param name="services">Receives the services.</param>
    /// <param name="recorded">The version of the graph to query; null: the newest.</param>
    public static IServiceCollection AddTechGraphQueries(this IServiceCollection services, RecordedPoint? recorded = null) =>
        services.AddSingleton(new LocalQueries(recorded)).AddEngine();
}

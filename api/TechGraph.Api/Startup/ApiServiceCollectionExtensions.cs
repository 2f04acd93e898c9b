using System.Reflection;
using TechGraph.Api.Access;
using TechGraph.Api.Feed;
using TechGraph.Api.Resolvers;
using TechGraph.Api.Scalars;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Http;
using TechGraph.Stores;

namespace TechGraph.Api.Startup;

/// <summary>Registers the product's GraphQL API.</summary>
internal static class ApiServiceCollectionExtensions
{
    private const string QueryFolder = "queries/";

    /// <summary>Adds the schema, its resolvers and the load at the start.</summary>
    public static IServiceCollection AddTechGraphApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ApiOptions>(configuration.GetSection("TechGraph"));
        services.AddSettings<PastGraphOptions>(configuration.GetSection("TechGraph"));
        services.AddHostedService<DossierLoad>();
        services.AddHttpContextAccessor().AddSingleton<PastGraphs>();
        var origins = configuration.GetSection("TechGraph").Get<ApiOptions>()?.AllowedOrigins ?? [];
        return services.AddAllowedOrigins(origins).AddEngine(options =>
        {
            foreach (var origin in origins)
            {
                options.Http.AllowedOrigins.Add(origin);
            }
        });
    }

    /// <summary>Adds the schema and its resolvers, for queries over HTTP or in the process.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services, Action<GraphQLOptions>? options = null) => services
        .AddScoped<GraphSession>()
        .AddSingleton<GraphFeed>()
        .AddGraphQLEngine(map => map.AddTechGraph().Options(options ?? (static _ => { })));

    /// <summary>The product's schema, resolvers and stored queries.</summary>
    public static GraphQLEngineBuilder AddTechGraph(this GraphQLEngineBuilder map)
    {
        foreach (var (name, text) in ReadStoredQueries())
        {
            map.Store(name, text);
        }

        return map
            .Sdl(ReadSdl())
            .Scalar("Date", new DateCodec())
            .Scalar("Decimal", new DecimalCodec())
            .AddQuery()
            .AddEntities()
            .AddEvents()
            .AddValues()
            .AddSources()
            .AddPaths()
            .AddDashboards()
            .AddSuggestions()
            .AddVocabulary()
            .AddChanges()
            .AddIntake()
            .Options(options =>
            {
                options.AllowIntrospection = true;
                options.Authorize = AccessServiceCollectionExtensions.DecideAsync;
                options.Explain = GraphSession.Explain;
                options.Http.StoredDocuments = StoredDocumentMode.Allow;
                ExplorerPage.Use(options);
            });
    }

    /// <summary>The public GraphQL schema, <c>graph-schema/schema.graphql</c>.</summary>
    public static string ReadSdl() => Read("schema.graphql");

    /// <summary>The stored queries of the product, <c>api/queries</c>: file name without ending, and text.</summary>
    public static IEnumerable<(string Name, string Text)> ReadStoredQueries() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(QueryFolder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (Path.GetFileNameWithoutExtension(name[QueryFolder.Length..]), Read(name)));

    private static string Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

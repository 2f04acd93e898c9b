using System.Reflection;
using TechGraph.Api.Resolvers;
using TechGraph.Api.Scalars;
using TechGraph.GraphQL;

namespace TechGraph.Api.Startup;

/// <summary>Registers the product's GraphQL API.</summary>
internal static class ApiServiceCollectionExtensions
{
    /// <summary>Adds the schema, its resolvers and the load at the start.</summary>
    public static IServiceCollection AddTechGraphApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection("TechGraph")).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<GraphSession>();
        services.AddHostedService<DossierLoad>();
        return services.AddGraphQLEngine(map => map
            .Sdl(ReadSdl())
            .Scalar("Date", new DateCodec())
            .Scalar("Decimal", new DecimalCodec())
            .AddQuery()
            .AddEntities()
            .AddEvents()
            .AddValues()
            .AddSources()
            .AddPaths()
            .AddVocabulary()
            .Options(options =>
            {
                options.AllowIntrospection = true;
                options.Explain = GraphSession.Explain;
            }));
    }

    /// <summary>The public contract, <c>graph-schema/schema.graphql</c>.</summary>
    public static string ReadSdl()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("schema.graphql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

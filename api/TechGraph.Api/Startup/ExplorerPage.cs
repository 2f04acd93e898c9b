using System.Text.Json;
using Microsoft.Extensions.FileProviders;
using TechGraph.GraphQL;

namespace TechGraph.Api.Startup;

/// <summary>
/// Serves the query page: GraphiQL with the stored queries as recipes. The build creates it if Node is installed; without it, the engine's
/// plain page is served.
/// </summary>
internal static class ExplorerPage
{
    private const string Recipes = "<!--recipes-->";

    // The editor sets style attributes; scripts, workers and everything else must come from this host.
    private const string Policy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "explorer");

    /// <summary>Whether the build created the page.</summary>
    public static bool IsThere => File.Exists(Path.Combine(Folder, "index.html"));

    /// <summary>Serves the page, if it exists, to browsers that open the GraphQL address.</summary>
    public static void Use(GraphQLOptions options)
    {
        if (IsThere)
        {
            var page = Read();
            options.Http.ExplorerPage = context =>
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.Headers.ContentSecurityPolicy = Policy;
                context.Response.Headers.XContentTypeOptions = "nosniff";
                context.Response.Headers.CacheControl = "no-cache";
                return context.Response.WriteAsync(page, context.RequestAborted);
            };
        }
    }

    /// <summary>Maps <c>/explorer/…</c>: scripts and styles of the page, whose names change with their content.</summary>
    public static void MapExplorer(this WebApplication app)
    {
        if (IsThere)
        {
            app.UseStaticFiles(new StaticFileOptions
            {
                RequestPath = "/explorer",
                FileProvider = new PhysicalFileProvider(Folder),
                OnPrepareResponse = static answer =>
                {
                    answer.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                    answer.Context.Response.Headers.XContentTypeOptions = "nosniff";
                },
            });
        }
    }

    private static string Read()
    {
        var recipes = ApiServiceCollectionExtensions.ReadStoredQueries().Select(query => new
        {
            id = query.Name,
            title = query.Text.Split('\n')[0].TrimStart('#').Trim(),
            text = query.Text,
        });

        // Data inside the page: the default encoder escapes every character that could end the element.
        var json = JsonSerializer.Serialize(recipes);
        return File.ReadAllText(Path.Combine(Folder, "index.html"))
            .Replace(Recipes, $"<script id=\"recipes\" type=\"application/json\">{json}</script>", StringComparison.Ordinal);
    }
}

using System.Text.Json;
using Microsoft.Extensions.FileProviders;
using TechGraph.GraphQL;

namespace TechGraph.Api.Startup;

/// <summary>
/// The page at which analysts ask, GraphiQL with the stored queries as recipes. The build puts it beside the program where Node is there;
/// without it the engine's plain page answers.
/// </summary>
internal static class ExplorerPage
{
    private const string Recipes = "<!--recipes-->";

    // The editor styles its parts by attributes; scripts, workers and all else come from this host only.
    private const string Policy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "explorer");

    /// <summary>Whether the build made the page.</summary>
    public static bool IsThere => File.Exists(Path.Combine(Folder, "index.html"));

    /// <summary>Answers browsers that open the GraphQL address with the page, where it is there.</summary>
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

    /// <summary>Maps <c>/explorer/…</c>: the page's scripts and styles, whose names change with their content.</summary>
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

        // As data in the page: the default encoder leaves no character that would end the element.
        var json = JsonSerializer.Serialize(recipes);
        return File.ReadAllText(Path.Combine(Folder, "index.html"))
            .Replace(Recipes, $"<script id=\"recipes\" type=\"application/json\">{json}</script>", StringComparison.Ordinal);
    }
}

namespace TechGraph.Api.Startup;

/// <summary>Whose pages may read what the API answers. Other pages may not: browsers keep the answers from them.</summary>
internal static class Origins
{
    /// <summary>Registers who may; with an empty list nobody but the API's own pages, and nothing is said of it in answers.</summary>
    public static IServiceCollection AddAllowedOrigins(this IServiceCollection services, IList<string> origins) => services.AddCors(cors =>
        cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. origins.Where(IsOrigin)])
            .WithMethods("GET", "POST")
            .AllowAnyHeader()
            .WithExposedHeaders("ETag", "Retry-After", "Location")
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));

    /// <summary>Whether a text is an origin as browsers send it: <c>scheme://host</c> in lower case, with a port only where it is not the scheme's.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}" is var origin
        && (origin == text || (uri.HostNameType == UriHostNameType.IPv6 && $"{uri.Scheme}://{uri.Authority}" == text));
}

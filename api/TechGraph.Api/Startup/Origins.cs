namespace TechGraph.Api.Startup;

/// <summary>Decides whose pages may read the answers of the API. Browsers keep the answers from all other pages.</summary>
internal static class Origins
{
    /// <summary>Registers the allowed origins. With an empty list, only the API's own pages may read answers, and no CORS header is sent.</summary>
    public static IServiceCollection AddAllowedOrigins(this IServiceCollection services, IList<string> origins) => services.AddCors(cors =>
        cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. origins.Where(IsOrigin)])
            .WithMethods("GET", "POST")
            .AllowAnyHeader()
            .WithExposedHeaders("ETag", "Retry-After", "Location")
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));

    /// <summary>
    /// Whether a text is an origin as browsers send it: <c>scheme://host</c> in lower case, with a port unless it is the default of the
    /// scheme.
    /// </summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}" is var origin
        && (origin == text || (uri.HostNameType == UriHostNameType.IPv6 && $"{uri.Scheme}://{uri.Authority}" == text));
}

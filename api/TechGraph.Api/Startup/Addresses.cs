namespace TechGraph.Api.Startup;

/// <summary>Checks the addresses of the API before anything else happens.</summary>
internal static class Addresses
{
    /// <summary>Checks that a server can listen at each address.</summary>
    /// <param name="urls">Addresses joined by <c>;</c>; null: the default.</param>
    /// <exception cref="StartupException">It cannot listen at one of them.</exception>
    public static void Check(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Kestrel reads the host * or + as "any".
            var plain = url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                throw new StartupException($"\"{url}\" is not an address to listen on. Give one such as http://127.0.0.1:5080.");
            }
        }
    }
}

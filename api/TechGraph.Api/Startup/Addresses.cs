namespace TechGraph.Api.Startup;

/// <summary>Checks where the API shall listen, before anything else happens.</summary>
internal static class Addresses
{
    /// <summary>Each address of <c>urls</c> is one that a server can listen at.</summary>
    /// <param name="urls">Addresses joined by <c>;</c>; null: the default.</param>
    /// <exception cref="StartupException">One is not.</exception>
    public static void Check(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Kestrel takes a host of * or + as "any".
            var plain = url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                throw new StartupException($"\"{url}\" is not an address to listen on. Give one such as --urls http://127.0.0.1:5080.");
            }
        }
    }
}

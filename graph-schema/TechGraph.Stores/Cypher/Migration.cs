using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace TechGraph.Stores.Cypher;

/// <summary>One file of <c>graph-schema/migrations</c>: applied once, in order, and never edited afterwards.</summary>
internal sealed record Migration(int Version, string Name, string Text)
{
    /// <summary>SHA-256 of the text with LF line ends, lower-case hex.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <summary>Its statements, without comments.</summary>
    public IEnumerable<string> Statements => string.Join('\n', Text.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith("//", StringComparison.Ordinal)))
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The migrations that the product ships, in order.</summary>
    public static IReadOnlyList<Migration> Shipped { get; } = [.. Read().OrderBy(m => m.Version)];

    private static IEnumerable<Migration> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".cypher", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return new Migration(int.Parse(resource.AsSpan(1, 4), CultureInfo.InvariantCulture), resource, reader.ReadToEnd());
        }
    }
}

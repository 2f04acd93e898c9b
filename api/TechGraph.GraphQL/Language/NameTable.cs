using System.Text;

namespace TechGraph.GraphQL.Language;

/// <summary>Finds the names of a schema by their bytes, so that parsing a document does not allocate new strings for them.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, string> _names;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

    public NameTable(IEnumerable<string> names)
    {
        _names = new Dictionary<string, string>(new AsciiComparer());
        foreach (var name in names)
        {
            _names.TryAdd(name, name);
        }

        _byBytes = _names.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public static NameTable Empty { get; } = new([]);

    public string Intern(ReadOnlySpan<byte> name) =>
        _byBytes.TryGetValue(name, out var known) ? known : Encoding.ASCII.GetString(name);

    /// <summary>Compares ASCII names with their bytes; the hash (FNV-1a) of both forms is the same.</summary>
    private sealed class AsciiComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
    {
        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public bool Equals(ReadOnlySpan<byte> alternate, string other) => Ascii.Equals(alternate, other);

        public string Create(ReadOnlySpan<byte> alternate) => Encoding.ASCII.GetString(alternate);

        public int GetHashCode(string obj)
        {
            var hash = 2166136261u;
            foreach (var c in obj)
            {
                hash = (hash ^ (byte)c) * 16777619;
            }

            return (int)hash;
        }

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = 2166136261u;
            foreach (var b in alternate)
            {
                hash = (hash ^ b) * 16777619;
            }

            return (int)hash;
        }
    }
}

using System.Collections.Frozen;
using System.Text;

namespace TechGraph.Core.Model;

/// <summary>Spells an enum member in files (<c>in-force</c>) and in GraphQL (<c>IN_FORCE</c>), from the member's name.</summary>
public static class EnumText
{
    /// <summary>Lower-case, joined by hyphens: <c>in-force</c>.</summary>
    public static string Kebab<T>(T value)
        where T : struct, Enum => Table<T>.Kebab[value];

    /// <summary>The member that a hyphenated word names; null: no member has this name.</summary>
    public static T? Read<T>(string word)
        where T : struct, Enum => Table<T>.Values.TryGetValue(word, out var value) ? value : null;

    /// <summary>All words of an enum, in declaration order.</summary>
    public static IEnumerable<string> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Kebab);

    /// <summary>The spelling of a file's word in GraphQL: upper case, joined by underscores.</summary>
    public static string ToGraphQL(string word) => word.Replace('-', '_').ToUpperInvariant();

    private static string Hyphenate(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Kebab =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => Hyphenate(value.ToString()));

        public static readonly FrozenDictionary<string, T> Values = Kebab.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }
}

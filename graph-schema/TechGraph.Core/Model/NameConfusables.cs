using System.Globalization;
using System.Text;

namespace TechGraph.Core.Model;

/// <summary>Finds characters in a name that make it look like another name.</summary>
public static class NameConfusables
{
    // Letters of Cyrillic and Greek that look like Latin ones, both cases (Unicode Technical Standard 39, confusables).
    private const string LatinLike = "АВЕКМНОРСТХУІЈЅԚԜаеорсухіјѕԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ";
    private const string LooksLike = "ABEKMHOPCTXYIJSQWaeopcyxijsqwhABEZHIKMNOPTYXovp";

    /// <summary>
    /// The name with Latin letters in place of those that look like them, and without invisible characters. Two names that look the same
    /// have the same plain form.
    /// </summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes().Where(rune => !IsInvisible(rune)))
        {
            var at = rune.IsBmp ? LatinLike.IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
            plain.Append(at >= 0 ? LooksLike[at].ToString() : rune.ToString());
        }

        return plain.ToString();
    }

    /// <summary>What is wrong, as the end of a sentence that begins with the name; null: nothing.</summary>
    public static string? Suspicion(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsInvisible(rune))
            {
                return $"has the invisible character U+{rune.Value:X4}";
            }
        }

        foreach (var word in name.Split([' ', '-', '.', ',', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            var odd = word.FirstOrDefault(letter => LatinLike.Contains(letter, StringComparison.Ordinal));
            if (odd != default && word.Any(char.IsAsciiLetter))
            {
                return $"has the letter U+{(int)odd:X4}, which looks like a Latin letter, among Latin letters";
            }
        }

        return null;
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse;
}

using System.Globalization;
using System.Text;

namespace TechGraph.Schema.Model;

/// <summary>Looks at the letters of a name for what could make two names look like one.</summary>
public static class NameText
{
    // Letters of Cyrillic and Greek that look like Latin ones, both cases (Unicode Technical Standard 39, confusables).
    private const string LatinLike = "АВЕКМНОРСТХУІЈЅԚԜаеорсухіјѕԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ";

    /// <summary>What is wrong, as the end of a sentence that begins with the name; null: nothing.</summary>
    public static string? Suspicion(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse)
            {
                return $"has the invisible character U+{rune.Value:X4}";
            }
        }

        foreach (var word in name.Split([' ', '-', '.', ',', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            var odd = word.FirstOrDefault(letter => LatinLike.Contains(letter, StringComparison.Ordinal));
            if (odd != default && word.Any(char.IsAsciiLetter))
            {
                return $"has the letter U+{(int)odd:X4}, which looks like a Latin one, among Latin letters";
            }
        }

        return null;
    }
}

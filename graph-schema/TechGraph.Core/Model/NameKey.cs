using System.Globalization;
using System.Text;

namespace TechGraph.Core.Model;

/// <summary>The form in which names are compared: NFKC, lower case, without diacritics, punctuation and legal suffixes.</summary>
/// <remarks>A key finds candidates; it decides nothing. Two entities with one key stay two until a rule or a person says otherwise.</remarks>
public static class NameKey
{
    private static readonly HashSet<string> LegalSuffixes = new(StringComparer.Ordinal)
    {
        "inc", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "plc", "gmbh", "ag", "sa", "nv", "bv", "spa", "kk", "oy", "ab",
    };

    /// <summary>The key of a name; empty for a name without letters or digits.</summary>
    public static string Of(string name)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormKD))
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(letter);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
            {
                continue;
            }

            plain.Append(char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) ? char.ToLowerInvariant(letter) : ' ');
        }

        var words = plain.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var count = words.Length;
        while (count > 1 && LegalSuffixes.Contains(words[count - 1]))
        {
            count--;
        }

        return string.Join(' ', words.Take(count));
    }
}

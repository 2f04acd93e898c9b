namespace TechGraph.Core.Model;

/// <summary>Checks ids of known registers. Ids of other registers are accepted as they are.</summary>
public static class ExternalIds
{
    private const int LeiLength = 20;
    private const int MaxQDigits = 12;

    /// <summary>What is wrong with an id, as the end of a sentence that begins with it; null: nothing is wrong, or the scheme is not known here.</summary>
    /// <param name="scheme"><c>lei</c> (ISO 17442), <c>wikidata</c>, or any other.</param>
    /// <param name="value">The id.</param>
    public static string? FindError(string scheme, string value) => scheme switch
    {
        "lei" when value.Length != LeiLength || !value.All(letter => char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter)) =>
            "is not an LEI: an LEI has 20 digits and capital letters (ISO 17442)",
        "lei" when CheckSum(value) != 1 => "is not an LEI: its check digits do not match, so a character is wrong (ISO 17442)",
        "wikidata" when value.Length < 2 || value.Length > MaxQDigits + 1 || value[0] != 'Q' || value[1] == '0' || !value.AsSpan(1).ContainsOnlyDigits() =>
            "is not an item of Wikidata: an item is Q and a number",
        _ => null,
    };

    /// <summary>ISO/IEC 7064, MOD 97-10: letters count from 10 (A) to 35 (Z); the number modulo 97 must be 1.</summary>
    private static int CheckSum(string value)
    {
        var rest = 0;
        foreach (var letter in value)
        {
            rest = char.IsAsciiDigit(letter) ? ((rest * 10) + letter - '0') % 97 : ((rest * 100) + letter - 'A' + 10) % 97;
        }

        return rest;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}

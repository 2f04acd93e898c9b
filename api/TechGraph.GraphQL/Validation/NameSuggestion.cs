namespace TechGraph.GraphQL.Validation;

/// <summary>Suggests the name that a client probably meant.</summary>
internal static class NameSuggestion
{
    private const int MaxLength = 64;

    /// <summary>Returns <c> Did you mean "…"?</c> with a leading space; empty if no candidate is similar.</summary>
    public static string Suggest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > MaxLength)
        {
            return "";
        }

        var (best, least) = ((string?)null, (word.Length / 3) + 1);
        foreach (var candidate in candidates)
        {
            var distance = candidate.Equals(word, StringComparison.OrdinalIgnoreCase) ? 0 : EditDistance(word, candidate);
            if (distance <= least && (best is null || distance < least))
            {
                (best, least) = (candidate, distance);
            }
        }

        return best is null ? "" : $" Did you mean \"{best}\"?";
    }

    /// <summary>Counts the insertions, deletions and replacements between two words.</summary>
    private static int EditDistance(string a, string b)
    {
        if (b.Length > MaxLength)
        {
            return int.MaxValue;
        }

        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}

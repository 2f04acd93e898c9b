namespace TechGraph.Core.Parsing;

/// <summary>Finds the known word closest to a misspelt one.</summary>
public static class SpellingSuggestion
{
    /// <summary>
    /// The candidate within two edits (one for words of up to four letters) of <paramref name="word"/>, as the sentence <c> Did you mean
    /// "…"?</c> with a leading space; empty if no candidate is close. Ties go to the first in ordinal order.
    /// </summary>
    public static string Hint(string word, IEnumerable<string> candidates)
    {
        var limit = word.Length <= 4 ? 1 : 2;
        var best = candidates
            .Select(candidate => (candidate, distance: Distance(word, candidate, limit)))
            .Where(found => found.distance <= limit)
            .OrderBy(found => found.distance)
            .ThenBy(found => found.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.candidate is null ? "" : $" Did you mean \"{best.candidate}\"?";
    }

    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit || a.Length > 100)
        {
            return limit + 1;
        }

        var (before, previous, current) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    // Two swapped letters count as one edit.
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }
}

namespace TechGraph.Core.Parsing;

/// <summary>Finds the known word closest to a misspelt one.</summary>
public static class SpellingSuggestion
{
    /// <summary>What a hint says when the work for a load is used up.</summary>
    private const string Stopped = " Similar names were not looked for, because too many are unknown.";

    /// <summary>Longer words are not compared.</summary>
    private const int MaxLength = 100;

    /// <summary>
    /// The candidate within two edits (one for words of up to four letters) of <paramref name="word"/>, as the sentence <c> Did you mean
    /// "…"?</c> with a leading space; empty if no candidate is close. Ties go to the first in ordinal order.
    /// </summary>
    /// <param name="word">The unknown word.</param>
    /// <param name="candidates">The known words.</param>
    /// <param name="budget">The work that may be spent; null: no limit, for short lists. When it is used up, the sentence says so.</param>
    public static string Hint(string word, IEnumerable<string> candidates, SpellingBudget? budget = null)
    {
        var limit = word.Length <= 4 ? 1 : 2;
        var (best, least) = ((string?)null, limit + 1);
        if (word.Length > MaxLength)
        {
            return "";
        }

        foreach (var candidate in candidates)
        {
            if (budget?.IsExhausted == true)
            {
                return Stopped;
            }

            if (Math.Abs(word.Length - candidate.Length) > limit)
            {
                budget?.Spend(1);
                continue;
            }

            budget?.Spend(1 + (word.Length * candidate.Length));
            var distance = Distance(word, candidate);
            if (distance < least || (distance == least && best is not null && string.CompareOrdinal(candidate, best) < 0))
            {
                (best, least) = (candidate, distance);
            }
        }

        return best is null ? "" : $" Did you mean \"{best}\"?";
    }

    /// <summary>Number of edits between two words of at most 102 characters; two swapped letters count as one.</summary>
    private static int Distance(string a, string b)
    {
        var width = b.Length + 1;
        Span<int> rows = stackalloc int[3 * width];
        var before = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows[(2 * width)..];
        for (var j = 0; j < width; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            var oldest = before;
            before = previous;
            previous = current;
            current = oldest;
        }

        return previous[b.Length];
    }
}

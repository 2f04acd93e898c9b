namespace TechGraph.Core.Parsing;

/// <summary>The work that one load may spend on finding similar names. When it is used up, the messages say so.</summary>
/// <param name="limit">Maximum number of steps; a step compares two characters, or skips a name.</param>
public sealed class SpellingBudget(long limit = SpellingBudget.DefaultLimit)
{
    /// <summary>The limit of a load: a fraction of a second.</summary>
    public const long DefaultLimit = 20_000_000;

    /// <summary>Number of steps so far; at most the limit and the steps of one comparison.</summary>
    public long Used { get; private set; }

    /// <summary>Whether nothing more is compared.</summary>
    public bool IsExhausted => Used >= limit;

    internal void Spend(long steps) => Used += steps;
}

using TechGraph.Schema.Model;

namespace TechGraph.Schema.Resolution;

/// <summary>In which way two entities look like one, the strongest first.</summary>
public enum MatchReason
{
    /// <summary>Both have the same id elsewhere.</summary>
    ExternalId,

    /// <summary>A name or alias of the one is a name or alias of the other, but for case, accents, punctuation and legal form.</summary>
    Name,

    /// <summary>Names look the same on a screen and are written with other letters, or with invisible ones. It may be a slip, or somebody's trick.</summary>
    Lookalike,

    /// <summary>Names differ by one letter, or by two neighbours that changed places.</summary>
    Spelling,

    /// <summary>The one's name is the other's with further words, or has the same words in another order.</summary>
    Words,
}

/// <summary>Two entities that may be one; a person decides. Nothing follows from a suggestion by itself.</summary>
/// <param name="One">The one with the id that sorts first.</param>
/// <param name="Other">The other.</param>
/// <param name="Reason">In which way they look like one; where several hold, the strongest.</param>
/// <param name="Explanation">Why, for people.</param>
public sealed record Suggestion(Entity One, Entity Other, MatchReason Reason, string Explanation);

using TechGraph.Core.Model;

namespace TechGraph.Core.Matching;

/// <summary>Why two entities may be the same, the strongest reason first.</summary>
public enum MatchReason
{
    /// <summary>Both have the same external id.</summary>
    ExternalId,

    /// <summary>A name or alias of one equals a name or alias of the other, apart from case, accents, punctuation and legal form.</summary>
    Name,

    /// <summary>Names look the same on a screen but use different or invisible characters. It may be a mistake or an imitation.</summary>
    Lookalike,

    /// <summary>Names differ by one letter, or by two swapped neighbouring letters.</summary>
    Spelling,

    /// <summary>One name is the other with further words, or has the same words in another order.</summary>
    Words,
}

/// <summary>Two entities that may be the same; a person decides. A suggestion alone changes nothing.</summary>
/// <param name="One">The entity whose id sorts first.</param>
/// <param name="Other">The other entity.</param>
/// <param name="Reason">Why they may be the same; if several reasons apply, the strongest.</param>
/// <param name="Explanation">The reason as a sentence for people.</param>
public sealed record Suggestion(Entity One, Entity Other, MatchReason Reason, string Explanation);

using System.Collections.Immutable;

namespace TechGraph.Schema.Model;

/// <summary>What kind of document a source is, from the strongest to the weakest. Only among values that exclude each other does it decide.</summary>
public enum Tier
{
    /// <summary>A state body's own text.</summary>
    Official,

    /// <summary>A company's filing or notice.</summary>
    Filing,

    /// <summary>A news agency.</summary>
    Agency,

    /// <summary>A newspaper or magazine.</summary>
    Press,

    /// <summary>A text that retells others.</summary>
    Secondary,

    /// <summary>Anything else; also every editorial or model claim.</summary>
    Other,
}

/// <summary>A document that says something.</summary>
public sealed record Source(SourceId Id, DossierId Dossier)
{
    /// <summary>Its headline; null where it has none.</summary>
    public string? Title { get; init; }

    /// <summary>Who published it; null: unknown.</summary>
    public string? Publisher { get; init; }

    /// <summary>When it came out; null: unknown. A query's <c>knownAt</c> asks for its latest possible day.</summary>
    public StatedDate? Published { get; init; }

    /// <summary>Its rank among sources.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Where it can be read (http or https); null: not online.</summary>
    public string? Url { get; init; }

    /// <summary>When it was read; null: not recorded.</summary>
    public PartialDate? Retrieved { get; init; }

    /// <summary>The source whose text this one repeats; null: a text of its own. Both count as one independent source.</summary>
    public SourceId? CopyOf { get; init; }

    /// <summary>Authors, reporters and editors.</summary>
    public ImmutableArray<Contributor> Contributors { get; init; } = [];

    /// <summary>Events that the source as a whole is about.</summary>
    public ImmutableArray<EventId> ReportsOn { get; init; } = [];

    /// <summary>A remark for the reader; null: none.</summary>
    public string? Note { get; init; }
}

/// <summary>Somebody who worked on a source: author, reporter or editor.</summary>
public sealed record Contributor(string Role, EntityId Entity);

/// <summary>A date, and how it was inferred where the source does not say it outright.</summary>
/// <param name="Date">The date.</param>
/// <param name="Basis">From what it was inferred; null: stated as it is.</param>
public sealed record StatedDate(PartialDate Date, string? Basis = null);

using System.Collections.Immutable;

namespace TechGraph.Core.Model;

/// <summary>The kind of document that a source is, from the strongest to the weakest. It decides only between values that exclude each other.</summary>
public enum Tier
{
    /// <summary>A text of a state body.</summary>
    Official,

    /// <summary>A company's filing or notice.</summary>
    Filing,

    /// <summary>A news agency.</summary>
    Agency,

    /// <summary>A newspaper or magazine.</summary>
    Press,

    /// <summary>A text that retells other texts.</summary>
    Secondary,

    /// <summary>Anything else; also every editorial or model claim.</summary>
    Other,
}

/// <summary>A document that says something.</summary>
public sealed record Source(SourceId Id, DossierId Dossier)
{
    /// <summary>Its headline; null if it has none.</summary>
    public string? Title { get; init; }

    /// <summary>Who published it; null: unknown.</summary>
    public string? Publisher { get; init; }

    /// <summary>When it was published; null: unknown. The <c>knownAt</c> of a query is compared with its latest possible day.</summary>
    public StatedDate? Published { get; init; }

    /// <summary>Its tier.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Its web address (http or https); null: not online.</summary>
    public string? Url { get; init; }

    /// <summary>When the editors read it; null: not recorded.</summary>
    public PartialDate? Retrieved { get; init; }

    /// <summary>The source whose text this one repeats; null: it has its own text. Both count as one independent source.</summary>
    public SourceId? CopyOf { get; init; }

    /// <summary>Authors, reporters and editors.</summary>
    public ImmutableArray<Contributor> Contributors { get; init; } = [];

    /// <summary>Events that the source as a whole is about.</summary>
    public ImmutableArray<EventId> ReportsOn { get; init; } = [];

    /// <summary>A remark for the reader; null: none.</summary>
    public string? Note { get; init; }
}

/// <summary>A person who worked on a source: author, reporter or editor.</summary>
public sealed record Contributor(string Role, EntityId Entity);

/// <summary>A date, with how it was inferred if the source does not state it explicitly.</summary>
/// <param name="Date">The date.</param>
/// <param name="Basis">What it was inferred from; null: stated explicitly.</param>
public sealed record StatedDate(PartialDate Date, string? Basis = null);

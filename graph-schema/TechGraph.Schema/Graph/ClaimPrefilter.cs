using System.Collections.Immutable;
using TechGraph.Schema.Model;

namespace TechGraph.Schema.Graph;

/// <summary>Which claims a question is about. All that is given holds; what is empty is not asked. Exact.</summary>
public sealed record ClaimPrefilter
{
    /// <summary>Of any of these sources.</summary>
    public ImmutableArray<SourceId> Sources { get; init; } = [];

    /// <summary>That record any of these facts.</summary>
    public ImmutableArray<string> Facts { get; init; } = [];

    /// <summary>Of any of these stances.</summary>
    public ImmutableArray<Stance> Stances { get; init; } = [];

    /// <summary>Whether a claim passes.</summary>
    public bool Matches(Claim claim) =>
        (Sources.IsEmpty || Sources.Contains(claim.Source))
        && (Facts.IsEmpty || (claim.Fact is { } fact && Facts.Contains(fact)))
        && (Stances.IsEmpty || Stances.Contains(claim.Stance));

    /// <summary>The text by which two of them are the same question.</summary>
    public override string ToString() => $"{PrefilterText.Text(Sources)};{PrefilterText.Text(Facts)};{PrefilterText.Text(Stances)}";
}

using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Graph;

/// <summary>Selects the claims of a query. All conditions must hold; an empty one is not applied. The result is exact.</summary>
public sealed record ClaimPrefilter
{
    /// <summary>Of any of these sources.</summary>
    public ImmutableArray<SourceId> Sources { get; init; } = [];

    /// <summary>Claims that record any of these facts.</summary>
    public ImmutableArray<string> Facts { get; init; } = [];

    /// <summary>Of any of these stances.</summary>
    public ImmutableArray<Stance> Stances { get; init; } = [];

    /// <summary>Whether a claim matches.</summary>
    public bool Matches(Claim claim) =>
        (Sources.IsEmpty || Sources.Contains(claim.Source))
        && (Facts.IsEmpty || (claim.Fact is { } fact && Facts.Contains(fact)))
        && (Stances.IsEmpty || Stances.Contains(claim.Stance));

    /// <summary>A text that is equal for equal prefilters only.</summary>
    public override string ToString() => $"{PrefilterText.Text(Sources)};{PrefilterText.Text(Facts)};{PrefilterText.Text(Stances)}";
}

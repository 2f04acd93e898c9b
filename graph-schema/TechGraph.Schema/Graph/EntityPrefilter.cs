using System.Collections.Immutable;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Schema.Graph;

/// <summary>Which entities a question is about, as far as a store can tell by itself. All that is given holds; what is empty is not asked.</summary>
/// <remarks>Of <see cref="Place"/> and <see cref="NameKey"/> a store may give too many entities, never too few; the rest is exact.</remarks>
public sealed record EntityPrefilter
{
    /// <summary>Any of these.</summary>
    public ImmutableArray<EntityId> Ids { get; init; } = [];

    /// <summary>Any of these families.</summary>
    public ImmutableArray<Family> Families { get; init; } = [];

    /// <summary>Any of these kinds.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Any of these sectors.</summary>
    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>No groups, no sets, nothing unnamed.</summary>
    public bool NamedOnly { get; init; }

    /// <summary>A name or alias whose key (<see cref="Model.NameKey"/>) holds this text; null: any name.</summary>
    public string? NameKey { get; init; }

    /// <summary>Entities that may have had this relation to the country or a place in it; null: any.</summary>
    public PlacePrefilter? Place { get; init; }

    /// <summary>Whether every entity passes.</summary>
    public bool IsEverything => Ids.IsEmpty && Families.IsEmpty && Kinds.IsEmpty && Sectors.IsEmpty && !NamedOnly && NameKey is null && Place is null;

    /// <summary>Whether an entity passes; the place is not looked at.</summary>
    public bool Matches(Entity entity, Terms terms) =>
        (Ids.IsEmpty || Ids.Contains(entity.Id))
        && (Families.IsEmpty || Families.Contains(terms.Entities[entity.Kind].Family))
        && (Kinds.IsEmpty || Kinds.Contains(entity.Kind))
        && (Sectors.IsEmpty || Sectors.Any(entity.Sectors.Contains))
        && (!NamedOnly || (entity.Identified == IdentificationLevel.Named && !terms.Entities[entity.Kind].IsGroup))
        && (NameKey is not { } key || NameKeysOf(entity).Any(name => name.Contains(key, StringComparison.Ordinal)));

    /// <summary>The keys of an entity's name and aliases.</summary>
    public static IEnumerable<string> NameKeysOf(Entity entity) =>
        entity.Aliases.Select(alias => alias.Name).Prepend(entity.Name).Select(Model.NameKey.Of);

    /// <summary>The text by which two of them are the same question.</summary>
    public override string ToString() =>
        $"{PrefilterText.Text(Ids)};{PrefilterText.Text(Families)};{PrefilterText.Text(Kinds)};{PrefilterText.Text(Sectors)};{NamedOnly};{NameKey};{Place}";
}

/// <summary>A relation to a country or to a place in it, at any time, stated or implied.</summary>
/// <param name="Relation">Such as <c>based_in</c>.</param>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
public sealed record PlacePrefilter(string Relation, string Code);

using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Graph;

/// <summary>Selects the entities of a query, as far as a store can decide alone. All conditions must hold; an empty one is not applied.</summary>
/// <remarks>For <see cref="Place"/> and <see cref="NameKey"/> a store may return too many entities, never too few; the other conditions are exact.</remarks>
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

    /// <summary>Only named entities: no groups, sets or unnamed ones.</summary>
    public bool NamedOnly { get; init; }

    /// <summary>Entities with a name or alias whose key (<see cref="Model.NameKey"/>) contains this text; null: any name.</summary>
    public string? NameKey { get; init; }

    /// <summary>Entities that may have had this relation to the country or a place in it; null: any.</summary>
    public PlacePrefilter? Place { get; init; }

    /// <summary>Whether every entity matches.</summary>
    public bool IsEverything => Ids.IsEmpty && Families.IsEmpty && Kinds.IsEmpty && Sectors.IsEmpty && !NamedOnly && NameKey is null && Place is null;

    /// <summary>Whether an entity matches; <see cref="Place"/> is not tested.</summary>
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

    /// <summary>A text that is equal for equal prefilters only.</summary>
    public override string ToString() =>
        $"{PrefilterText.Text(Ids)};{PrefilterText.Text(Families)};{PrefilterText.Text(Kinds)};{PrefilterText.Text(Sectors)};{NamedOnly};{NameKey};{Place}";
}

/// <summary>A relation to a country or to a place in it, at any time, stated or implied.</summary>
/// <param name="Relation">The kind, such as <c>based_in</c>.</param>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
public sealed record PlacePrefilter(string Relation, string Code);

using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Resolvers;

/// <summary>Derives the conditions of a <c>where</c> argument that a store can filter by itself. <see cref="WhereFilters"/> tests the rest.</summary>
internal static class WherePrefilters
{
    public static EntityPrefilter ForEntities(InputObject? where, Terms terms) => new()
    {
        Ids = [.. Wanted(where, "id").Select(id => new EntityId(id))],
        Kinds = Named(Wanted(where, "kind"), terms.Entities.Keys),
        Families = [.. Wanted(where, "family").Select(word => Enum.GetValues<Family>().First(family => EnumText.ToGraphQL(EnumText.Kebab(family)) == word))],
    };

    public static EventPrefilter ForEvents(InputObject? where, Lens lens)
    {
        // The dates that a store keeps with an event come from all claims. If only some claims count, an event may have no date.
        var all = lens.KnownAt is null;
        var kinds = Named(Wanted(where, "kind"), lens.View.Terms.Events.Keys);
        return new()
        {
            Ids = [.. Wanted(where, "id").Select(id => new Core.Model.EventId(id))],
            Kinds = kinds.IsEmpty ? OfFamily(Wanted(where, "family"), lens.View.Terms) : kinds,
            Participant = where?.Arg<InputObject?>("participant")?.Arg<string?>("id") is { } id ? new EntityId(id) : null,
            From = all ? where?.Arg<DateOnly?>("from") : null,
            To = all ? where?.Arg<DateOnly?>("to") : null,
        };
    }

    public static ClaimPrefilter ForClaims(InputObject? where) => new()
    {
        Sources = [.. Wanted(where, "source").Select(id => new SourceId(id))],
        Facts = [.. Wanted(where, "fact")],
        Stances = [.. Wanted(where, "stance").Select(word => Enum.GetValues<Stance>().First(stance => EnumText.ToGraphQL(EnumText.Kebab(stance)) == word))],
    };

    /// <summary>Values of which a record must have one; empty: no condition.</summary>
    private static IEnumerable<string> Wanted(InputObject? where, string member) => where?.Arg<InputObject?>(member) is not { } test ? []
        : test.Arg<string?>("eq") is { } one ? [one]
        : test.Arg<string[]?>("in") is { Length: > 0 } some ? some
        : [];

    private static ImmutableArray<string> Named(IEnumerable<string> words, IEnumerable<string> kinds)
    {
        var wanted = words.ToHashSet(StringComparer.Ordinal);
        return wanted.Count == 0 ? [] : [.. kinds.Where(kind => wanted.Contains(EnumText.ToGraphQL(kind))).Order(StringComparer.Ordinal)];
    }

    private static ImmutableArray<string> OfFamily(IEnumerable<string> words, Terms terms)
    {
        var wanted = words.ToHashSet(StringComparer.Ordinal);
        return wanted.Count == 0
            ? []
            : [.. terms.Events.Values.Where(kind => wanted.Contains(EnumText.ToGraphQL(EnumText.Kebab(kind.Family)))).Select(kind => kind.Name).Order(StringComparer.Ordinal)];
    }
}

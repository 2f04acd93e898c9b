using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Resolvers;

/// <summary>Tests whether records match a <c>where</c> argument. All members of an input must match; a null member is not applied.</summary>
internal static class WhereFilters
{
    public static bool Matches(InputObject? where, Entity entity, Lens lens) => where is null
        || (Joined(where, inner => Matches(inner, entity, lens))
            && Test(where, "id", entity.Id.Value)
            && Test(where, "kind", EnumText.ToGraphQL(entity.Kind))
            && Test(where, "family", EnumText.ToGraphQL(EnumText.Kebab(lens.View.Terms.Entities[entity.Kind].Family)))
            && Test(where, "name", entity.Name));

    public static bool Matches(InputObject? where, Event @event, Lens lens) => where is null
        || (Joined(where, inner => Matches(inner, @event, lens))
            && Test(where, "id", @event.Id.Value)
            && Test(where, "kind", EnumText.ToGraphQL(@event.Kind))
            && Test(where, "family", EnumText.ToGraphQL(EnumText.Kebab(lens.View.Terms.Events[@event.Kind].Family)))
            && Test(where, "title", @event.Title)
            && Between(where.Arg<DateOnly?>("from"), where.Arg<DateOnly?>("to"), @event, lens)
            && (where.Arg<InputObject?>("participant") is not { } part || TakesPart(part, @event, lens)));

    public static bool Matches(InputObject? where, Claim claim) => where is null
        || (Joined(where, inner => Matches(inner, claim))
            && Test(where, "source", claim.Source.Value)
            && Test(where, "fact", claim.Fact)
            && Test(where, "stance", EnumText.ToGraphQL(EnumText.Kebab(claim.Stance))));

    private static bool Joined(InputObject where, Func<InputObject, bool> passes) =>
        (where.Arg<InputObject[]?>("and") is not { } all || all.All(passes))
        && (where.Arg<InputObject[]?>("or") is not { } any || any.Any(passes));

    private static bool Test(InputObject where, string member, string? value)
    {
        if (where.Arg<InputObject?>(member) is not { } test)
        {
            return true;
        }

        return (test.Arg<string?>("eq") is not { } eq || value == eq)
            && (test.Arg<string?>("neq") is not { } neq || value != neq)
            && (test.Arg<string[]?>("in") is not { } among || (value is not null && among.Contains(value)))
            && (test.Arg<string[]?>("nin") is not { } none || value is null || !none.Contains(value))
            && (test.Arg<string?>("contains") is not { } part || (value?.Contains(part, StringComparison.Ordinal) ?? false))
            && (test.Arg<string?>("startsWith") is not { } start || (value?.StartsWith(start, StringComparison.Ordinal) ?? false))
            && (test.Arg<string?>("endsWith") is not { } end || (value?.EndsWith(end, StringComparison.Ordinal) ?? false));
    }

    private static bool Between(DateOnly? from, DateOnly? to, Event @event, Lens lens)
    {
        if (from is null && to is null)
        {
            return true;
        }

        return lens.MainDate(@event)?.Date.Value is { } date
            && (from is not { } first || date.Latest >= first)
            && (to is not { } last || date.Earliest <= last);
    }

    private static bool TakesPart(InputObject wanted, Event @event, Lens lens)
    {
        var when = lens.MainDate(@event)?.Date.Value;
        var (first, last) = (when?.Earliest ?? DateOnly.MinValue, when?.Latest ?? DateOnly.MaxValue);
        return @event.Participants.Any(p => lens.Includes(@event, p)
            && (wanted.Arg<string?>("id") is not { } id || p.Of == RecordRef.To(new EntityId(id)))
            && (wanted.Arg<string?>("role") is not { } role || p.Role == role)
            && (wanted.Arg<string?>("basedIn") is not { } code
                || (p.Of.Kind == RecordKind.Entity
                    && lens.PlacesOf(new EntityId(p.Of.Id), "based_in", first, last).Any(place => place.Countries.Contains(code)))));
    }
}

using System.Collections.Immutable;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;

namespace TechGraph.Core.Paths;

/// <summary>
/// Finds the origin of what is carried (rule 1): where it was developed; if that is not recorded, where the giver of the first hop was
/// founded; if that is not recorded either, the giver's earliest known base, marked as an assumption.
/// </summary>
internal static class Origins
{
    /// <summary>The origin of one carried thing; null: nothing is recorded.</summary>
    public static OriginResult? Of(Lens lens, Carried? carried, EntityId firstGiver)
    {
        if (carried is { Kind: CarriedKind.Technology } && Recorded(lens, new EntityId(carried.Id), "developed_in", OriginBasis.Developed) is { } developed)
        {
            return developed;
        }

        return Recorded(lens, firstGiver, "founded_in", OriginBasis.Founded) ?? EarliestBase(lens, firstGiver);
    }

    private static OriginResult? Recorded(Lens lens, EntityId id, string relation, OriginBasis basis)
    {
        var places = lens.PlacesOf(id, relation, DateOnly.MinValue, DateOnly.MaxValue).Where(place => !place.Countries.IsEmpty).ToList();
        return places.Count == 0 ? null : new OriginResult(Codes(places), basis, [.. places.Select(place => place.Relation)]);
    }

    private static OriginResult? EarliestBase(Lens lens, EntityId id)
    {
        var places = lens.PlacesOf(id, "based_in", DateOnly.MinValue, DateOnly.MaxValue).Where(place => !place.Countries.IsEmpty).ToList();
        if (places.Count == 0)
        {
            return null;
        }

        var first = places.Min(place => KnownFrom(place.Relation));
        var earliest = places.Where(place => KnownFrom(place.Relation) == first).ToList();
        return new OriginResult(Codes(earliest), OriginBasis.Assumed, [.. earliest.Select(place => place.Relation)]);
    }

    /// <summary>First day on which a base may have existed; if only one day is known on which it existed, that day.</summary>
    private static DateOnly KnownFrom(ResolvedRelation relation) => relation.Since?.Earliest ?? relation.Held?.Earliest ?? DateOnly.MinValue;

    private static ImmutableArray<string> Codes(IEnumerable<PlaceResult> places) =>
        [.. places.SelectMany(place => place.Countries).Distinct().Order(StringComparer.Ordinal)];
}

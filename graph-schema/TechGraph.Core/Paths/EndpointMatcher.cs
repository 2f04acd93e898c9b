using System.Collections.Immutable;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;

namespace TechGraph.Core.Paths;

/// <summary>Tests whether an entity may be an end of a chain (rules 1 and 5).</summary>
internal sealed class EndpointMatcher(Lens lens, DealPathQuery query, bool lenient)
{
    /// <summary>The result for one entity in one end deal. Conditions on what is carried (origin, place of development) are tested on arrival.</summary>
    public (Truth Answer, JurisdictionTest? Use) Match(EndpointSelector selector, EntityId id, Edge edge)
    {
        if (!Fits(selector, id) || !HasRole(selector, id, edge.Deal))
        {
            return (Truth.No, null);
        }

        if (selector.Country is not { Sense: not (CountrySense.Origin or CountrySense.DevelopedIn) } rule)
        {
            return (Truth.Certain, null);
        }

        var (first, last) = query.JurisdictionAt switch
        {
            JurisdictionAt.HopDate => (edge.Earliest, edge.Latest),
            JurisdictionAt.AsOf => (query.Time.AsOf ?? DateOnly.MaxValue, query.Time.AsOf ?? DateOnly.MaxValue),
            _ => (DateOnly.MinValue, DateOnly.MaxValue),
        };
        var (truth, relations, known) = rule.Sense switch
        {
            CountrySense.FoundedIn => InPlace(id, "founded_in", rule.Code, DateOnly.MinValue, DateOnly.MaxValue, ever: true),
            CountrySense.IncorporatedIn => InPlace(id, "incorporated_in", rule.Code, first, last, query.JurisdictionAt == JurisdictionAt.Ever),
            CountrySense.UltimateOwnerIn => OwnedFrom(id, rule.Code, first, last),
            CountrySense.CapitalFrom => FundedFrom(edge.Deal, rule.Code, first, last),
            _ => InPlace(id, "based_in", rule.Code, first, last, query.JurisdictionAt == JurisdictionAt.Ever),
        };
        if (truth == Truth.No && !known && lenient)
        {
            truth = Truth.Possible;
        }

        return (Allowed(truth), new JurisdictionTest(id, rule, truth, relations));
    }

    /// <summary>Whether an entity matches by itself: id, family, kind, sector, and whether groups and unnamed entities are allowed.</summary>
    public bool Fits(EndpointSelector selector, EntityId id) =>
        lens.View.Find(id) is { } entity && PathPrefilters.Of(selector, query.IncludeGroups).Matches(entity, lens.View.Terms);

    /// <summary>Whether an entity may lie inside a chain: it is named and no group.</summary>
    public bool MayBeInside(EntityId id) => lens.View.Find(id) is { } entity && !IsAnonymous(entity);

    /// <summary>Number of entities that a selector matches, whether or not they have deals; a country counts if the relation held at any time.</summary>
    public int Count(EndpointSelector selector)
    {
        var prefilter = PathPrefilters.Of(selector, query.IncludeGroups);
        return PathPrefilters.PlaceOf(selector.Country) is not { } place
            ? lens.View.CountEntities(prefilter)
            : lens.View.EntitiesWhere(prefilter with { Place = place }).Count(id => Ever(id, place.Relation, place.Code));
    }

    /// <summary>Turns possible into no if the query allows only certain paths.</summary>
    public Truth Allowed(Truth truth) => truth == Truth.Possible && query.Time.Certain && !lenient ? Truth.No : truth;

    private bool IsAnonymous(Entity entity) => entity.Identified != IdentificationLevel.Named || lens.View.Terms.Entities[entity.Kind].IsGroup;

    private bool HasRole(EndpointSelector selector, EntityId id, Event deal) =>
        selector.Roles.IsEmpty || deal.Participants.Any(p => p.Of == RecordRef.To(id) && selector.Roles.Contains(p.Role) && lens.Includes(deal, p));

    private bool Ever(EntityId id, string relation, string code) =>
        lens.PlacesOf(id, relation, DateOnly.MinValue, DateOnly.MaxValue).Any(place => place.Countries.Contains(code));

    private (Truth Answer, ImmutableArray<ResolvedRelation> Relations, bool Known) InPlace(
        EntityId id, string relation, string code, DateOnly first, DateOnly last, bool ever)
    {
        var recorded = lens.PlacesOf(id, relation, DateOnly.MinValue, DateOnly.MaxValue).Any(place => !place.Countries.IsEmpty);
        var there = lens.PlacesOf(id, relation, first, last).Where(place => place.Countries.Contains(code)).ToList();
        var best = there.Count == 0 ? Truth.No
            : ever ? there.Exists(place => place.Countries.Length == 1) ? Truth.Certain : Truth.Possible
            : there.Max(place => place.Countries.Length == 1 ? place.Truth : Truth.Possible);
        return (best, [.. there.Select(place => place.Relation)], recorded);
    }

    private (Truth Answer, ImmutableArray<ResolvedRelation> Relations, bool Known) OwnedFrom(EntityId id, string code, DateOnly first, DateOnly last)
    {
        var best = Truth.No;
        var known = true;
        var relations = ImmutableArray.CreateBuilder<ResolvedRelation>();
        foreach (var (owner, ownership) in lens.UltimateOwners(id, first, last))
        {
            var (truth, used, recorded) = InPlace(owner, "based_in", code, first, last, query.JurisdictionAt == JurisdictionAt.Ever);
            best = (Truth)Math.Max((int)best, (int)Lens.Weaker(truth, ownership));
            known &= recorded;
            relations.AddRange(used);
        }

        return (best, relations.ToImmutable(), known);
    }

    private (Truth Answer, ImmutableArray<ResolvedRelation> Relations, bool Known) FundedFrom(Event deal, string code, DateOnly first, DateOnly last)
    {
        var best = Truth.No;
        var known = true;
        var relations = ImmutableArray.CreateBuilder<ResolvedRelation>();
        foreach (var funder in deal.Participants.Where(p => p.Role == "funder" && p.Of.Kind == RecordKind.Entity && lens.Includes(deal, p)))
        {
            var (truth, used, recorded) = InPlace(new EntityId(funder.Of.Id), "based_in", code, first, last, query.JurisdictionAt == JurisdictionAt.Ever);
            best = (Truth)Math.Max((int)best, (int)truth);
            known &= recorded;
            relations.AddRange(used);
        }

        return (best, relations.ToImmutable(), known);
    }
}

using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Lenses;

/// <summary>Where entities are, and who ultimately owns them.</summary>
public sealed partial class Lens
{
    /// <summary>Codes of the countries in which a place lies; a country lies in itself. Empty: not recorded.</summary>
    public ImmutableArray<string> CountriesOf(EntityId place)
    {
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<EntityId>();
        var open = new Stack<EntityId>([place]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            if (View.Find(next)?.Code is { } code)
            {
                codes.Add(code);
                continue;
            }

            foreach (var relation in RelationsFrom(next).Where(r => r.Kind == "located_in"))
            {
                open.Push(relation.To);
            }
        }

        return [.. codes];
    }

    /// <summary>Relations of one kind that may be valid on some day of a period, both days inclusive, with the countries at their other end.</summary>
    /// <remarks>A place that gives or takes (the host of a research centre) is based where it is.</remarks>
    public IEnumerable<PlaceResult> PlacesOf(EntityId entity, string relationKind, DateOnly first, DateOnly last) =>
        relationKind == "based_in" && FamilyOf(entity) == Family.Place
            ? [new PlaceResult(new ResolvedRelation("located_in", entity, entity), CountriesOf(entity), Truth.Certain)]
            : StatedPlaces(entity, relationKind, first, last);

    private IEnumerable<PlaceResult> StatedPlaces(EntityId entity, string relationKind, DateOnly first, DateOnly last) => RelationsFrom(entity)
        .Where(relation => relation.Kind == relationKind)
        .Select(relation => new PlaceResult(relation, CountriesOf(relation.To), relation.IsValidDuring(first, last)))
        .Where(place => place.Truth != Truth.No);

    /// <summary>The technologies of which this one is a part, directly or through others; itself first.</summary>
    public ImmutableArray<EntityId> WholesOf(EntityId technology) =>
        Reachable(technology, at => RelationsFrom(at).Where(relation => relation.Kind == "part_of").Select(relation => relation.To));

    /// <summary>The technologies that are parts of this one, directly or through others; itself first.</summary>
    public ImmutableArray<EntityId> PartsOf(EntityId technology) =>
        Reachable(technology, at => RelationsTo(at).Where(relation => relation.Kind == "part_of").Select(relation => relation.From));

    private static ImmutableArray<EntityId> Reachable(EntityId start, Func<EntityId, IEnumerable<EntityId>> next)
    {
        var seen = new List<EntityId>();
        var open = new Queue<EntityId>([start]);
        while (open.TryDequeue(out var at))
        {
            if (!seen.Contains(at))
            {
                seen.Add(at);
                foreach (var other in next(at))
                {
                    open.Enqueue(other);
                }
            }
        }

        return [.. seen];
    }

    /// <summary>
    /// Owners at the top of the chain of majority owners in a period; the entity itself if no owner is recorded. A share of at least half
    /// makes an owner certain, an unknown share possible; a smaller share does not count.
    /// </summary>
    public IReadOnlyList<(EntityId Owner, Truth Answer)> UltimateOwners(EntityId entity, DateOnly first, DateOnly last)
    {
        var found = new SortedDictionary<EntityId, Truth>();
        AddOwners(entity, Truth.Certain, []);
        return [.. found.Select(pair => (pair.Key, pair.Value))];

        void AddOwners(EntityId at, Truth truthSoFar, ImmutableHashSet<EntityId> below)
        {
            var above = RelationsFrom(at)
                .Where(r => r.Kind == "owned_by" && !below.Contains(r.To) && r.To != at && !(r.Share is { } share && share.High < 50))
                .Select(r => (r.To, Answer: Weaker(r.IsValidDuring(first, last), r.Share is { } share && share.Low >= 50 ? Truth.Certain : Truth.Possible)))
                .Where(r => r.Answer != Truth.No)
                .ToList();
            foreach (var (owner, truth) in above)
            {
                AddOwners(owner, Weaker(truthSoFar, truth), below.Add(at));
            }

            if (!above.Exists(owner => owner.Answer == Truth.Certain))
            {
                var here = above.Count == 0 ? truthSoFar : Weaker(truthSoFar, Truth.Possible);
                found[at] = found.TryGetValue(at, out var before) && before > here ? before : here;
            }
        }
    }

    /// <summary>The weaker of two truth values: what is true of both together.</summary>
    internal static Truth Weaker(Truth a, Truth b) => a < b ? a : b;

    /// <summary>The family of an entity; null: not in the graph.</summary>
    internal Family? FamilyOf(EntityId id) => View.Find(id) is { } entity ? View.Terms.Entities[entity.Kind].Family : null;
}

/// <summary>A relation to a place, the countries in which the place lies, and whether the relation is valid.</summary>
public sealed record PlaceResult(ResolvedRelation Relation, ImmutableArray<string> Countries, Truth Truth);

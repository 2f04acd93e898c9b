using System.Collections.Immutable;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;

namespace TechGraph.Core.Paths;

/// <summary>Owners from which a chain may continue and at which it may begin or end (rule 5); none unless the query follows ownership.</summary>
internal sealed class Owners(Lens lens, DealPathQuery query, bool lenient)
{
    /// <summary>Owners of a holder on the days of a hop with a large enough share, in order of id.</summary>
    public ImmutableArray<(EntityId Owner, Truth Answer)> Of(EntityId holder, Edge at)
    {
        if (query.Ownership is not { } rule)
        {
            return [];
        }

        var owners = new SortedDictionary<EntityId, Truth>();
        foreach (var relation in lens.RelationsFrom(holder).Where(r => r.Kind == "owned_by"))
        {
            var share = relation.Share is not { } known
                ? rule.UnknownShare == UnknownShare.Allow || lenient ? Truth.Possible : Truth.No
                : known.Low >= rule.MinShare ? Truth.Certain
                : known.High >= rule.MinShare ? Truth.Possible
                : Truth.No;
            var truth = Lens.Weaker(share, relation.IsValidDuring(at.Earliest, at.Latest));
            if (truth == Truth.Certain || (truth == Truth.Possible && (lenient || !query.Time.Certain)))
            {
                owners[relation.To] = owners.TryGetValue(relation.To, out var before) && before > truth ? before : truth;
            }
        }

        return [.. owners.Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>Holders in which an entity has a large enough share on the days of a hop, in order of id.</summary>
    public IEnumerable<EntityId> OwnedBy(EntityId owner, Edge at) => query.Ownership is null
        ? []
        : lens.RelationsTo(owner).Where(r => r.Kind == "owned_by").Select(r => r.From).Distinct().Order()
            .Where(holder => Of(holder, at).Any(found => found.Owner == owner));
}

using TechGraph.Core.Graph;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Stores.DatabaseView;

/// <summary>Finds entities that may have had a relation to a country or a place in it, at any time. They are candidates, not a result.</summary>
internal sealed class PlaceLookup(QueryRunner runner, Terms terms)
{
    private readonly RelatedPairs _pairs = new(runner, terms);

    public async Task<HashSet<string>> EntitiesOfAsync(PlacePrefilter place, CancellationToken cancellation)
    {
        var rows = await runner.RunAsync("MATCH (n:Entity {code: $code}) RETURN n.id", cancellation, ("code", place.Code)).ConfigureAwait(false);
        var inside = rows.Select(row => row.Get<string>(0)).ToHashSet();
        for (var layer = inside.ToList(); layer.Count > 0;)
        {
            layer = [.. (await _pairs.ToAsync("located_in", layer, cancellation).ConfigureAwait(false)).Select(tie => tie.From).Where(inside.Add)];
        }

        var found = (await _pairs.ToAsync(place.Relation, inside, cancellation).ConfigureAwait(false)).Select(tie => tie.From).ToHashSet();

        // A place that gives or takes is based where it is.
        found.UnionWith(inside);
        return found;
    }
}

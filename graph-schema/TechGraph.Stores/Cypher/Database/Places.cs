using TechGraph.Schema.Graph;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Stores.Cypher.Database;

/// <summary>Who may have had a relation to a country or a place in it, at any time: candidates, not an answer.</summary>
internal sealed class Places(Reader reader, Terms terms)
{
    private readonly Ties _ties = new(reader, terms);

    public async Task<HashSet<string>> EntitiesOfAsync(PlaceNarrowing place, CancellationToken cancellation)
    {
        var rows = await reader.RunAsync("MATCH (n:Entity {code: $code}) RETURN n.id", cancellation, ("code", place.Code)).ConfigureAwait(false);
        var inside = rows.Select(row => row.Get<string>(0)).ToHashSet();
        for (var layer = inside.ToList(); layer.Count > 0;)
        {
            layer = [.. (await _ties.ToAsync("located_in", layer, cancellation).ConfigureAwait(false)).Select(tie => tie.From).Where(inside.Add)];
        }

        var found = (await _ties.ToAsync(place.Relation, inside, cancellation).ConfigureAwait(false)).Select(tie => tie.From).ToHashSet();

        // A place that gives or takes is based where it is.
        found.UnionWith(inside);
        return found;
    }
}

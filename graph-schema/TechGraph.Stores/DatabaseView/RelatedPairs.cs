using TechGraph.Core.Vocabulary;
using TechGraph.Stores.Cypher;

namespace TechGraph.Stores.DatabaseView;

/// <summary>Pairs of entities that a kind of relation may join at some time, stated or implied by an event. They are candidates, not a result.</summary>
internal sealed class RelatedPairs(QueryRunner runner, Terms terms)
{
    /// <summary>Pairs whose first end is one of the entities.</summary>
    public Task<List<(string From, string To)>> FromAsync(string relation, IEnumerable<string> ids, CancellationToken cancellation) =>
        FindAsync(relation, [.. ids], isFrom: true, cancellation);

    /// <summary>Pairs whose second end is one of the entities.</summary>
    public Task<List<(string From, string To)>> ToAsync(string relation, IEnumerable<string> ids, CancellationToken cancellation) =>
        FindAsync(relation, [.. ids], isFrom: false, cancellation);

    private async Task<List<(string From, string To)>> FindAsync(string relation, IReadOnlyCollection<string> ids, bool isFrom, CancellationToken cancellation)
    {
        var type = GraphRows.TypeName(relation);
        var stated = await runner.ByIdsAsync(
            isFrom
                ? $"UNWIND $ids AS id MATCH (:Entity {{id: id}})-[:{type}]->(b:Entity) RETURN DISTINCT id, b.id"
                : $"UNWIND $ids AS id MATCH (a:Entity)-[:{type}]->(:Entity {{id: id}}) RETURN DISTINCT a.id, id",
            ids, cancellation).ConfigureAwait(false);
        var found = stated.ConvertAll(row => (row.Get<string>(0), row.Get<string>(1)));

        var rules = terms.Events.Values.SelectMany(kind => kind.Implies.Where(rule => rule.Relation == relation).Select(rule => (kind.Name, rule.Of, rule.To))).ToList();
        if (rules.Count == 0)
        {
            return found;
        }

        var (of, to) = (GraphRows.Types(rules.Select(rule => rule.Of)), GraphRows.Types(rules.Select(rule => rule.To)));
        var implied = await runner.ByIdsAsync(
            (isFrom
                ? $"UNWIND $ids AS id MATCH (a:Entity {{id: id}})<-[x{of}]-(e:Event)-[y{to}]->(b:Entity) "
                : $"UNWIND $ids AS id MATCH (b:Entity {{id: id}})<-[y{to}]-(e:Event)-[x{of}]->(a:Entity) ")
            + "WHERE e.kind IN $kinds RETURN DISTINCT a.id, b.id, e.kind, type(x), type(y)",
            ids, cancellation, ("kinds", rules.Select(rule => rule.Name).Distinct().ToList())).ConfigureAwait(false);
        var exact = rules.Select(rule => (rule.Name, GraphRows.TypeName(rule.Of), GraphRows.TypeName(rule.To))).ToHashSet();
        found.AddRange(implied
            .Where(row => exact.Contains((row.Get<string>(2), row.Get<string>(3), row.Get<string>(4))))
            .Select(row => (row.Get<string>(0), row.Get<string>(1))));
        return found;
    }
}

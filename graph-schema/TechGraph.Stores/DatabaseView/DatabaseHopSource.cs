using TechGraph.Core.Graph;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.View.Hops;

namespace TechGraph.Stores.DatabaseView;

/// <summary>Fetches the candidate hops at some entities. Conditions of the query on kind, role, flow, dates and standing are part of the pattern.</summary>
internal sealed class DatabaseHopSource : ICandidateHopSource
{
    private const int AllAtOnce = 20_000;

    private readonly QueryRunner _runner;
    private readonly DealPrefilter _prefilter;
    private readonly CandidateHopRules _shape;
    private readonly HashSet<(string Kind, string From, string To)> _rules;
    private readonly List<string> _kinds;
    private readonly string _givers;
    private readonly string _takers;
    private readonly RelatedPairs _pairs;

    public DatabaseHopSource(QueryRunner runner, Terms terms, DealPrefilter prefilter)
    {
        (_runner, _prefilter, _pairs) = (runner, prefilter, new RelatedPairs(runner, terms));
        _shape = new CandidateHopRules(terms, prefilter);
        var rules = _shape.Rules;
        _kinds = [.. rules.Select(rule => rule.Kind).Distinct().Order(StringComparer.Ordinal)];
        _rules = [.. rules.Select(rule => (rule.Kind, GraphRows.TypeName(rule.From), GraphRows.TypeName(rule.To)))];
        _givers = GraphRows.Types(rules.Select(rule => rule.From));
        _takers = GraphRows.Types(rules.Select(rule => rule.To));
    }

    /// <inheritdoc/>
    public Task<List<CandidateHop>> FromAsync(IEnumerable<string> givers, CancellationToken cancellation) =>
        ByEndAsync($"(g:Entity {{id: id}})<-[x{_givers}]-(d:Deal)-[y{_takers}]->(t:Entity)", givers, cancellation);

    /// <inheritdoc/>
    public Task<List<CandidateHop>> ToAsync(IEnumerable<string> takers, CancellationToken cancellation) =>
        ByEndAsync($"(t:Entity {{id: id}})<-[y{_takers}]-(d:Deal)-[x{_givers}]->(g:Entity)", takers, cancellation);

    /// <inheritdoc/>
    public async Task<(List<CandidateHop> Hops, string? Last)> AllAsync(string after, CancellationToken cancellation)
    {
        if (_kinds.Count == 0)
        {
            return ([], null);
        }

        var rows = await _runner.RunAsync(
            $"MATCH (d:Deal) WHERE d.id > $after AND {Conditions} WITH d ORDER BY d.id LIMIT $most "
            + $"OPTIONAL MATCH (g:Entity)<-[x{_givers}]-(d)-[y{_takers}]->(t:Entity) {Columns}",
            cancellation, [("after", after), ("most", AllAtOnce), .. Parameters]).ConfigureAwait(false);
        var deals = rows.Select(row => row.Get<string>(0)).Distinct().ToList();
        return (Read(rows.Where(row => row.Values[2] is not null)), deals.Count < AllAtOnce ? null : deals.Max(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public async Task<ILookup<string, string>> OwnersAsync(IEnumerable<string> holders, CancellationToken cancellation) => !_prefilter.WithOwners
        ? Enumerable.Empty<string>().ToLookup(id => id)
        : (await _pairs.FromAsync("owned_by", holders, cancellation).ConfigureAwait(false)).ToLookup(tie => tie.From, tie => tie.To);

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<string>> OwnedAsync(IEnumerable<string> owners, CancellationToken cancellation) => !_prefilter.WithOwners
        ? []
        : [.. (await _pairs.ToAsync("owned_by", owners, cancellation).ConfigureAwait(false)).Select(tie => tie.From)];

    private const string Columns = "RETURN DISTINCT d.id, d.kind, g.id, t.id, type(x), type(y)";

    private string Conditions => "d.kind IN $kinds"
        + (_prefilter.LatestStart is null ? "" : " AND (d.earliest IS NULL OR d.earliest <= $latestStart)")
        + (_prefilter.EarliestEnd is null ? "" : " AND (d.latest IS NULL OR d.latest >= $earliestEnd)")
        + (_prefilter.WithoutStopped ? " AND d.stopped IS NULL" : "");

    private (string, object?)[] Parameters => [("kinds", _kinds), ("latestStart", _prefilter.LatestStart), ("earliestEnd", _prefilter.EarliestEnd)];

    private async Task<List<CandidateHop>> ByEndAsync(string pattern, IEnumerable<string> ids, CancellationToken cancellation) => _kinds.Count == 0
        ? []
        : Read(await _runner.ByIdsAsync($"UNWIND $ids AS id MATCH {pattern} WHERE {Conditions} {Columns}", ids, cancellation, Parameters).ConfigureAwait(false));

    private List<CandidateHop> Read(IEnumerable<CypherRow> rows) =>
    [
        .. rows
            .Where(row => _rules.Contains((row.Get<string>(1), row.Get<string>(4), row.Get<string>(5))))
            .Select(row => _shape.TryCreate(row.Get<string>(0), row.Get<string>(1), row.Get<string>(2), row.Get<string>(3)))
            .OfType<CandidateHop>()
            .Distinct(),
    ];
}

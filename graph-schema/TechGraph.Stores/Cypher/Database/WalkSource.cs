using TechGraph.Schema.Graph;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Stores.Cypher.Database;

/// <summary>Fetches the walks that touch some entities; what the question says of kind, role, flow, dates and standing is part of the pattern.</summary>
internal sealed class WalkSource
{
    private const int AllAtOnce = 20_000;

    private readonly Reader _reader;
    private readonly DealNarrowing _narrowing;
    private readonly HashSet<string> _avoid;
    private readonly HashSet<(string Kind, string From, string To)> _rules;
    private readonly List<string> _kinds;
    private readonly string _givers;
    private readonly string _takers;
    private readonly Ties _ties;

    public WalkSource(Reader reader, Terms terms, DealNarrowing narrowing)
    {
        (_reader, _narrowing, _ties) = (reader, narrowing, new Ties(reader, terms));
        _avoid = [.. narrowing.Avoid];
        var rules = terms.Events.Values
            .Where(kind => kind.Family == EventFamily.Deal && (MayGoOn(kind.Name) || MayEnd(kind.Name)))
            .SelectMany(kind => kind.Flows.Where(rule => rule.Flow == narrowing.Flow).Select(rule => (kind.Name, rule.From, rule.To)))
            .ToList();
        _kinds = [.. rules.Select(rule => rule.Name).Distinct().Order(StringComparer.Ordinal)];
        _rules = [.. rules.Select(rule => (rule.Name, GraphRows.TypeName(rule.From), GraphRows.TypeName(rule.To)))];
        _givers = GraphRows.Types(rules.Select(rule => rule.From));
        _takers = GraphRows.Types(rules.Select(rule => rule.To));
    }

    /// <summary>Walks that begin at one of the entities.</summary>
    public Task<List<Walk>> FromAsync(IEnumerable<string> givers, CancellationToken cancellation) =>
        ByEndAsync($"(g:Entity {{id: id}})<-[x{_givers}]-(d:Deal)-[y{_takers}]->(t:Entity)", givers, cancellation);

    /// <summary>Walks that end at one of the entities.</summary>
    public Task<List<Walk>> ToAsync(IEnumerable<string> takers, CancellationToken cancellation) =>
        ByEndAsync($"(t:Entity {{id: id}})<-[y{_takers}]-(d:Deal)-[x{_givers}]->(g:Entity)", takers, cancellation);

    /// <summary>Walks by id of the deal after one, at most so many deals at once; and the last deal looked at, null at the end.</summary>
    public async Task<(List<Walk> Walks, string? Last)> AllAsync(string after, CancellationToken cancellation)
    {
        if (_kinds.Count == 0)
        {
            return ([], null);
        }

        var rows = await _reader.RunAsync(
            $"MATCH (d:Deal) WHERE d.id > $after AND {Conditions} WITH d ORDER BY d.id LIMIT $most "
            + $"OPTIONAL MATCH (g:Entity)<-[x{_givers}]-(d)-[y{_takers}]->(t:Entity) {Columns}",
            cancellation, [("after", after), ("most", AllAtOnce), .. Parameters]).ConfigureAwait(false);
        var deals = rows.Select(row => row.Get<string>(0)).Distinct().ToList();
        return (Read(rows.Where(row => row.Values[2] is not null)), deals.Count < AllAtOnce ? null : deals.Max(StringComparer.Ordinal));
    }

    /// <summary>Owners of holders, at some time.</summary>
    public async Task<IEnumerable<string>> OwnersAsync(IEnumerable<string> holders, CancellationToken cancellation) => !_narrowing.WithOwners
        ? []
        : (await _ties.FromAsync("owned_by", holders, cancellation).ConfigureAwait(false)).Select(tie => tie.To);

    /// <summary>Whom entities own, at some time.</summary>
    public async Task<IEnumerable<string>> OwnedAsync(IEnumerable<string> owners, CancellationToken cancellation) => !_narrowing.WithOwners
        ? []
        : (await _ties.ToAsync("owned_by", owners, cancellation).ConfigureAwait(false)).Select(tie => tie.From);

    /// <summary>Pairs of holder and owner among entities.</summary>
    public async Task<ILookup<string, string>> OwnersOfAsync(IEnumerable<string> holders, CancellationToken cancellation) => !_narrowing.WithOwners
        ? Enumerable.Empty<string>().ToLookup(id => id)
        : (await _ties.FromAsync("owned_by", holders, cancellation).ConfigureAwait(false)).ToLookup(tie => tie.From, tie => tie.To);

    private const string Columns = "RETURN DISTINCT d.id, d.kind, g.id, t.id, type(x), type(y), d.earliest, d.latest";

    private string Conditions => "d.kind IN $kinds"
        + (_narrowing.LatestStart is null ? "" : " AND (d.earliest IS NULL OR d.earliest <= $latestStart)")
        + (_narrowing.EarliestEnd is null ? "" : " AND (d.latest IS NULL OR d.latest >= $earliestEnd)")
        + (_narrowing.WithoutStopped ? " AND d.stopped IS NULL" : "");

    private (string, object?)[] Parameters => [("kinds", _kinds), ("latestStart", _narrowing.LatestStart), ("earliestEnd", _narrowing.EarliestEnd)];

    private async Task<List<Walk>> ByEndAsync(string pattern, IEnumerable<string> ids, CancellationToken cancellation) => _kinds.Count == 0
        ? []
        : Read(await _reader.ByIdsAsync($"UNWIND $ids AS id MATCH {pattern} WHERE {Conditions} {Columns}", ids, cancellation, Parameters).ConfigureAwait(false));

    private List<Walk> Read(IEnumerable<CypherRow> rows) =>
    [
        .. rows
            .Where(row => _rules.Contains((row.Get<string>(1), row.Get<string>(4), row.Get<string>(5))))
            .Select(row => new Walk(
                row.Get<string>(0), row.Get<string>(2), row.Get<string>(3), row.Values[6] as DateOnly?, row.Values[7] as DateOnly?, MayGoOn(row.Get<string>(1)), MayEnd(row.Get<string>(1))))
            .Where(walk => walk.Giver != walk.Taker && !_avoid.Contains(walk.Deal) && !_avoid.Contains(walk.Giver) && !_avoid.Contains(walk.Taker))
            .Distinct(),
    ];

    private bool MayGoOn(string kind) => _narrowing.Kinds.IsEmpty || _narrowing.Kinds.Contains(kind);

    private bool MayEnd(string kind) => _narrowing.FinalKinds.IsEmpty ? MayGoOn(kind) : _narrowing.FinalKinds.Contains(kind);
}

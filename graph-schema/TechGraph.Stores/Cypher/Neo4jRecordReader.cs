using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Stores.History;

namespace TechGraph.Stores.Cypher;

/// <summary>Reads records and history in pages, each by key.</summary>
internal sealed class Neo4jRecordReader(ICypher cypher, Neo4jOptions options)
{
    private const int HistoryPage = 100;
    private const int ReadAttempts = 3;

    /// <summary>Sequence and hash of the newest change; 0 for an empty graph.</summary>
    public async Task<(long Sequence, string Hash)> HeadAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        var rows = await cypher.RunAsync(
            new CypherStatement("OPTIONAL MATCH (h:Head {id: 'head'}) RETURN coalesce(h.sequence, 0), coalesce(h.hash, $start)")
            {
                Parameters = new Dictionary<string, object?> { ["start"] = HistoryChain.Start },
                Timeout = timeout,
            },
            cancellation: cancellation).ConfigureAwait(false);
        return (rows[0].Get<long>(0), rows[0].Get<string>(1));
    }

    /// <summary>The newest change that is not later than a time in the form of the history; 0: none.</summary>
    public async Task<long> SequenceAtAsync(string at, CancellationToken cancellation)
    {
        var rows = await cypher.RunAsync(
            Statement("MATCH (c:Change) WHERE c.at <= $at RETURN coalesce(max(c.sequence), 0)", ("at", at)), cancellation: cancellation).ConfigureAwait(false);
        return rows[0].Get<long>(0);
    }

    /// <summary>All records, in order of kind and id.</summary>
    public Task<List<StoredRecord>> AllAsync(CancellationToken cancellation) => AllAsync(Enum.GetValues<RecordKind>(), cancellation);

    /// <summary>All records of some kinds, in order of kind and id.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <param name="withText">Whether to read their text; otherwise it is empty and only the hash is read.</param>
    public async Task<List<StoredRecord>> AllAsync(IEnumerable<RecordKind> kinds, CancellationToken cancellation, bool withText = true)
    {
        var records = new List<StoredRecord>();
        foreach (var kind in kinds)
        {
            var after = "";
            while (true)
            {
                var page = await cypher.RunAsync(
                    Statement(
                        $"MATCH (n:{GraphRows.Label(kind)}) WHERE n.id > $after AND n.record IS NOT NULL "
                        + $"RETURN n.id, n.dossier, {(withText ? "n.record" : "''")}, n.hash, {(withText ? "n.original" : "null")} ORDER BY n.id LIMIT $most",
                        ("after", after), ("most", options.BatchRows)),
                    cancellation: cancellation).ConfigureAwait(false);
                records.AddRange(page.Select(row => new StoredRecord(
                    new RecordRef(kind, row.Get<string>(0)), new DossierId(row.Get<string>(1)), row.Get<string>(2), row.Get<string>(3))
                { Original = row.Values[4] as string }));
                if (page.Count < options.BatchRows)
                {
                    break;
                }

                after = page[^1].Get<string>(0);
            }
        }

        records.Sort((a, b) => a.Ref.CompareTo(b.Ref));
        return records;
    }

    /// <summary>All records of one version. If another process writes meanwhile, they are read again.</summary>
    public async Task<(long Sequence, string Hash, List<StoredRecord> Records)> VersionAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < ReadAttempts; attempt++)
        {
            var before = await HeadAsync(options.ReadTimeout, cancellation).ConfigureAwait(false);
            var records = await AllAsync(cancellation).ConfigureAwait(false);
            if (await HeadAsync(options.ReadTimeout, cancellation).ConfigureAwait(false) == before)
            {
                return (before.Sequence, before.Hash, records);
            }
        }

        throw new StoreException("GRAPH_BUSY", "Other processes write faster than the graph can be read. Try again when they have finished.");
    }

    /// <summary>Changes after a sequence number, oldest first; at most one page.</summary>
    public async Task<IReadOnlyList<HistoryRow>> HistoryAsync(long after, CancellationToken cancellation)
    {
        var rows = await cypher.RunAsync(
            Statement(
                "MATCH (c:Change) WHERE c.sequence > $after AND c.sequence <= $after + $most "
                + "RETURN c.sequence, c.at, c.author, c.reason, c.parts, c.hash ORDER BY c.sequence",
                ("after", after), ("most", HistoryPage)),
            cancellation: cancellation).ConfigureAwait(false);
        var entries = new List<HistoryRow>();
        foreach (var row in rows)
        {
            var sequence = row.Get<long>(0);
            var content = await ContentAsync(sequence, row.Get<string>(5), (int)row.Get<long>(4), cancellation).ConfigureAwait(false);
            entries.Add(new HistoryRow(sequence, row.Get<string>(1), row.Get<string>(2), row.Get<string>(3), content, row.Get<string>(5)));
        }

        return entries;
    }

    private async Task<string> ContentAsync(long sequence, string hash, int parts, CancellationToken cancellation)
    {
        var text = new System.Text.StringBuilder();
        for (var index = 0; index < parts; index++)
        {
            var rows = await cypher.RunAsync(
                Statement("MATCH (p:ChangePart {id: $id}) RETURN p.text", ("id", $"{hash}/{index}")), cancellation: cancellation).ConfigureAwait(false);
            text.Append(rows.Count == 1
                ? rows[0].Get<string>(0)
                : throw new StoreException("STORE_DAMAGED", $"Part {index} of history line {sequence} is missing. Run techgraph verify."));
        }

        return text.ToString();
    }

    private CypherStatement Statement(string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var values = new Dictionary<string, object?>(parameters.Length);
        foreach (var (name, value) in parameters)
        {
            values[name] = value;
        }

        return new CypherStatement(text) { Parameters = values, Timeout = options.WriteTimeout };
    }
}

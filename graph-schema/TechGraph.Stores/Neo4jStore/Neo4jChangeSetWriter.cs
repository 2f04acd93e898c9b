using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.History;

namespace TechGraph.Stores.Neo4jStore;

/// <summary>Writes one change set in one transaction: all of it or nothing, its sequence number last.</summary>
internal sealed class Neo4jChangeSetWriter(ICypherTransaction transaction, GraphRows rows, Neo4jOptions options, int batch)
{
    // A request may have 30 MB; each part of the history stays well below.
    private const int PartLength = 1_000_000;
    private const int RequestLength = 4_000_000;

    /// <summary>Events whose claims change or are removed, and events that are written again: values derived from their claims are stale.</summary>
    private readonly HashSet<string> _staleEvents = [];

    /// <summary>New events: all their claims are in the change set, so their bounds are computed here.</summary>
    private readonly HashSet<string> _newEvents = [];

    private ILookup<string, Claim> _claimsOfEvents = Enumerable.Empty<Claim>().ToLookup(claim => claim.About.Id);

    /// <summary>Relations with stale derived values, as for events.</summary>
    private readonly HashSet<string> _staleRelations = [];

    /// <summary>The code with which the last statement fails if another writer was first.</summary>
    public const string ConflictCode = "Neo.ClientError.Statement.ArithmeticError";

    /// <summary>Sequence and hash of the newest change. Nothing is locked yet; the last statement checks again.</summary>
    public async Task<(long Sequence, string Hash)> HeadAsync(CancellationToken cancellation)
    {
        var found = await RunAsync(
            "OPTIONAL MATCH (h:Head {id: 'head'}) RETURN coalesce(h.sequence, 0), coalesce(h.hash, $start)",
            cancellation,
            ("start", HistoryChain.Start)).ConfigureAwait(false);
        return (found[0].Get<long>(0), found[0].Get<string>(1));
    }

    public async Task ApplyAsync(ChangeSet changes, CancellationToken cancellation)
    {
        foreach (var kind in changes.Remove.GroupBy(r => r.Kind))
        {
            await RemoveAsync(kind.Key, [.. kind.Select(r => r.Id)], cancellation).ConfigureAwait(false);
        }

        _claimsOfEvents = changes.Put.Where(r => r.Ref.Kind == RecordKind.Claim).Select(r => (Claim)rows.Read(r))
            .Where(claim => claim.About.Kind == RecordKind.Event).ToLookup(claim => claim.About.Id);
        foreach (var kind in changes.Put.GroupBy(r => r.Ref.Kind))
        {
            await PutNodesAsync(kind.Key, [.. kind], cancellation).ConfigureAwait(false);
        }

        await PutEdgesAsync(changes.Put, cancellation).ConfigureAwait(false);
        await PutBoundsAsync(changes.Put, cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes the change into the history and commits; its number comes last.</summary>
    /// <remarks>
    /// The request that commits is also the one that locks the head. A writer that crashes before it blocks nobody. A writer that was
    /// overtaken divides by zero and leaves nothing behind.
    /// </remarks>
    public async Task CommitAsync(HistoryEntry entry, string at, CancellationToken cancellation)
    {
        // The parts are found by the hash of their entry, which is known before its number is final.
        var parts = Parts(entry.Content).Select((text, index) => new Dictionary<string, object?>
        {
            ["id"] = $"{entry.Hash}/{index}",
            ["index"] = index,
            ["text"] = text,
        }).ToList();
        foreach (var chunk in Chunks(parts, part => ((string)part["text"]!).Length))
        {
            await RunAsync("UNWIND $rows AS row MERGE (p:ChangePart {id: row.id}) SET p:Internal, p.index = row.index, p.text = row.text", cancellation, ("rows", chunk)).ConfigureAwait(false);
        }

        await transaction.CommitAsync(
            Statement(
                "MERGE (h:Head {id: 'head'}) ON CREATE SET h:Internal, h.sequence = 0, h.hash = $start SET h.lock = true "
                + "WITH h, 1 / CASE h.sequence WHEN $sequence - 1 THEN 1 ELSE 0 END AS one "
                + "CREATE (:Internal:Change {sequence: $sequence, at: $at, author: $author, reason: $reason, parts: $parts, hash: $hash}) "
                + "SET h.sequence = $sequence, h.hash = $hash REMOVE h.lock RETURN one",
                ("start", HistoryChain.Start), ("sequence", entry.Sequence), ("at", at), ("author", entry.Author), ("reason", entry.Reason),
                ("parts", parts.Count), ("hash", entry.Hash)),
            cancellation).ConfigureAwait(false);
    }

    private async Task RemoveAsync(RecordKind kind, List<string> ids, CancellationToken cancellation)
    {
        foreach (var chunk in Chunks(ids, id => id.Length))
        {
            await NoteStaleAsync(kind, chunk, cancellation).ConfigureAwait(false);
            await DropEdgesAsync(kind, chunk, cancellation).ConfigureAwait(false);
            await RunAsync($"UNWIND $ids AS id MATCH (n:{GraphRows.Label(kind)} {{id: id}}) DETACH DELETE n", cancellation, ("ids", chunk)).ConfigureAwait(false);
        }
    }

    /// <summary>Notes what depends on records that are about to change or be removed.</summary>
    private async Task NoteStaleAsync(RecordKind kind, List<string> ids, CancellationToken cancellation)
    {
        if (kind == RecordKind.Event)
        {
            _staleEvents.UnionWith(ids);
        }
        else if (kind == RecordKind.Claim)
        {
            var found = await RunAsync(
                "UNWIND $ids AS id MATCH (c:Claim {id: id}) OPTIONAL MATCH (c)-[:ABOUT]->(e:Event) RETURN DISTINCT e.id, c.relation", cancellation, ("ids", ids)).ConfigureAwait(false);
            _staleEvents.UnionWith(found.Select(row => row.Values[0]).OfType<string>());
            _staleRelations.UnionWith(found.Select(row => row.Values[1]).OfType<string>());
        }
        else if (kind == RecordKind.Relation)
        {
            _staleRelations.UnionWith(ids);
        }
    }

    /// <summary>Deletes the relationships that represent existing records.</summary>
    private Task DropEdgesAsync(RecordKind kind, List<string> ids, CancellationToken cancellation) => kind switch
    {
        RecordKind.Event or RecordKind.Claim => RunAsync(
            $"UNWIND $ids AS id MATCH (n:{GraphRows.Label(kind)} {{id: id}})-[r]->() WHERE r.owner = $prefix + id DELETE r",
            cancellation, ("ids", ids), ("prefix", $"{EnumText.Kebab(kind)}/")),
        RecordKind.Relation => RunAsync(
            "UNWIND $ids AS id MATCH (n:Relation {id: id}) MATCH (:Entity {id: n.from})-[r]->() WHERE r.owner = 'relation/' + id DELETE r",
            cancellation, ("ids", ids)),
        RecordKind.Extension => RunAsync(
            "UNWIND $ids AS id MATCH (:Extension {id: id}) WITH id, split(id, '/') AS parts WHERE parts[1] = 'event' "
            + "MATCH (:Event {id: parts[2]})-[r]->() WHERE r.owner = 'extension/' + id DELETE r",
            cancellation, ("ids", ids)),
        _ => Task.CompletedTask,
    };

    private async Task PutNodesAsync(RecordKind kind, List<StoredRecord> records, CancellationToken cancellation)
    {
        var label = GraphRows.Label(kind);
        foreach (var chunk in Chunks(records, record => record.Json.Length * 2))
        {
            // New ones are created, which is faster than a merge; the lock on the head keeps other writers away.
            var there = (await RunAsync(
                $"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id", cancellation, ("ids", chunk.ConvertAll(r => r.Ref.Id))).ConfigureAwait(false))
                .Select(row => row.Get<string>(0)).ToHashSet();
            if (there.Count > 0)
            {
                await NoteStaleAsync(kind, [.. there], cancellation).ConfigureAwait(false);
                await DropEdgesAsync(kind, [.. there], cancellation).ConfigureAwait(false);
            }

            foreach (var group in chunk.Select(rows.Node).GroupBy(node => (node.Labels, IsThere: there.Contains(node.Id))))
            {
                if (kind == RecordKind.Event && !group.Key.IsThere)
                {
                    foreach (var node in group)
                    {
                        ClaimBounds.AddOfEvent(node.Properties, _claimsOfEvents[node.Id]);
                        _newEvents.Add(node.Id);
                    }
                }

                var data = group.Select(node => new Dictionary<string, object?> { ["id"] = node.Id, ["properties"] = node.Properties }).ToList();
                var other = kind switch
                {
                    RecordKind.Entity => "REMOVE n:Organization:Person:Place:Technology:Instrument",
                    RecordKind.Event => "REMOVE n:Deal:Act",
                    _ => "",
                };
                await RunAsync(
                    group.Key.IsThere
                        ? $"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n = row.properties SET n.id = row.id {other} SET n:{group.Key.Labels}"
                        : $"UNWIND $rows AS row CREATE (n:{group.Key.Labels} {{id: row.id}}) SET n += row.properties",
                    cancellation, ("rows", data)).ConfigureAwait(false);
            }
        }
    }

    private async Task PutEdgesAsync(IEnumerable<StoredRecord> records, CancellationToken cancellation)
    {
        foreach (var group in records.SelectMany(rows.Edges).GroupBy(e => (e.Type, e.FromLabel, e.ToLabel)).OrderBy(g => g.Key.Type, StringComparer.Ordinal))
        {
            foreach (var chunk in Chunks([.. group], _ => 300))
            {
                var data = chunk.ConvertAll(edge => new Dictionary<string, object?>
                {
                    ["from"] = edge.From,
                    ["to"] = edge.To,
                    ["owner"] = edge.Owner,
                    ["properties"] = edge.Properties.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value),
                });
                var create = $"UNWIND $rows AS row MATCH (a:{group.Key.FromLabel} {{id: row.from}}) MATCH (b:{group.Key.ToLabel} {{id: row.to}}) "
                    + $"CREATE (a)-[r:{group.Key.Type} {{owner: row.owner}}]->(b) SET r += row.properties RETURN count(r)";
                var made = await RunAsync(create, cancellation, ("rows", data)).ConfigureAwait(false);
                if (made[0].Get<long>(0) < data.Count)
                {
                    // An end does not exist yet: an empty node is created until its record comes.
                    await RunAsync(
                        $"UNWIND $rows AS row MATCH (:{group.Key.FromLabel} {{id: row.from}})-[r:{group.Key.Type} {{owner: row.owner}}]->() DELETE r",
                        cancellation, ("rows", data)).ConfigureAwait(false);
                    await RunAsync(
                        $"UNWIND $rows AS row MERGE (a:{group.Key.FromLabel} {{id: row.from}}) MERGE (b:{group.Key.ToLabel} {{id: row.to}})",
                        cancellation, ("rows", data)).ConfigureAwait(false);
                    await RunAsync(create, cancellation, ("rows", data)).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Computes the bounds of events over all their claims, and the dates of relations from their claims.</summary>
    private async Task PutBoundsAsync(IEnumerable<StoredRecord> records, CancellationToken cancellation)
    {
        foreach (var claim in records.Where(r => r.Ref.Kind == RecordKind.Claim).Select(r => (Claim)rows.Read(r)))
        {
            if (claim.About.Kind == RecordKind.Event && (claim.Dates.Count > 0 || claim.Status is not null || claim.Performed is not null))
            {
                _staleEvents.Add(claim.About.Id);
            }
            else if (claim.About.Kind == RecordKind.Relation)
            {
                _staleRelations.Add(claim.About.Id);
            }
        }

        foreach (var chunk in Chunks(Sorted(_staleEvents.Except(_newEvents)), id => id.Length))
        {
            await RunAsync(ClaimBounds.OfEvent, cancellation, ("ids", chunk)).ConfigureAwait(false);
        }

        foreach (var chunk in Chunks(Sorted(_staleRelations), id => id.Length))
        {
            await RunAsync(
                "UNWIND $ids AS id MATCH (n:Relation {id: id}) MATCH (:Entity {id: n.from})-[r]->() WHERE r.owner = 'relation/' + id "
                + "OPTIONAL MATCH (c:Claim {relation: id}) WITH r, c ORDER BY c.id "
                + "WITH r, collect(c.since) AS since, collect(c.until) AS until, collect(c.id) AS claims "
                + "SET r.since = head(since), r.until = head(until), r.claims = claims",
                cancellation, ("ids", chunk)).ConfigureAwait(false);
        }
    }

    private static List<string> Sorted(IEnumerable<string> ids) => [.. ids.Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Parts(string content)
    {
        for (var at = 0; at < content.Length;)
        {
            var length = Math.Min(PartLength, content.Length - at);

            // A surrogate pair must stay together.
            length -= at + length < content.Length && char.IsHighSurrogate(content[at + length - 1]) ? 1 : 0;
            yield return content.Substring(at, length);
            at += length;
        }
    }

    private IEnumerable<List<T>> Chunks<T>(IReadOnlyList<T> items, Func<T, int> size)
    {
        var chunk = new List<T>();
        var length = 0;
        foreach (var item in items)
        {
            if (chunk.Count > 0 && (chunk.Count == batch || length + size(item) > RequestLength))
            {
                yield return chunk;
                (chunk, length) = ([], 0);
            }

            chunk.Add(item);
            length += size(item);
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private Task<IReadOnlyList<CypherRow>> RunAsync(string text, CancellationToken cancellation, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        transaction.RunAsync(Statement(text, parameters), cancellation);

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

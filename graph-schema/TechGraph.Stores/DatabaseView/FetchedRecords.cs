using System.Collections.Concurrent;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.View;

namespace TechGraph.Stores.DatabaseView;

/// <summary>Keeps what one read of the database has fetched so far, and fetches more.</summary>
internal sealed class FetchedRecords
{
    private const int MaxTogether = 200;

    private const string EntityColumns =
        "RETURN id, n.record, COLLECT { MATCH (x:Extension {of: 'entity/' + id}) WHERE x.record IS NOT NULL RETURN x.record ORDER BY x.id }";

    // The sources of an event's or a relation's claims come with the claims.
    private static string ClaimColumns(string pattern) =>
        $"COLLECT {{ MATCH {pattern} WHERE c.record IS NOT NULL RETURN c.record ORDER BY c.id }}, "
        + $"COLLECT {{ MATCH {pattern} MATCH (c)-[:CITES]->(s:Source) WHERE s.record IS NOT NULL RETURN DISTINCT s.record }}";

    private readonly QueryRunner _runner;
    private readonly IFetchedTable[] _all;

    // Records that were fetched together are often read together next: the members of a list, the parties of a deal.
    private readonly ConcurrentDictionary<RecordRef, IReadOnlyList<RecordRef>> _together = [];

    public FetchedRecords(QueryRunner runner, Terms terms)
    {
        _runner = runner;
        Records = new(FetchRecordsAsync, null) { Siblings = reference => _together.GetValueOrDefault(reference, []) };
        ClaimsAbout = new(FetchClaimsAboutAsync, []) { Siblings = reference => _together.GetValueOrDefault(reference, []) };
        ClaimsOf = new(FetchClaimsOfAsync, []);
        Participations = new(FetchParticipationsAsync, [])
        {
            Siblings = key => _together.GetValueOrDefault(key.Record, []).Where(other => other.Kind == key.Record.Kind).Select(other => key with { Record = other }),
        };
        Counts = new(FetchCountsAsync, 0);
        RelationsFrom = new((ids, cancellation) => FetchRelationsAsync(ids, "from", cancellation), []) { Siblings = Entities };
        RelationsTo = new((ids, cancellation) => FetchRelationsAsync(ids, "to", cancellation), []);
        LinksTo = new(FetchLinksAsync, []);
        Countries = new(FetchCountriesAsync, null);
        Merged = new(FetchMergedAsync, null);
        Lists = new FetchedLists(runner, terms);
        Neighbourhoods = new FetchedNeighbourhoods(this, runner, terms);
        _all = [Neighbourhoods.Table, Lists.Entities, Lists.EntityCounts, Lists.Events, Lists.Claims, Lists.Sources, Counts, Participations, RelationsFrom, RelationsTo, LinksTo, ClaimsAbout, ClaimsOf, Records, Countries, Merged];
    }

    /// <summary>Entities, events, relations, sources and claims; null: no record has the id.</summary>
    public FetchedTable<RecordRef, object?> Records { get; }

    public FetchedTable<RecordRef, Claim[]> ClaimsAbout { get; }

    public FetchedTable<SourceId, Claim[]> ClaimsOf { get; }

    public FetchedTable<(RecordRef Record, RoleSet Roles, int Most), Participation[]> Participations { get; }

    public FetchedTable<(RecordRef Record, RoleSet Roles), int> Counts { get; }

    public FetchedTable<EntityId, Relation[]> RelationsFrom { get; }

    public FetchedTable<EntityId, Relation[]> RelationsTo { get; }

    public FetchedTable<EventId, (Event From, string Kind)[]> LinksTo { get; }

    public FetchedTable<string, Entity?> Countries { get; }

    /// <summary>The entity into which an id was merged by a judgement; null: none.</summary>
    public FetchedTable<EntityId, EntityId?> Merged { get; }

    public FetchedLists Lists { get; }

    public FetchedNeighbourhoods Neighbourhoods { get; }

    /// <summary>A fetched record; null: it does not exist or was not fetched.</summary>
    public object? Known(RecordRef reference) => Records.Knows(reference) ? Records.Get(reference, NothingMissing.Instance) : null;

    /// <summary>Fetches everything requested; different kinds of records at the same time.</summary>
    public async Task FetchWantedAsync(CancellationToken cancellation) =>
        await Task.WhenAll(_all.Select(table => table.FetchWantedAsync(cancellation))).ConfigureAwait(false);

    /// <summary>Fetches all entities that take part in some events.</summary>
    public async Task FetchPartiesAsync(IEnumerable<string> events, CancellationToken cancellation) => PutEntities(await _runner.ByIdsAsync(
        $"UNWIND $ids AS event MATCH (:Event {{id: event}})-[]->(n:Entity) WHERE n.record IS NOT NULL WITH DISTINCT n, n.id AS id {EntityColumns}",
        events, cancellation).ConfigureAwait(false));

    public void Clear()
    {
        foreach (var table in _all)
        {
            table.Clear();
        }
    }

    private void Together(IEnumerable<RecordRef> references)
    {
        List<RecordRef> all = [.. references.Distinct().Where(reference => !Records.Knows(reference)).Take(MaxTogether)];
        foreach (var reference in all)
        {
            _together.TryAdd(reference, all);
        }
    }

    private IEnumerable<EntityId> Entities(EntityId id) =>
        _together.GetValueOrDefault(RecordRef.To(id), []).Where(other => other.Kind == RecordKind.Entity).Select(other => new EntityId(other.Id));

    private async Task FetchRecordsAsync(IReadOnlyList<RecordRef> references, CancellationToken cancellation)
    {
        Together(references);

        foreach (var group in references.GroupBy(reference => reference.Kind))
        {
            var ids = group.Select(reference => reference.Id);
            switch (group.Key)
            {
                case RecordKind.Entity:
                    await FetchEntitiesAsync(ids, cancellation).ConfigureAwait(false);
                    break;
                case RecordKind.Event:
                    await FetchEventsAsync(ids, cancellation).ConfigureAwait(false);
                    break;
                default:
                    await FetchPlainAsync(group.Key, ids, cancellation).ConfigureAwait(false);
                    break;
            }
        }
    }

    private async Task FetchEntitiesAsync(IEnumerable<string> ids, CancellationToken cancellation) => PutEntities(await _runner.ByIdsAsync(
        $"UNWIND $ids AS id MATCH (n:Entity {{id: id}}) WHERE n.record IS NOT NULL {EntityColumns}", ids, cancellation).ConfigureAwait(false));

    private void PutEntities(List<CypherRow> rows)
    {
        foreach (var row in rows)
        {
            var entity = QueryRunner.Read<Entity>(RecordKind.Entity, row.Values[1]);
            Records.Put(RecordRef.To(entity.Id), RecordSet.Extend(entity, QueryRunner.ReadAll<Extension>(RecordKind.Extension, row.Values[2])));
        }
    }

    /// <summary>Events with their claims and the sources of the claims, because almost every question about an event needs them.</summary>
    private async Task FetchEventsAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var rows = await _runner.ByIdsAsync(
            "UNWIND $ids AS id MATCH (n:Event {id: id}) WHERE n.record IS NOT NULL "
            + "RETURN id, n.record, COLLECT { MATCH (x:Extension {of: 'event/' + id}) WHERE x.record IS NOT NULL RETURN x.record ORDER BY x.id }, "
            + ClaimColumns("(c:Claim)-[:ABOUT]->(n)"),
            ids, cancellation).ConfigureAwait(false);
        var claims = new List<Claim>();
        foreach (var row in rows)
        {
            var @event = QueryRunner.Read<Event>(RecordKind.Event, row.Values[1]);
            var reference = RecordRef.To(@event.Id);
            Records.Put(reference, RecordSet.Extend(@event, QueryRunner.ReadAll<Extension>(RecordKind.Extension, row.Values[2])));
            claims.AddRange(PutClaims(reference, row.Values[3]));
            PutSources(row.Values[4]);
        }

        Together(rows.ConvertAll(row => Known(new RecordRef(RecordKind.Event, row.Get<string>(0)))).OfType<Event>().SelectMany(@event => @event.Participants.Select(part => part.Of)));
        await FetchSourcesAsync(claims, cancellation).ConfigureAwait(false);
    }

    private async Task FetchPlainAsync(RecordKind kind, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var rows = await _runner.ByIdsAsync(
            $"UNWIND $ids AS id MATCH (n:{GraphRows.Label(kind)} {{id: id}}) WHERE n.record IS NOT NULL RETURN id, n.record", ids, cancellation).ConfigureAwait(false);
        foreach (var row in rows)
        {
            Records.Put(new RecordRef(kind, row.Get<string>(0)), QueryRunner.Read<object>(kind, row.Values[1]));
        }

        if (kind == RecordKind.Claim)
        {
            Together(ids.Select(id => Known(new RecordRef(kind, id))).OfType<Claim>().SelectMany(claim => new[] { claim.About, RecordRef.To(claim.Source) }));
        }
    }

    private async Task FetchClaimsAboutAsync(IReadOnlyList<RecordRef> references, CancellationToken cancellation)
    {
        await Records.FetchAsync(references.Where(reference => reference.Kind == RecordKind.Event), cancellation).ConfigureAwait(false);
        var claims = new List<Claim>();
        foreach (var group in references.Where(reference => reference.Kind != RecordKind.Event).GroupBy(reference => reference.Kind))
        {
            var pattern = group.Key == RecordKind.Relation ? "(c:Claim {relation: id})" : $"(c:Claim)-[:ABOUT]->(:{GraphRows.Label(group.Key)} {{id: id}})";
            var rows = await _runner.ByIdsAsync(
                $"UNWIND $ids AS id RETURN id, COLLECT {{ MATCH {pattern} WHERE c.record IS NOT NULL RETURN c.record ORDER BY c.id }}",
                group.Select(reference => reference.Id), cancellation).ConfigureAwait(false);
            claims.AddRange(rows.SelectMany(row => PutClaims(new RecordRef(group.Key, row.Get<string>(0)), row.Values[1])));
        }

        await FetchSourcesAsync(claims, cancellation).ConfigureAwait(false);
    }

    private async Task FetchClaimsOfAsync(IReadOnlyList<SourceId> sources, CancellationToken cancellation)
    {
        var rows = await _runner.ByIdsAsync(
            "UNWIND $ids AS id RETURN id, COLLECT { MATCH (c:Claim)-[:CITES]->(:Source {id: id}) WHERE c.record IS NOT NULL RETURN c.record ORDER BY c.id }",
            sources.Select(source => source.Value), cancellation).ConfigureAwait(false);
        foreach (var row in rows)
        {
            ClaimsOf.Put(new SourceId(row.Get<string>(0)), InOrder(row.Values[1]));
        }
    }

    private async Task FetchParticipationsAsync(IReadOnlyList<(RecordRef Record, RoleSet Roles, int Most)> keys, CancellationToken cancellation)
    {
        foreach (var group in keys.Where(key => !key.Roles.IsEmpty).GroupBy(key => (key.Record.Kind, key.Roles, key.Most)))
        {
            var (kind, roles, most) = group.Key;
            var found = $"MATCH (:{GraphRows.Label(kind)} {{id: id}})<-[{GraphRows.Types(roles.Roles)}]-(e:Event) WHERE e.kind IN $kinds RETURN DISTINCT e.id AS event";
            var rows = await _runner.ByIdsAsync(
                $"UNWIND $ids AS id RETURN id, COLLECT {{ {found}{(most == int.MaxValue ? "" : " ORDER BY event LIMIT $most")} }}",
                group.Select(key => key.Record.Id), cancellation, ("kinds", roles.Kinds.ToList()), ("most", most)).ConfigureAwait(false);
            await Records.FetchAsync(rows.SelectMany(row => QueryRunner.Texts(row.Values[1])).Select(id => new RecordRef(RecordKind.Event, id)), cancellation).ConfigureAwait(false);
            foreach (var row in rows)
            {
                var record = new RecordRef(kind, row.Get<string>(0));
                Participations.Put((record, roles, most), [.. QueryRunner.Texts(row.Values[1]).Order(StringComparer.Ordinal)
                    .Select(id => Known(new RecordRef(RecordKind.Event, id))).OfType<Event>()
                    .SelectMany(@event => @event.Participants
                        .Where(part => part.Of == record && roles.Contains(@event.Kind, part.Role))
                        .Select(part => new Participation(@event, part)))]);
            }
        }
    }

    private async Task FetchCountsAsync(IReadOnlyList<(RecordRef Record, RoleSet Roles)> keys, CancellationToken cancellation)
    {
        foreach (var group in keys.Where(key => !key.Roles.IsEmpty).GroupBy(key => (key.Record.Kind, key.Roles)))
        {
            var (kind, roles) = group.Key;
            var rows = await _runner.ByIdsAsync(
                $"UNWIND $ids AS id MATCH (:{GraphRows.Label(kind)} {{id: id}})<-[{GraphRows.Types(roles.Roles)}]-(e:Event) WHERE e.kind IN $kinds RETURN id, count(DISTINCT e)",
                group.Select(key => key.Record.Id), cancellation, ("kinds", roles.Kinds.ToList())).ConfigureAwait(false);
            foreach (var row in rows)
            {
                Counts.Put((new RecordRef(kind, row.Get<string>(0)), roles), (int)row.Get<long>(1));
            }
        }
    }

    /// <summary>Relations with their claims, and the entities at their other end.</summary>
    private async Task FetchRelationsAsync(IReadOnlyList<EntityId> ids, string end, CancellationToken cancellation)
    {
        var rows = await _runner.ByIdsAsync(
            $"UNWIND $ids AS id MATCH (n:Relation {{{end}: id}}) WHERE n.record IS NOT NULL "
            + $"RETURN id, n.record, {ClaimColumns("(c:Claim {relation: n.id})")}",
            ids.Select(id => id.Value), cancellation).ConfigureAwait(false);
        var claims = new List<Claim>();
        var relations = rows.ConvertAll(row =>
        {
            var relation = QueryRunner.Read<Relation>(RecordKind.Relation, row.Values[1]);
            Records.Put(RecordRef.To(relation.Id), relation);
            claims.AddRange(PutClaims(RecordRef.To(relation.Id), row.Values[2]));
            PutSources(row.Values[3]);
            return (Id: new EntityId(row.Get<string>(0)), Relation: relation);
        });
        foreach (var group in relations.GroupBy(pair => pair.Id, pair => pair.Relation))
        {
            (end == "from" ? RelationsFrom : RelationsTo).Put(group.Key, [.. group.OrderBy(relation => relation.Id)]);
        }

        await FetchSourcesAsync(claims, cancellation).ConfigureAwait(false);
        await Records.FetchAsync(
            relations.Select(pair => RecordRef.To(end == "from" ? pair.Relation.To : pair.Relation.From)), cancellation).ConfigureAwait(false);
    }

    private async Task FetchLinksAsync(IReadOnlyList<EventId> ids, CancellationToken cancellation)
    {
        var rows = await _runner.ByIdsAsync(
            "UNWIND $ids AS id MATCH (:Event {id: id})<-[]-(e:Event) RETURN DISTINCT id, e.id", ids.Select(id => id.Value), cancellation).ConfigureAwait(false);
        await Records.FetchAsync(rows.Select(row => new RecordRef(RecordKind.Event, row.Get<string>(1))), cancellation).ConfigureAwait(false);
        foreach (var group in rows.GroupBy(row => row.Get<string>(0), row => row.Get<string>(1)))
        {
            LinksTo.Put(new EventId(group.Key), [.. group.Order(StringComparer.Ordinal)
                .Select(id => Known(new RecordRef(RecordKind.Event, id))).OfType<Event>()
                .SelectMany(from => from.Links.Where(link => link.Event.Value == group.Key).Select(link => (from, link.Kind)))]);
        }
    }

    private async Task FetchMergedAsync(IReadOnlyList<EntityId> ids, CancellationToken cancellation)
    {
        var rows = await _runner.ByIdsAsync(
            "UNWIND $ids AS id MATCH (x:Extension {was: id}) WHERE x.record IS NOT NULL RETURN id, substring(x.of, 7)", ids.Select(id => id.Value), cancellation).ConfigureAwait(false);
        foreach (var row in rows)
        {
            Merged.Put(new EntityId(row.Get<string>(0)), new EntityId(row.Get<string>(1)));
        }
    }

    private async Task FetchCountriesAsync(IReadOnlyList<string> codes, CancellationToken cancellation)
    {
        var rows = await _runner.ByIdsAsync(
            "UNWIND $ids AS code MATCH (n:Entity {code: code}) WHERE n.record IS NOT NULL RETURN code, min(n.id)", codes, cancellation).ConfigureAwait(false);
        await Records.FetchAsync(rows.Select(row => new RecordRef(RecordKind.Entity, row.Get<string>(1))), cancellation).ConfigureAwait(false);
        foreach (var row in rows)
        {
            Countries.Put(row.Get<string>(0), (Entity?)Known(new RecordRef(RecordKind.Entity, row.Get<string>(1))));
        }
    }

    private Claim[] PutClaims(RecordRef about, object? column)
    {
        var claims = InOrder(column);
        ClaimsAbout.Put(about, claims);
        foreach (var claim in claims)
        {
            Records.Put(RecordRef.To(claim.Id), claim);
        }

        return claims;
    }

    private void PutSources(object? column)
    {
        foreach (var source in QueryRunner.ReadAll<Source>(RecordKind.Source, column))
        {
            Records.Put(RecordRef.To(source.Id), source);
        }
    }

    private static Claim[] InOrder(object? column) => [.. QueryRunner.ReadAll<Claim>(RecordKind.Claim, column).OrderBy(claim => claim.Id)];

    /// <summary>Sources of claims, and the sources that they copy.</summary>
    private async Task FetchSourcesAsync(IEnumerable<Claim> claims, CancellationToken cancellation)
    {
        var ids = claims.Select(claim => RecordRef.To(claim.Source)).Distinct().ToList();
        while (ids.Count > 0)
        {
            await Records.FetchAsync(ids, cancellation).ConfigureAwait(false);
            ids = [.. ids.Select(id => (Known(id) as Source)?.CopyOf).OfType<SourceId>().Select(RecordRef.To).Distinct().Where(id => !Records.Knows(id))];
        }
    }

    /// <summary>For reads of records that were just fetched.</summary>
    private sealed class NothingMissing : IMissingRecords
    {
        public static readonly NothingMissing Instance = new();

        public bool IsCollecting => throw new InvalidOperationException("The record must have been fetched before.");

        public void NoteMiss()
        {
        }

        public void RefuseNewerVersion()
        {
        }

        public void FetchNow(Func<CancellationToken, Task> fetch) => throw new InvalidOperationException("The record must have been fetched before.");
    }
}

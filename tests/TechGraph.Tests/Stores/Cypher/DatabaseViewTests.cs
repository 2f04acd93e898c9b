using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.Neo4jStore;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Stores.Cypher;

/// <summary>The database view: one version in every result, a truncation that is reported, and no stale prefilter.</summary>
[Category("Neo4j")]
[NonParallelizable]
public sealed class DatabaseViewTests
{
    private static readonly DealPathQuery ToMeta = new(new EndpointSelector(), new EndpointSelector { Ids = [new EntityId("meta")] });

    private Neo4jOptions _options = null!;
    private Neo4jGraph _store = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _options = Neo4jServer.Options(Neo4jView.Database);
        await Neo4jServer.WipeAsync(_options);
        _store = new Neo4jGraph(Options.Create(_options), TimeProvider.System);
        await _store.ApplyAsync(GraphStoreContract.ManusChanges, 0);
    }

    [TearDown]
    public void Close() => _store?.Dispose();

    [Test]
    public async Task A_query_interrupted_by_one_write_runs_again_on_the_newer_version()
    {
        var view = await _store.ReadAsync();
        var asked = 0;
        var answer = await view.AskAsync(v =>
        {
            if (++asked == 2)
            {
                WriteAsync(1).Wait();
            }

            return (v.Find(new EntityId("manus")), v.Version.Sequence);
        });
        Assert.That((answer.Item1?.Name, answer.Sequence), Is.EqualTo(("Manus", 2L)));
    }

    [Test]
    public async Task A_query_interrupted_by_repeated_writes_is_refused()
    {
        var view = await _store.ReadAsync();
        var sequence = 1L;
        var busy = await StoreFailure.ExpectAsync(async () => await view.AskAsync(v =>
        {
            WriteAsync(sequence++).Wait();
            return v.Find(new EntityId("manus"));
        }));
        Assert.That((busy.Code, busy.Message), Is.EqualTo(("GRAPH_BUSY", "Other processes wrote while the graph was read. Try again; if this repeats, wait until they have finished.")));
    }

    [Test]
    public async Task Results_of_two_versions_are_never_mixed()
    {
        var view = await _store.ReadAsync();
        Assert.That(view.Find(new EntityId("manus")), Is.Not.Null);
        await WriteAsync(1);
        Assert.That(view.Find(new EntityId("manus")), Is.Not.Null, "what was read is still available");
        Assert.That(Assert.Throws<StoreException>(() => view.Find(new EntityId("meta")))!.Code, Is.EqualTo("GRAPH_BUSY"));
        Assert.That((await StoreFailure.ExpectAsync(async () => await view.AskAsync(v => v.Find(new EntityId("us"))))).Code, Is.EqualTo("GRAPH_BUSY"));
    }

    [Test]
    public async Task A_search_beyond_the_edge_limit_is_truncated_at_the_same_place_each_time()
    {
        await _store.ApplyAsync(new ChangeSet("test", "star", [.. Graphs.Records([Graphs.World, StarDossier(30)]).Where(r => r.Dossier.Value == "star")], []), 1);
        _options.NeighbourhoodEdges = 20;
        var query = new DealPathQuery(new EndpointSelector { Ids = [new EntityId("s0")] }, new EndpointSelector { Ids = [new EntityId("end")] }) { MaxHops = 3 };
        var answers = new List<string>();
        for (var n = 0; n < 2; n++)
        {
            var answer = await (await _store.ReadAsync()).AskAsync(v => PathEngine.Find(v, query));
            Assert.That((answer.NoPath, answer.Truncation!.Reason, answer.Truncation.Limit), Is.EqualTo((NoPathReason.UnknownTruncated, "EDGES", 20L)));
            answers.Add($"{answer.Truncation.Explored} {string.Join(',', answer.Truncation.Frontier)}");
        }

        Assert.That(answers[0], Is.EqualTo(answers[1]).And.EqualTo("2 hub"));
        _options.NeighbourhoodEdges = 1_000;
        var whole = await (await _store.ReadAsync()).AskAsync(v => PathEngine.Find(v, query));
        Assert.That((whole.Truncation, whole.Paths.Length), Is.EqualTo(((Truncation?)null, 1)));
    }

    [Test]
    public async Task A_deal_that_loses_its_only_date_is_found_at_any_time()
    {
        const string Before = """
            dossier: before
            title: A dated deal
            entities:
              one: {kind: company, name: One}
              two: {kind: company, name: Two}
            events:
              deal:
                kind: licence
                title: One licenses Two
                participants: [{entity: one, role: licensor}, {entity: two, role: licensee}]
                claims:
                  - {id: B.1, source: paper, says: It was signed., signed: 2030-01-01}
                  - {id: B.2, source: paper, says: There is a licence.}
            """;
        var records = Graphs.Records([Graphs.World, Before]).Where(r => r.Dossier.Value == "before").ToList();
        var query = new DealPathQuery(new EndpointSelector(), new EndpointSelector { Ids = [new EntityId("two")] }) { Time = new TimeRule { AsOf = new DateOnly(2026, 1, 1) } };
        await _store.ApplyAsync(new ChangeSet("test", "before", [.. records], []), 1);
        Assert.That(await CountAsync(query), Is.Zero, "it is after the as-of day");
        await _store.ApplyAsync(new ChangeSet("test", "after", [], [RecordRef.To(new ClaimId("B.1"))]), 2);
        Assert.That(await CountAsync(query), Is.EqualTo(1));
    }

    [Test]
    public async Task A_deal_whose_only_dated_claim_is_a_review_counts_as_undated_and_is_found_at_any_time()
    {
        const string Reviewed = """
            dossier: reviewed
            title: A deal under review
            entities:
              one: {kind: company, name: One}
              two: {kind: company, name: Two}
            events:
              deal:
                kind: licence
                title: One licenses Two
                participants: [{entity: one, role: licensor}, {entity: two, role: licensee}]
                claims: [{id: U.1, source: paper, says: It is under review., status: {is: under-review, from: 2030-01-01}}]
            """;
        var query = new DealPathQuery(new EndpointSelector(), new EndpointSelector { Ids = [new EntityId("two")] }) { Time = new TimeRule { AsOf = new DateOnly(2026, 1, 1) } };
        await _store.ApplyAsync(new ChangeSet("test", "reviewed", [.. Graphs.Records([Graphs.World, Reviewed]).Where(r => r.Dossier.Value == "reviewed")], []), 1);
        Assert.That(PathEngine.Find(Graphs.Of(Reviewed), query).Paths, Has.Length.EqualTo(1));
        Assert.That(await CountAsync(query), Is.EqualTo(1));
    }

    [Test]
    public async Task Connections_are_the_same_in_the_database_view_and_in_memory()
    {
        var memory = Graphs.Of(Manus.Dossier);
        var ids = memory.Entities.Select(entity => entity.Id).ToList();
        foreach (var (from, to) in ids.SelectMany(from => ids.Where(to => to > from).Select(to => (from, to))))
        {
            var query = new ConnectionQuery([from], [to]) { MaxHops = 3 };
            var expected = ConnectionSearch.Find(memory, query);
            var answer = await (await _store.ReadAsync()).AskAsync(v => ConnectionSearch.Find(v, query));
            Assert.That(answer.Paths.Select(path => path.Id), Is.EqualTo(expected.Paths.Select(path => path.Id)), $"{from} to {to}");
            Assert.That(answer.Truncation, Is.EqualTo(expected.Truncation));
        }
    }

    [Test]
    public async Task A_search_for_connections_beyond_the_edge_limit_is_reported_as_truncated()
    {
        _options.NeighbourhoodEdges = 1;
        var answer = await (await _store.ReadAsync()).AskAsync(v => ConnectionSearch.Find(v, new ConnectionQuery([new EntityId("manus")], [new EntityId("meta")])));
        Assert.That((answer.Truncation?.Reason, answer.Truncation?.Limit), Is.EqualTo(("EDGES", 1L)));
    }

    [Test]
    public async Task While_the_server_is_unavailable_reads_fail_with_STORE_AWAY()
    {
        await using var proxy = new FaultProxy(_options.Uri);
        using var store = new Neo4jGraph(Options.Create(WithUri(proxy.Uri)), TimeProvider.System);
        Assert.That(await (await store.ReadAsync()).AskAsync(v => PathEngine.Find(v, ToMeta).Paths.Length), Is.EqualTo(1));
        proxy.SetMode(FaultMode.Silence);
        var away = await StoreFailure.ExpectAsync(async () => await store.ReadAsync());
        Assert.That(away.Code, Is.EqualTo("STORE_AWAY"));
        Assert.That(store.StaleSince, Is.Not.Null);
        proxy.SetMode(FaultMode.Pass);
        Assert.That((await store.ReadAsync()).Version.Sequence, Is.EqualTo(1));
        Assert.That(store.StaleSince, Is.Null);
    }

    private async Task<int> CountAsync(DealPathQuery query) => await (await _store.ReadAsync()).AskAsync(v => PathEngine.Find(v, query).Paths.Length);

    private Neo4jOptions WithUri(Uri uri) => new()
    {
        Uri = uri,
        User = _options.User,
        Password = _options.Password,
        View = Neo4jView.Database,
        RefreshTimeout = TimeSpan.FromMilliseconds(300),
    };

    private static async Task WriteAsync(long expected)
    {
        var id = new DossierId($"w{expected}");
        using var writer = new Neo4jGraph(Options.Create(Neo4jServer.Options()), TimeProvider.System);
        await writer.ApplyAsync(new ChangeSet("test", id.Value, [StoredRecord.Of(new RecordRef(RecordKind.Dossier, id.Value), id, new Dossier(id, id.Value))], []), expected);
    }

    /// <summary>s0 → hub → t1 … tn, and tn → end.</summary>
    private static string StarDossier(int rays) => $$"""
        dossier: star
        title: A star
        entities:
          s0: {kind: company, name: Start}
          hub: {kind: company, name: Hub}
          end: {kind: company, name: End}
        {{string.Join('\n', Enumerable.Range(1, rays).Select(n => $"  t{n}: {{kind: company, name: T{n}}}"))}}
          chip: {kind: product, name: Chip}
        events:
        {{Licence(0, "s0", "hub")}}
        {{string.Join('\n', Enumerable.Range(1, rays).Select(n => Licence(n, "hub", $"t{n}")))}}
        {{string.Join('\n', Enumerable.Range(1, rays).Select(n => Licence(100 + n, $"t{n}", n == rays ? "end" : "t" + (n + 1))))}}
        """;

    private static string Licence(int n, string from, string to) => $$"""
          deal{{n:000}}:
            kind: licence
            title: Licence {{n}}
            participants: [{entity: {{from}}, role: licensor}, {entity: {{to}}, role: licensee}, {entity: chip, role: technology}]
            claims: [{id: D.{{n}}, source: paper, says: It is so., signed: 2026-01-01}]
        """;
}

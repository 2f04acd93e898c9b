using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.Neo4jStore;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Stores.Cypher;

/// <summary>
/// Neo4j contains a graph that people can read, and a foreign database is refused. What it shares with other stores:
/// <see cref="Neo4jContractTests"/>.
/// </summary>
[Category("Neo4j")]
[NonParallelizable]
public sealed class Neo4jGraphTests
{
    private readonly List<IDisposable> _open = [];
    private Neo4jOptions _options = null!;

    [SetUp]
    public async Task StartEmpty()
    {
        _options = Neo4jServer.Options();
        await Neo4jServer.WipeAsync(_options);
    }

    [TearDown]
    public void Close()
    {
        _open.ForEach(store => store.Dispose());
        _open.Clear();
    }

    [Test]
    public async Task The_shipped_dossiers_load_once_and_have_the_same_content_hash_as_in_memory()
    {
        var store = Open();
        var first = await LoadAsync(store);
        var second = await LoadAsync(store);
        Assert.That((first.Added, second.Wrote, second.Unchanged), Is.EqualTo((Shipped.Records, false, Shipped.Records)));
        Assert.That((await Open().ReadAsync()).Version, Is.EqualTo(Shipped.Graph.Version));
        Assert.That((await store.VerifyAsync()).Faults, Is.Empty);
    }

    [Test]
    public async Task Nodes_and_relationships_match_the_records()
    {
        await LoadAsync(Open());
        var graph = Shipped.Graph;
        Assert.That(await CountAsync("MATCH (n:Entity) RETURN count(n)"), Is.EqualTo(graph.Entities.Count));
        Assert.That(await CountAsync("MATCH (n:Event:Deal) RETURN count(n)"), Is.EqualTo(graph.Events.Count(e => graph.Terms.Events[e.Kind].Family == EventFamily.Deal)));
        Assert.That(await CountAsync("MATCH (n:Claim)-[:CITES]->(:Source) RETURN count(n)"), Is.EqualTo(graph.Claims.Count));
        Assert.That(await CountAsync("MATCH (:Entity)-[r:BASED_IN]->(:Place) RETURN count(r)"), Is.EqualTo(graph.Relations.Count(r => r.Kind == "based_in")));
        Assert.That(
            await CountAsync("MATCH (:Event)-[r]->(n) WHERE n:Entity OR (n:Event AND r.claims IS NOT NULL) OR (n:Event AND r.certainty IS NOT NULL) RETURN count(r)"),
            Is.EqualTo(graph.Events.SelectMany(e => e.Participants).Count(p => p.Of.Kind is RecordKind.Entity or RecordKind.Event)));
        Assert.That(await CountAsync("MATCH (n) WHERE size(labels(n)) = 0 OR (n.record IS NULL AND NOT n:Internal) RETURN count(n)"), Is.Zero);
    }

    [Test]
    public async Task An_edited_record_loses_its_old_relationships()
    {
        var store = Open();
        await store.ApplyAsync(GraphStoreContract.ManusChanges, 0);
        var before = await CountAsync("MATCH ()-[r]->() RETURN count(r)");
        await store.ApplyAsync(GraphStoreContract.ManusChanges with { Reason = "again" }, 1);
        Assert.That(await CountAsync("MATCH ()-[r]->() RETURN count(r)"), Is.EqualTo(before));
        Assert.That((await store.ReadAsync(2)).Version.Sequence, Is.EqualTo(2));
    }

    [Test]
    public async Task A_database_of_another_program_is_refused_and_not_changed()
    {
        await Neo4jServer.RunAsync(_options, "CREATE (:Film {title: 'x'})", CypherAccess.Write);
        var refused = await StoreFailure.ExpectAsync(async () => await Open().ReadAsync());
        Assert.That(refused.Code, Is.EqualTo("STORE_FOREIGN"));
        Assert.That(await CountAsync("MATCH (n) RETURN count(n)"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_edited_migration_is_refused()
    {
        await Open().ReadAsync();
        await Neo4jServer.RunAsync(_options, "MATCH (m:Migration {version: 1}) SET m.checksum = 'x'", CypherAccess.Write);
        Assert.That((await StoreFailure.ExpectAsync(async () => await Open().ReadAsync())).Code, Is.EqualTo("STORE_MIGRATION_EDITED"));
    }

    [Test]
    public async Task A_database_with_newer_migrations_is_refused()
    {
        await Open().ReadAsync();
        await Neo4jServer.RunAsync(_options, "CREATE (:Internal:Migration {version: 99, checksum: 'x'})", CypherAccess.Write);
        Assert.That((await StoreFailure.ExpectAsync(async () => await Open().ReadAsync())).Code, Is.EqualTo("STORE_NEWER"));
    }

    [Test]
    public async Task Processes_that_start_at_the_same_time_apply_each_migration_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Open().ReadAsync().AsTask()));
        Assert.That(await CountAsync("MATCH (m:Migration) RETURN count(m)"), Is.EqualTo(Migration.Shipped.Count));
    }

    [Test]
    public async Task Concurrent_writers_lose_and_duplicate_nothing()
    {
        const int Writers = 4, Each = 5;
        await Open().ReadAsync();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async w =>
        {
            var store = Open();
            for (var n = 0; n < Each; n++)
            {
                await AddAsync(store, $"w{w}-{n}");
            }
        }));
        var view = await Open().ReadAsync();
        Assert.That((view.Version.Sequence, view.Dossiers.Count), Is.EqualTo(((long)Writers * Each, Writers * Each)));
        Assert.That((await Open().VerifyAsync()).Faults, Is.Empty);
    }

    [Test]
    public async Task A_wrong_password_is_a_clear_error()
    {
        _options.Password = "wrong";
        var refused = await StoreFailure.ExpectAsync(async () => await Open().ReadAsync());
        Assert.That(refused.Code, Is.EqualTo("STORE_DENIED"));
        Assert.That(refused.Message, Does.Contain("TechGraph__Neo4j__Password"));
    }

    [Test]
    public async Task A_missing_database_is_named_in_the_error()
    {
        _options.Database = "nothing";
        var refused = await StoreFailure.ExpectAsync(async () => await Open().ReadAsync());
        Assert.That((refused.Code, refused.Message.Contains("\"nothing\"", StringComparison.Ordinal)), Is.EqualTo(("STORE_OPEN", true)));
    }

    private static async Task AddAsync(Neo4jGraph store, string id)
    {
        var record = StoredRecord.Of(new RecordRef(RecordKind.Dossier, id), new DossierId(id), new Dossier(new DossierId(id), id));
        while (true)
        {
            try
            {
                await store.ApplyAsync(new ChangeSet("test", id, [record], []), (await store.ReadAsync()).Version.Sequence);
                return;
            }
            catch (StoreException conflict) when (conflict.Code == "STORE_CONFLICT")
            {
                // Another writer was first.
            }
        }
    }

    private static Task<LoadReport> LoadAsync(Neo4jGraph store) =>
        new Loader(store, store, Terms.Shipped).LoadAsync([Repository.Of("ingest", "dossiers")], "test");

    private async Task<long> CountAsync(string text) => (await Neo4jServer.RunAsync(_options, text))[0].Get<long>(0);

    private Neo4jGraph Open()
    {
        var store = new Neo4jGraph(Options.Create(_options), TimeProvider.System);
        _open.Add(store);
        return store;
    }
}

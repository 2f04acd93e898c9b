using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Stores.Embedded;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Stores;

/// <summary>The embedded store fulfils the contract, and finds faults that only a file can have.</summary>
public sealed class SqliteGraphTests : GraphStoreContract
{
    private readonly List<SqliteGraph> _open = [];
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("techgraph-test-").FullName;

    [TearDown]
    public void RemoveFolder()
    {
        _open.ForEach(store => store.Dispose());
        _open.Clear();
        Directory.Delete(_folder, recursive: true);
    }

    private string DataFile => Path.Combine(_folder, "techgraph.db");

    protected override (IGraphStore Store, IGraphWriter Writer) OpenEmpty() => Reopen();

    protected override (IGraphStore Store, IGraphWriter Writer) Reopen()
    {
        var store = Open();
        return (store, store);
    }

    [Test]
    public async Task A_second_process_reads_the_first_ones_records()
    {
        await Open().ApplyAsync(ManusChanges, 0);
        Assert.That((await Open().ReadAsync()).Version.Sequence, Is.EqualTo(1));
    }

    [Test]
    public async Task People_can_read_the_tables_with_SQL()
    {
        await Open().ApplyAsync(ManusChanges, 0);
        Assert.That(Query("SELECT name || ' ' || kind FROM entity WHERE id = 'manus'"), Is.EqualTo("Manus company"));
        Assert.That(Query("SELECT about || ' ' || locator || ' ' || stance FROM claim WHERE id = 'S.1'"), Is.EqualTo("event/sale para 5 states"));
        Assert.That(Query("SELECT group_concat(role || '=' || participant, ' ') FROM participant WHERE event = 'sale'"), Is.EqualTo("acquirer=meta target=manus technology=agents"));
    }

    [Test]
    public async Task Verification_finds_a_changed_record()
    {
        await Open().ApplyAsync(ManusChanges, 0);
        Execute("UPDATE claim SET record = replace(record, 'It moved.', 'It stayed.') WHERE id = 'M.1'");
        Assert.That((await Open().VerifyAsync()).Faults, Is.EqualTo(["Record claim/M.1 does not match its hash."]));
    }

    [Test]
    public async Task Verification_finds_a_deleted_row()
    {
        await Open().ApplyAsync(ManusChanges, 0);
        Execute("DELETE FROM claim WHERE id = 'M.1'");
        Assert.That((await Open().VerifyAsync()).Faults, Is.EqualTo(["Record claim/M.1 of the history is missing."]));
    }

    [Test]
    public async Task Verification_finds_a_rewritten_history()
    {
        await Open().ApplyAsync(ManusChanges, 0);
        Execute("DROP TRIGGER history_is_append_only_1; UPDATE history SET reason = 'another' WHERE sequence = 1");
        Assert.That((await Open().VerifyAsync()).Faults, Does.Contain("History line 1 does not follow from the line before it."));
    }

    [Test]
    public async Task The_history_table_rejects_updates_and_deletes()
    {
        await Open().ApplyAsync(ManusChanges, 0);
        Assert.That(() => Execute("UPDATE history SET reason = 'another'"), Throws.TypeOf<SqliteException>().With.Message.Contains("history is append-only"));
        Assert.That(() => Execute("DELETE FROM history"), Throws.TypeOf<SqliteException>().With.Message.Contains("history is append-only"));
    }

    [Test]
    public async Task A_file_of_a_newer_format_is_refused()
    {
        Execute("PRAGMA user_version = 99");
        var refused = await StoreFailure.ExpectAsync(async () => await Open().ReadAsync());
        Assert.That(refused.Message, Is.EqualTo($"The data file \"{DataFile}\" has format 99; this version reads up to 2. Use a newer version of TechGraph."));
    }

    [Test]
    public async Task A_database_of_another_program_is_refused()
    {
        Execute("CREATE TABLE theirs (x)");
        Assert.That((await StoreFailure.ExpectAsync(async () => await Open().ReadAsync())).Code, Is.EqualTo("STORE_FOREIGN"));
    }

    [Test]
    public async Task A_file_that_is_not_a_database_is_refused()
    {
        File.WriteAllText(DataFile, new string('x', 5000));
        Assert.That((await StoreFailure.ExpectAsync(async () => await Open().ReadAsync())).Code, Is.EqualTo("STORE_DAMAGED"));
    }

    [Test]
    public async Task A_data_folder_that_cannot_be_created_is_a_clear_error()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var store = Open(Path.Combine(_folder, "file", "inside"));
        var refused = await StoreFailure.ExpectAsync(async () => await store.ReadAsync());
        Assert.That(refused.Code, Is.EqualTo("STORE_OPEN"));
        Assert.That(refused.Message, Does.StartWith("The folder of ").And.EndsWith("Choose another with TechGraph__Data."));
    }

    [Test]
    public async Task On_a_full_disk_writes_fail_and_reads_succeed_and_with_space_writes_succeed_again()
    {
        await Open().ReadAsync();
        var full = new SqliteGraph(Settings(_folder), TimeProvider.System) { MaxPages = int.Parse(Query("SELECT page_count || '' FROM pragma_page_count")!, null) };
        _open.Add(full);
        var refused = await StoreFailure.ExpectAsync(() => full.ApplyAsync(ManusChanges, 0));
        Assert.That(refused.Code, Is.EqualTo("STORE_FULL"));
        Assert.That((await full.ReadAsync()).Version.Sequence, Is.Zero, "reads succeed");
        Assert.That(await Open().ApplyAsync(ManusChanges, 0), Is.EqualTo(1), "with space the write succeeds");
        Assert.That((await Open().VerifyAsync()).Faults, Is.Empty);
    }

    [Test]
    public async Task A_write_that_waits_too_long_for_another_writer_fails()
    {
        await Open().ReadAsync();
        using var other = Connect();
        using var transaction = other.BeginTransaction(deferred: false);
        var waiting = new SqliteGraph(Options.Create(new EmbeddedOptions { Data = _folder, LockTimeout = TimeSpan.FromSeconds(1) }), TimeProvider.System);
        _open.Add(waiting);
        Assert.That((await StoreFailure.ExpectAsync(() => waiting.ApplyAsync(ManusChanges, 0))).Code, Is.EqualTo("STORE_LOCKED"));
    }

    [Test]
    public async Task Processes_that_start_at_the_same_time_create_one_store()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => Open()).ToList();
        await Task.WhenAll(stores.Select(store => Task.Run(async () => await store.ReadAsync())));
        Assert.That(await stores[0].ApplyAsync(ManusChanges, 0), Is.EqualTo(1));
    }

    private SqliteGraph Open(string? folder = null)
    {
        var store = new SqliteGraph(Settings(folder ?? _folder), TimeProvider.System);
        _open.Add(store);
        return store;
    }

    private static IOptions<EmbeddedOptions> Settings(string folder) => Options.Create(new EmbeddedOptions { Data = folder, RefreshInterval = TimeSpan.Zero });

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={DataFile};Pooling=False");
        connection.Open();
        return connection;
    }

    private string? Query(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string?)command.ExecuteScalar();
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

using System.IO.Compression;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Formats;
using TechGraph.Ingest.Loading;
using TechGraph.Ingest.Workers;
using TechGraph.Stores.Embedded;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Stores.Formats;

/// <summary>
/// Files that earlier versions wrote open, verify and give the same graph. <c>graph-2026-11-26.zip</c> was written by the version of that
/// day (commit 0505031): a store with four versions (a load, an item of the intake, a judgement, a withdrawal), its ledger with a stored
/// and a refused item, a backup of both, and exports.
/// </summary>
public sealed class OlderFileTests
{
    private const string ContentHash = "87712cdf8e38fd724930d1db3907bb45f61cbe4027cd3e07ca6458a90757295f";

    private string _folder = "";

    [SetUp]
    public void Unpack()
    {
        _folder = Directory.CreateTempSubdirectory("techgraph-older-").FullName;
        ZipFile.ExtractToDirectory(Repository.Of("tests", "TechGraph.Tests", "Stores", "Formats", "graph-2026-11-26.zip"), _folder);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_store_opens_and_verifies()
    {
        using var store = Open("store.db");
        var view = await store.ReadAsync();
        Assert.That((view.Version.Sequence, view.Version.ContentHash), Is.EqualTo((4L, ContentHash)));
        Assert.That((await store.VerifyAsync()).Faults, Is.Empty);
        Assert.That(view.CurrentIdOf(new EntityId("alpha")), Is.EqualTo(new EntityId("alpha-two")));
        Assert.That(view.Find(new ClaimId("F2"))!.Withdrawn!.Reason, Is.EqualTo("The paper took it back"));
        Assert.That(await RecordHistory.OfAsync(store, RecordRef.To(new EntityId("gamma"))).Select(change => (change.Sequence, change.Json is null)).ToListAsync(), Is.EqualTo([(2L, false)]));
    }

    [Test]
    public async Task A_store_can_be_written_to()
    {
        using var store = Open("store.db");
        var file = Path.Combine(_folder, "new.yaml");
        await File.WriteAllTextAsync(file, "dossier: new\ntitle: New\nentities: {newcomer: {kind: company, name: Newcomer}}\n");
        var report = await new Loader(store, store, Terms.Shipped).LoadAsync([file], "test");
        Assert.That((report.Problems.Length, report.Sequence), Is.EqualTo((0, 5L)));
        Assert.That((await store.VerifyAsync()).Faults, Is.Empty);
    }

    [Test]
    public async Task A_backup_verifies_and_holds_the_same_graph()
    {
        using var backup = Backup.Open(Path.Combine(_folder, "backup.db"));
        Assert.That((await Backup.CheckAsync(backup)).ContentHash, Is.EqualTo(ContentHash));
    }

    [TestCase("store.intake.db")]
    [TestCase("backup.intake.db")]
    public void A_ledger_opens_with_its_items(string file)
    {
        using var ledger = new Ledger(
            Options.Create(new IntakeOptions { Ledger = Path.Combine(_folder, file) }), Options.Create(new EmbeddedOptions()), TimeProvider.System);
        Assert.That(ledger.List().Select(item => (item.Name, item.State, item.Sequence)), Is.EqualTo([("second.yaml", IntakeState.Stored, (long?)2L), ("third.yaml", IntakeState.Refused, null)]));
        Assert.That(ledger.List()[1].Problems, Is.EqualTo(["third.yaml(3,22): error DOS004: Kind of entity \"nonsense\" is unknown."]));
        Assert.That(LedgerBackup.Restore(Path.Combine(_folder, "backup.intake.db"), Path.Combine(_folder, "restored.db"), sequence: 4), Is.EqualTo((2L, 0L)));
    }

    [Test]
    public async Task An_export_as_JSON_lines_is_the_same_graph()
    {
        var problems = new Problems();
        using var lines = File.OpenText(Path.Combine(_folder, "export.jsonl"));
        await AssertSameAsync(await JsonLines.ReadAsync(lines, "export.jsonl", problems), problems);
    }

    [Test]
    public async Task An_export_as_tables_is_the_same_graph()
    {
        var problems = new Problems();
        await AssertSameAsync(CsvTables.Read(Path.Combine(_folder, "export-csv"), problems), problems);
    }

    private async Task AssertSameAsync(IReadOnlyList<StoredRecord> records, Problems problems)
    {
        using var store = Open("imported.db");
        var report = await new Loader(store, store, Terms.Shipped).LoadRecordsAsync(records, problems, "test", progress: null, CancellationToken.None);
        Assert.That(report.Problems, Is.Empty);
        Assert.That((await store.ReadAsync()).Version.ContentHash, Is.EqualTo(ContentHash));
    }

    private SqliteGraph Open(string file) => new(Options.Create(new EmbeddedOptions { Data = Path.Combine(_folder, file) }), TimeProvider.System);
}

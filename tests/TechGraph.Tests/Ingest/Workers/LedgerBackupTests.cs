using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Ingest.Workers;
using TechGraph.Stores.Embedded;

namespace TechGraph.Tests.Ingest.Workers;

/// <summary>A backup of the ledger loses no item, and no item is missing between it and the backup of the graph.</summary>
public sealed class LedgerBackupTests
{
    private WorkerFixture _fixture = null!;
    private string _backup = "";

    [SetUp]
    public void Start()
    {
        _fixture = new WorkerFixture();
        _backup = Path.Combine(_fixture.Folder, "monday.intake.db");
    }

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public async Task Items_stored_after_the_graphs_backup_are_queued_again_and_all_others_are_unchanged()
    {
        var first = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        var wrong = _fixture.Receive("w.yaml", "dossier: w\n");
        await _fixture.ProcessAllAsync();
        var sequence = (await _fixture.Store.HeadAsync()).Sequence;
        var second = _fixture.Receive("b.yaml", WorkerFixture.CompanyDossier("b"));
        await _fixture.ProcessAllAsync();
        var third = _fixture.Receive("c.yaml", WorkerFixture.CompanyDossier("c"), "key");
        _fixture.Ledger.LeaseNext("somebody");
        Assert.That(LedgerBackup.Write(_fixture.Ledger, _backup), Is.EqualTo(4));
        _fixture.Receive("late.yaml", WorkerFixture.CompanyDossier("late"));

        var place = Path.Combine(_fixture.Folder, "restored", "intake.db");
        Assert.That(LedgerBackup.Restore(_backup, place, sequence), Is.EqualTo((4L, 1L)));
        using var restored = OpenLedger(place);
        Assert.That(
            restored.List().Select(item => (item.Id, item.State)),
            Is.EqualTo([(first.Id, IntakeState.Stored), (wrong.Id, IntakeState.Refused), (second.Id, IntakeState.Received), (third.Id, IntakeState.Received)]));
        Assert.That(restored.Find(wrong.Id)!.Problems, Is.EqualTo(_fixture.Find(wrong).Problems).And.Not.Empty);
        Assert.That(restored.List().Select(item => restored.Content(item.Id)), Is.EqualTo(restored.List().Select(item => _fixture.Ledger.Content(item.Id))));
        Assert.That(restored.LeaseNext("next")!.Items.Select(leased => leased.Item.Name), Is.EqualTo(["b.yaml", "c.yaml"]), "No lease of the original ledger is left.");
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(place)!).Select(Path.GetFileName), Has.None.Contains("restoring"));
    }

    [Test]
    public void Without_a_ledger_no_backup_and_no_ledger_are_created()
    {
        Assert.That(LedgerBackup.Write(_fixture.Ledger, _backup), Is.Null);
        Assert.That((File.Exists(_fixture.Ledger.File), File.Exists(_backup)), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_backup_overwrites_nothing()
    {
        _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        File.WriteAllText(_backup, "mine");
        Assert.That(Assert.Throws<StoreException>(() => LedgerBackup.Write(_fixture.Ledger, _backup))!.Code, Is.EqualTo("BACKUP_EXISTS"));
        Assert.That(File.ReadAllText(_backup), Is.EqualTo("mine"));
    }

    [TestCase("DROP TRIGGER originals_are_kept_1; UPDATE original SET content = x'00'")]
    [TestCase("DROP TRIGGER originals_are_kept_2; DELETE FROM original")]
    public void A_backup_with_changed_or_missing_bytes_is_not_restored(string damage)
    {
        _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        LedgerBackup.Write(_fixture.Ledger, _backup);
        using (var connection = new SqliteConnection($"Data Source={_backup};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = damage;
            command.ExecuteNonQuery();
        }

        var place = Path.Combine(_fixture.Folder, "restored", "intake.db");
        Assert.That(Assert.Throws<StoreException>(() => LedgerBackup.Restore(_backup, place, 0))!.Code, Is.EqualTo("BACKUP_DAMAGED"));
        Assert.That(File.Exists(place), Is.False);
    }

    [Test]
    public void An_empty_file_is_not_restored()
    {
        File.WriteAllText(_backup, "");
        var place = Path.Combine(_fixture.Folder, "restored", "intake.db");
        Assert.That(Assert.Throws<StoreException>(() => LedgerBackup.Restore(_backup, place, 0))!.Code, Is.EqualTo("BACKUP_DAMAGED"));
        Assert.That((new FileInfo(_backup).Length, File.Exists(place)), Is.EqualTo((0L, false)));
    }

    [Test]
    public void A_write_protected_backup_is_restored_despite_leftover_files_and_is_not_changed()
    {
        _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        LedgerBackup.Write(_fixture.Ledger, _backup);
        var before = File.ReadAllBytes(_backup);
        File.SetAttributes(_backup, FileAttributes.ReadOnly);
        var place = Path.Combine(_fixture.Folder, "restored", "intake.db");
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.WriteAllText(place + "-journal", "of another file");
        LedgerBackup.Restore(_backup, place, 0);
        Assert.That(File.GetAttributes(place).HasFlag(FileAttributes.ReadOnly), Is.False);
        using var restored = OpenLedger(place);
        Assert.That((restored.Count(), File.ReadAllBytes(_backup)), Is.EqualTo((1, before)));
        File.SetAttributes(_backup, FileAttributes.Normal);
    }

    [Test]
    public async Task After_a_restore_waiting_items_no_longer_refer_to_versions_that_do_not_exist()
    {
        _fixture.Options.DependencyTimeout = TimeSpan.FromSeconds(10);
        var item = _fixture.Receive("manus.yaml", Tests.Fixtures.Manus.Dossier);
        _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        await _fixture.ProcessAllAsync();
        Assert.That((_fixture.Find(item).LastTriedVersion, _fixture.Find(item).TotalWait), Is.Not.EqualTo(((long?)null, TimeSpan.Zero)));
        Assert.That(LedgerBackup.CountRequeued(_fixture.Ledger.File, 0), Is.EqualTo(1));
        Assert.That((_fixture.Find(item).LastTriedVersion, _fixture.Find(item).TotalWait), Is.EqualTo(((long?)null, TimeSpan.Zero)));
    }

    private Ledger OpenLedger(string file) => new(
        Options.Create(new IntakeOptions { Ledger = file }), Options.Create(new EmbeddedOptions { Data = _fixture.Folder }), _fixture.Time);
}

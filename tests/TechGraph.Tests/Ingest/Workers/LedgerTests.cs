using System.Text;
using Microsoft.Data.Sqlite;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Ingest.Workers;

namespace TechGraph.Tests.Ingest.Workers;

public sealed class LedgerTests
{
    /// <summary>Makes a ledger as format 3 had it: without hashes.</summary>
    private static readonly string Format3 = string.Concat(new[] { "item", "original", "problem", "fence" }
        .Select(table => $"DROP TRIGGER {table}_hash_1; DROP TRIGGER {table}_hash_2; ALTER TABLE {table} DROP COLUMN hash; "));

    private WorkerFixture _fixture = null!;

    [SetUp]
    public void Start() => _fixture = new WorkerFixture();

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public void A_received_item_keeps_its_bytes()
    {
        var item = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        Assert.That(_fixture.Ledger.Content(item.Id), Is.EqualTo(WorkerFixture.Bytes(WorkerFixture.CompanyDossier("a"))));
        Assert.That((item.State, item.Dossier, item.Name), Is.EqualTo((IntakeState.Received, "a", "a.yaml")));
    }

    [TestCase("DROP INDEX item_stored; ALTER TABLE item DROP COLUMN rested; ALTER TABLE item DROP COLUMN tried_at; PRAGMA user_version = 1")]
    [TestCase("DROP INDEX item_stored; ALTER TABLE item DROP COLUMN tried_at; PRAGMA user_version = 2")]
    [TestCase("DROP INDEX item_stored; PRAGMA user_version = 2")]
    public void A_ledger_of_an_older_format_is_migrated_and_a_newer_one_is_refused(string older)
    {
        var item = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        Execute(Format3 + older);
        using (var next = _fixture.NewLedger())
        {
            Assert.That((next.Find(item.Id)!.Name, next.Find(item.Id)!.TotalWait, next.Find(item.Id)!.LastTriedVersion), Is.EqualTo(("a.yaml", TimeSpan.Zero, (long?)null)));
        }

        Assert.That(LedgerVerify.Run(_fixture.Ledger.File), Is.Empty);
        Execute("PRAGMA user_version = 99");
        using var newer = _fixture.NewLedger();
        Assert.That(Assert.Throws<StoreException>(() => newer.Count())!.Code, Is.EqualTo("STORE_NEWER"));
    }

    [Test]
    public void An_idempotency_key_gives_the_same_item_for_the_same_bytes_and_is_refused_for_other_bytes()
    {
        var first = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"), "k");
        Assert.That(_fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"), "k").Id, Is.EqualTo(first.Id));
        var refused = Assert.Throws<IntakeException>(() => _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("b"), "k"))!;
        Assert.That((refused.Code, _fixture.Ledger.Count()), Is.EqualTo(("INTAKE_KEY_REUSED", 1)));
    }

    [Test]
    public void An_idempotency_key_accepts_the_original_and_the_corrected_bytes()
    {
        var item = _fixture.Receive("a.yaml", "dossier: a\n", "k");
        _fixture.Ledger.Refuse(_fixture.Ledger.LeaseNext("w")!, [(item, ["no title"])]);
        _fixture.Ledger.Retry(item.Id, WorkerFixture.Bytes(WorkerFixture.CompanyDossier("a")));
        Assert.That(_fixture.Receive("a.yaml", "dossier: a\n", "k").Id, Is.EqualTo(item.Id));
        Assert.That(_fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"), "k").Id, Is.EqualTo(item.Id));
        Assert.That(Assert.Throws<IntakeException>(() => _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("b"), "k"))!.Code, Is.EqualTo("INTAKE_KEY_REUSED"));
    }

    [Test]
    public void The_graph_may_contain_the_last_stored_version_of_a_dossier_or_the_one_being_stored()
    {
        foreach (var name in (string[])["First", "Second", "Third", "Fourth"])
        {
            var item = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a", name));
            var lease = _fixture.Ledger.LeaseNext("w")!;
            if (name == "Third")
            {
                _fixture.Ledger.Refuse(lease, [(item, ["wrong"])]);
            }
            else if (name == "Fourth")
            {
                Assert.That(Names(), Is.EqualTo(["Second"]));
                _fixture.Ledger.SetState(lease, [item], IntakeState.Resolved);
            }
            else
            {
                _fixture.Ledger.MarkStored(lease, [item], 1);
            }
        }

        Assert.That(Names(), Is.EquivalentTo(["Second", "Fourth"]));
        Assert.That(_fixture.Ledger.StoredContents(new DossierId("b")), Is.Empty);

        IEnumerable<string> Names() => _fixture.Ledger.StoredContents(new DossierId("a")).Select(Encoding.UTF8.GetString).Select(text => text.Split("name: ")[1].TrimEnd('}', '\n'));
    }

    [Test]
    public void Items_are_counted_by_state_since_a_time()
    {
        var item = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        _fixture.Ledger.Refuse(_fixture.Ledger.LeaseNext("w")!, [(item, ["wrong"])]);
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        var since = _fixture.Time.GetUtcNow();
        Assert.That((_fixture.Ledger.Count(IntakeState.Refused, since), _fixture.Ledger.Count(IntakeState.Refused)), Is.EqualTo((0, 1)));
        _fixture.Ledger.Retry(item.Id);
        _fixture.Ledger.MarkStored(_fixture.Ledger.LeaseNext("w")!, [item], 1);
        Assert.That((_fixture.Ledger.Count(IntakeState.Refused, since), _fixture.Ledger.Count(IntakeState.Stored, since)), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Above_the_maximum_number_of_items_submissions_are_refused_until_some_are_done()
    {
        _fixture.Options.MaxItems = 1;
        var item = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        Assert.That(Assert.Throws<IntakeException>(() => _fixture.Receive("b.yaml", WorkerFixture.CompanyDossier("b")))!.Code, Is.EqualTo("INTAKE_FULL"));
        _fixture.Ledger.MarkStored(_fixture.Ledger.LeaseNext("w")!, [item], 1);
        Assert.That(_fixture.Receive("b.yaml", WorkerFixture.CompanyDossier("b")).State, Is.EqualTo(IntakeState.Received));
    }

    [Test]
    public void A_worker_whose_lease_has_expired_changes_nothing()
    {
        var item = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        var late = _fixture.Ledger.LeaseNext("late")!;
        _fixture.Time.Advance(_fixture.Options.LeaseDuration);
        var next = _fixture.Ledger.LeaseNext("next")!;
        Assert.That(next.Token, Is.GreaterThan(late.Token));
        Assert.Throws<LeaseLostException>(() => _fixture.Ledger.MarkStored(late, [item], 1));
        Assert.Throws<LeaseLostException>(() => _fixture.Ledger.Renew(late, [item]));
        _fixture.Ledger.SetState(next, [item], IntakeState.Parsed);
        Assert.That(_fixture.Find(item).State, Is.EqualTo(IntakeState.Parsed));
    }

    [Test]
    public void Two_workers_never_lease_the_same_item_or_items_of_the_same_dossier()
    {
        _fixture.Options.BatchItems = 1;
        _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        _fixture.Receive("a2.yaml", WorkerFixture.CompanyDossier("a", "Renamed"));
        _fixture.Receive("b.yaml", WorkerFixture.CompanyDossier("b"));
        var (one, two) = (_fixture.Ledger.LeaseNext("1")!, _fixture.Ledger.LeaseNext("2")!);
        Assert.That((one.Items[0].Item.Name, two.Items[0].Item.Name), Is.EqualTo(("a.yaml", "b.yaml")));
        Assert.That(_fixture.Ledger.LeaseNext("3"), Is.Null);
    }

    [Test]
    public void On_a_full_disk_submissions_fail_and_reads_succeed()
    {
        using var small = new WorkerFixture(ledgerPages: 30);
        var item = small.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        var failure = Assert.Throws<StoreException>(() => small.Receive("b.yaml", new string('#', 1_000_000)))!;
        Assert.That(failure.Code, Is.EqualTo("STORE_FULL"));
        Assert.That((small.Ledger.Count(), small.Find(item).State), Is.EqualTo((1, IntakeState.Received)));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_fixture.Ledger.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

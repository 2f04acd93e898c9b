using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using TechGraph.Core.Graph;
using TechGraph.Ingest.Intake;
using TechGraph.Ingest.Workers;
using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Ingest.Workers;

namespace TechGraph.Tests.Ingest.Intake;

/// <summary>The watched folder: no file is taken before it is completely written, and if a process dies no file is lost and none is stored twice.</summary>
public sealed class FolderIntakeTests
{
    private WorkerFixture _fixture = null!;
    private string _folder = "";
    private FolderIntake _intake = null!;

    [SetUp]
    public void Start() => Use(new WorkerFixture());

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public async Task A_file_that_has_not_changed_between_two_scans_is_stored_and_removed_from_the_folder()
    {
        Put("a.yaml", WorkerFixture.CompanyDossier("a"));
        Assert.That((_intake.Scan(), _fixture.Ledger.Count()), Is.EqualTo((true, 0)));
        ScanLater();
        var item = _fixture.Ledger.List().Single();
        Assert.That((item.Name, item.Origin, item.Author), Is.EqualTo(("a.yaml", IntakeOrigin.Folder, "folder")));
        Assert.That(Files(), Is.EqualTo([Path.Combine("underway", Taken(item))]), "kept until the graph has it");
        await _fixture.ProcessAllAsync();
        Assert.That((ScanLater(), Files().Count), Is.EqualTo((false, 0)));
        Assert.That((await _fixture.Store.ReadAsync()).Dossiers, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_growing_file_is_taken_only_after_it_stops_changing()
    {
        Put("a.yaml", "dossier: a\n");
        _intake.Scan();
        File.AppendAllText(Path.Combine(_folder, "a.yaml"), "title: A\n");
        ScanLater();
        Assert.That(_fixture.Ledger.Count(), Is.Zero);
        ScanLater();
        Assert.That(_fixture.Ledger.Content(_fixture.Ledger.List().Single().Id), Is.EqualTo(WorkerFixture.Bytes("dossier: a\ntitle: A\n")));
    }

    [Test]
    public void Two_scans_at_the_same_time_count_as_one()
    {
        Put("a.yaml", WorkerFixture.CompanyDossier("a"));
        _intake.Scan();
        _intake.Scan();
        Assert.That(_fixture.Ledger.Count(), Is.Zero);
    }

    [Test]
    public void Only_regular_files_directly_in_the_folder_are_taken()
    {
        var outside = Path.Combine(_fixture.Folder, "outside.yaml");
        File.WriteAllText(outside, WorkerFixture.CompanyDossier("outside"));
        Directory.CreateDirectory(Path.Combine(_folder, "below.yaml"));
        File.WriteAllText(Path.Combine(_folder, "below.yaml", "b.yaml"), WorkerFixture.CompanyDossier("b"));
        Put(".hidden.yaml", WorkerFixture.CompanyDossier("hidden"));
        Put("notes.txt", "no dossier");
        Put("empty.yaml", "");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(_folder, "link.yaml"), outside);
            using var made = Process.Start("mkfifo", Path.Combine(_folder, "pipe.yaml"))!;
            made.WaitForExit();
            Assert.That(made.ExitCode, Is.Zero);
        }

        var before = Entries();
        _intake.Scan();
        ScanLater();
        ScanLater();
        Assert.That(_fixture.Ledger.Count(), Is.Zero);
        Assert.That(Entries(), Is.EqualTo(before));
        Assert.That(File.Exists(outside), Is.True);

        string[] Entries() => [.. Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Except(["taking", "underway", "refused"]).Order(StringComparer.Ordinal)!];
    }

    [TestCase("%2e%2e%2fescape.yaml")]
    [TestCase("a\\..\\..\\escape.yaml", ExcludePlatform = "Win")]
    [TestCase("-rf ~.yaml")]
    [TestCase("名前 \u202Elmay.yaml")]
    public void A_file_name_is_shown_and_never_used_as_a_path(string name)
    {
        Put(name, WorkerFixture.CompanyDossier("a"));
        ScanTwice();
        Assert.That(_fixture.Ledger.List().Single().Name, Is.EqualTo(name));
        Assert.That(Directory.GetFiles(_fixture.Folder).Select(Path.GetFileName), Has.None.Contains("escape"));
    }

    [Test]
    public async Task A_refused_file_stays_in_the_refused_folder_with_its_bytes_and_problems_until_it_is_corrected()
    {
        const string Broken = "dossier: d\nentities: [";
        Put("broken.yaml", Broken);
        ScanTwice();
        await _fixture.ProcessAllAsync();
        ScanLater();
        var item = _fixture.Ledger.List().Single();
        var (bytes, text) = (Path.Combine(_folder, "refused", $"{item.Id}.yaml"), Path.Combine(_folder, "refused", $"{item.Id}.txt"));
        Assert.That(await File.ReadAllTextAsync(bytes), Is.EqualTo(Broken));
        Assert.That(await File.ReadAllTextAsync(text), Does.StartWith("broken.yaml was refused").And.Contain("broken.yaml(").And.Contain("error YAML001"));
        _fixture.Ledger.Retry(item.Id, WorkerFixture.Bytes(WorkerFixture.CompanyDossier("d")));
        await _fixture.ProcessAllAsync();
        ScanLater();
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public void A_file_that_is_too_large_is_refused_and_kept()
    {
        File.WriteAllBytes(Path.Combine(_folder, "large.yaml"), new byte[(8 * 1024 * 1024) + 1]);
        Put("small.yaml", WorkerFixture.CompanyDossier("small"));
        ScanTwice();
        Assert.That(_fixture.Ledger.List().Select(i => i.Name), Is.EqualTo(["small.yaml"]));
        var kept = Directory.GetFiles(Path.Combine(_folder, "refused"), "*.yaml").Single();
        Assert.That(new FileInfo(kept).Length, Is.EqualTo((8 * 1024 * 1024) + 1));
        Assert.That(File.ReadAllText(Path.ChangeExtension(kept, ".txt")), Does.Contain("large.yaml(1,1): error INTAKE_TOO_LARGE"));
    }

    [Test]
    public void After_a_crash_between_the_ledger_write_and_the_move_the_file_is_still_one_item()
    {
        Put("a.yaml", WorkerFixture.CompanyDossier("a"));
        ScanTwice();
        var item = _fixture.Ledger.List().Single();

        // The state before the move: the file is still claimed, under its claim name.
        var claimName = ClaimName(item);
        File.Move(Path.Combine(_folder, "underway", Taken(item)), Path.Combine(_folder, "taking", $"{claimName}.yaml"));
        File.WriteAllText(Path.Combine(_folder, "taking", $"{claimName}.name"), "a.yaml");
        NewIntake().Scan();
        Assert.That(_fixture.Ledger.List().Single().Id, Is.EqualTo(item.Id));
        Assert.That(Files(), Is.EqualTo([Path.Combine("underway", Taken(item))]));
    }

    [Test]
    public void A_file_claimed_by_a_dead_process_is_submitted_by_the_next_under_its_original_name()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "taking"));
        File.WriteAllText(Path.Combine(_folder, "taking", "00000000000000000001-00000000-x.name"), "a.yaml");
        File.WriteAllText(Path.Combine(_folder, "taking", "00000000000000000001-00000000-x.yaml"), WorkerFixture.CompanyDossier("a"));
        _intake.Scan();
        Assert.That(_fixture.Ledger.List().Single().Name, Is.EqualTo("a.yaml"));
    }

    [Test]
    public void An_empty_claimed_file_is_left_in_place_and_does_not_keep_the_intake_busy()
    {
        _intake.Scan();
        var file = Path.Combine(_folder, "taking", "00000000000000000001-00000001-dead.yaml");
        File.WriteAllText(file, "");
        Assert.That((_intake.Scan(), File.Exists(file), _fixture.Ledger.Count()), Is.EqualTo((false, true, 0)));
        File.WriteAllText(file, WorkerFixture.CompanyDossier("a"));
        _intake.Scan();
        Assert.That(_fixture.Ledger.Count(), Is.EqualTo(1), "It is submitted when it has bytes again.");
    }

    [Test]
    public void A_name_file_without_its_dossier_is_removed_after_an_hour_and_does_not_keep_the_intake_busy()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "taking"));
        File.WriteAllText(Path.Combine(_folder, "taking", $"{_fixture.Time.GetUtcNow().UtcTicks:D20}-00000000-x.name"), "a.yaml");
        Assert.That((_intake.Scan(), Files().Count), Is.EqualTo((false, 1)), "Another process may be about to move the file.");
        _fixture.Time.Advance(TimeSpan.FromHours(1));
        Assert.That((_intake.Scan(), Files().Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task Text_written_into_a_claimed_file_is_a_new_submission()
    {
        Put("a.yaml", WorkerFixture.CompanyDossier("a", "First"));
        ScanTwice();
        var first = _fixture.Ledger.List().Single();
        File.WriteAllText(Path.Combine(_folder, "underway", Taken(first)), WorkerFixture.CompanyDossier("a", "Second"));
        await _fixture.ProcessAllAsync();
        ScanLater();
        ScanLater();
        await _fixture.ProcessAllAsync();
        Assert.That(_fixture.Ledger.List().Select(i => (i.Name, i.State)), Is.EqualTo([("a.yaml", IntakeState.Stored), ("a.yaml", IntakeState.Stored)]));
        Assert.That((await _fixture.Store.ReadAsync()).Find(new TechGraph.Core.Model.EntityId("a"))!.Name, Is.EqualTo("Second"));
    }

    [Test]
    public async Task A_claimed_file_that_was_written_again_with_the_same_bytes_is_a_new_submission()
    {
        Put("a.yaml", WorkerFixture.CompanyDossier("a"));
        ScanTwice();
        await _fixture.ProcessAllAsync();
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "underway", Taken(_fixture.Ledger.List().Single())), new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        ScanLater();
        ScanLater();
        Assert.That(_fixture.Ledger.List().Select(i => i.Name), Is.EqualTo(["a.yaml", "a.yaml"]));
    }

    [Test]
    [Platform("Linux")]
    public void A_file_whose_name_is_not_UTF_8_is_reported_once_and_left()
    {
        var log = new List<string>();
        var intake = NewIntake(log: log);
        using (var made = Process.Start("sh", ["-c", $"printf 'dossier: a\n' > \"$(printf '%s/caf\\351.yaml' '{_folder}')\""]))
        {
            made.WaitForExit();
            Assert.That(made.ExitCode, Is.Zero);
        }

        for (var scan = 0; scan < 3; scan++)
        {
            intake.Scan();
            _fixture.Time.Advance(_fixture.Options.PollInterval);
        }

        Assert.That(log, Is.EqualTo(["Warning: The file caf\uFFFD.yaml cannot be read or moved, and stays where it is: Its name is not UTF-8. Rename it."]));
        Assert.That((Directory.GetFiles(_folder).Length, _fixture.Ledger.Count()), Is.EqualTo((1, 0)));

        // .NET cannot delete it either.
        using var removed = Process.Start("find", [_folder, "-name", "caf*", "-delete"]);
        removed.WaitForExit();
    }

    [Test]
    public async Task A_full_intake_leaves_files_in_the_folder_and_takes_them_later_in_order()
    {
        _fixture.Options.MaxItems = 2;
        for (var i = 0; i < 5; i++)
        {
            Put($"{i}.yaml", WorkerFixture.CompanyDossier($"c{i}"));
        }

        ScanTwice();
        Assert.That(_fixture.Ledger.List().Select(i => i.Name), Is.EqualTo(["0.yaml", "1.yaml"]));
        while (ScanLater())
        {
            await _fixture.ProcessAllAsync();
        }

        Assert.That(_fixture.Ledger.List().Select(i => (i.Name, i.State)), Is.EqualTo(Enumerable.Range(0, 5).Select(i => ($"{i}.yaml", IntakeState.Stored))));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public void On_a_full_disk_files_stay_in_the_folder_until_there_is_space()
    {
        _fixture.Dispose();
        Use(new WorkerFixture(ledgerPages: 30));
        Put("a.yaml", WorkerFixture.CompanyDossier("a") + "#" + new string('x', 1_000_000));
        _intake.Scan();
        _fixture.Time.Advance(_fixture.Options.PollInterval);
        Assert.That(Assert.Throws<StoreException>(() => _intake.Scan())!.Code, Is.EqualTo("STORE_FULL"));
        Assert.That(Files(), Has.Count.EqualTo(2).And.All.StartsWith("taking"));
        _fixture.Ledger.MaxPages = null;
        _intake.Scan();
        Assert.That(_fixture.Ledger.List().Single().Name, Is.EqualTo("a.yaml"));
    }

    [Test]
    public void Two_processes_that_watch_one_folder_take_each_file_once()
    {
        for (var i = 0; i < 50; i++)
        {
            Put($"{i}.yaml", WorkerFixture.CompanyDossier($"c{i}"));
        }

        using var otherLedger = _fixture.NewLedger();
        var other = NewIntake(otherLedger);
        _intake.Scan();
        other.Scan();
        _fixture.Time.Advance(_fixture.Options.PollInterval);
        Parallel.Invoke(() => _intake.Scan(), () => other.Scan());
        ScanLater();
        other.Scan();
        Assert.That(_fixture.Ledger.List().Select(i => i.Name).Order(StringComparer.Ordinal), Is.EqualTo(Enumerable.Range(0, 50).Select(i => $"{i}.yaml").Order(StringComparer.Ordinal)));
    }

    private void Use(WorkerFixture fixture)
    {
        _fixture = fixture;
        _folder = Path.Combine(fixture.Folder, "inbox");
        Directory.CreateDirectory(_folder);
        fixture.Options.Folder = _folder;
        _intake = NewIntake();
    }

    private FolderIntake NewIntake(Ledger? ledger = null, List<string>? log = null) => new(
        ledger ?? _fixture.Ledger, Microsoft.Extensions.Options.Options.Create(_fixture.Options), _fixture.Time, log is null ? NullLogger<FolderIntake>.Instance : new ListLogger<FolderIntake>(log));

    /// <summary>The name under which a file is kept until the graph has it.</summary>
    private string Taken(IntakeItem item) =>
        Directory.GetFiles(_folder, $"{item.Id}-{item.Sha256}-*.yaml", SearchOption.AllDirectories).Select(Path.GetFileName).FirstOrDefault() ?? $"{item.Id}-{item.Sha256}.yaml";

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private bool ScanLater()
    {
        _fixture.Time.Advance(_fixture.Options.PollInterval);
        return _intake.Scan();
    }

    private void ScanTwice()
    {
        _intake.Scan();
        ScanLater();
    }

    private List<string> Files() =>
        [.. Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_folder, f)).Order(StringComparer.Ordinal)];

    /// <summary>The claim name under which an item was submitted, as the ledger has it.</summary>
    private string ClaimName(IntakeItem item)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_fixture.Ledger.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT idempotency_key FROM item WHERE id = $id";
        command.Parameters.AddWithValue("$id", item.Id);
        return ((string)command.ExecuteScalar()!)["folder:".Length..];
    }
}

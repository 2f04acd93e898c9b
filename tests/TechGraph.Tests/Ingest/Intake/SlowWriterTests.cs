using Microsoft.Extensions.Logging.Abstractions;
using TechGraph.Core.Model;
using TechGraph.Ingest.Intake;
using TechGraph.Ingest.Workers;
using TechGraph.Tests.Ingest.Workers;

namespace TechGraph.Tests.Ingest.Intake;

/// <summary>
/// A program that pauses between two writes, truncates, rewrites, or replaces its file: the graph has what it wrote last, and no byte was
/// deleted before it was read.
/// </summary>
[Platform("Linux")]
public sealed class SlowWriterTests
{
    private WorkerFixture _fixture = null!;
    private FolderIntake _intake = null!;
    private string _file = "";

    [SetUp]
    public void Start()
    {
        _fixture = new WorkerFixture();
        _fixture.Options.Folder = Path.Combine(_fixture.Folder, "inbox");
        Directory.CreateDirectory(_fixture.Options.Folder);
        _file = Path.Combine(_fixture.Options.Folder, "a.yaml");
        _intake = new FolderIntake(_fixture.Ledger, Microsoft.Extensions.Options.Options.Create(_fixture.Options), _fixture.Time, NullLogger<FolderIntake>.Instance);
    }

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public async Task What_a_program_wrote_last_is_in_the_graph([Range(1, 20)] int pattern)
    {
        var random = new Random(pattern);
        var last = "";
        for (var round = random.Next(1, 4); round > 0; round--)
        {
            last = $"Round {round} of {pattern}";
            var text = WorkerFixture.Bytes(WorkerFixture.CompanyDossier("a", last));
            if (random.Next(4) == 0)
            {
                await ReplaceAsync(text);
            }
            else
            {
                await WriteSlowlyAsync(random, text);
            }

            await PauseAsync(random.Next(4));
        }

        await PauseAsync(6);
        Assert.That((await _fixture.Store.ReadAsync()).Find(new EntityId("a"))!.Name, Is.EqualTo(last));
        Assert.That(_fixture.Ledger.List().Select(item => item.State), Is.All.EqualTo(IntakeState.Stored), "no half of a file was taken");
        Assert.That(Directory.GetFiles(_fixture.Options.Folder, "*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task A_program_that_opened_the_file_before_it_was_taken_and_writes_later_is_waited_for()
    {
        await File.WriteAllTextAsync(_file, WorkerFixture.CompanyDossier("a", "First"));
        _intake.Scan();
        _fixture.Time.Advance(_fixture.Options.PollInterval);
        FileStream? writer = null;
        var intake = new FolderIntake(_fixture.Ledger, Microsoft.Extensions.Options.Options.Create(_fixture.Options), _fixture.Time, NullLogger<FolderIntake>.Instance)
        {
            // After the check and before the move.
            Step = step => writer ??= step == "named" ? new FileStream(_file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete) : null,
        };
        intake.Scan();
        _fixture.Time.Advance(_fixture.Options.PollInterval);
        intake.Scan();
        Assert.That(writer, Is.Not.Null);
        Assert.That(_fixture.Ledger.Count(), Is.Zero, "claimed, and not read while it is open");
        writer!.SetLength(0);
        writer.Write(WorkerFixture.Bytes(WorkerFixture.CompanyDossier("a", "Second")));
        await writer.DisposeAsync();
        _intake = intake;
        await PauseAsync(4);
        Assert.That((await _fixture.Store.ReadAsync()).Find(new EntityId("a"))!.Name, Is.EqualTo("Second"));
        Assert.That(_fixture.Ledger.Count(), Is.EqualTo(1));
    }

    /// <summary>Writes elsewhere and renames, as the documentation advises.</summary>
    private async Task ReplaceAsync(byte[] text)
    {
        var draft = Path.Combine(_fixture.Options.Folder, ".a.yaml");
        await File.WriteAllBytesAsync(draft, text);
        await PauseAsync(2);
        File.Move(draft, _file, overwrite: true);
    }

    /// <summary>Writes in pieces with pauses, with detours: nonsense that is truncated again, or bytes that are overwritten.</summary>
    private async Task WriteSlowlyAsync(Random random, byte[] text)
    {
        await using var file = new FileStream(_file, random.Next(2) == 0 ? FileMode.Create : FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (random.Next(2) == 0)
        {
            await file.WriteAsync(WorkerFixture.Bytes("dossier: b\ntitle: B\n"));
            await PauseAsync(random.Next(5));
        }

        file.SetLength(0);
        file.Position = 0;
        for (var at = 0; at < text.Length;)
        {
            var piece = Math.Min(text.Length - at, random.Next(1, text.Length));
            await file.WriteAsync(text.AsMemory(at, piece));
            at += piece;
            await PauseAsync(random.Next(5));
        }

        if (random.Next(2) == 0)
        {
            file.Position = 0;
            await file.WriteAsync(text);
            await PauseAsync(random.Next(3));
        }
    }

    /// <summary>Lets the intake scan and work for some poll intervals.</summary>
    private async Task PauseAsync(int intervals)
    {
        for (var interval = 0; interval < intervals; interval++)
        {
            _fixture.Time.Advance(_fixture.Options.PollInterval);
            _intake.Scan();
            await _fixture.ProcessAllAsync();
        }
    }
}

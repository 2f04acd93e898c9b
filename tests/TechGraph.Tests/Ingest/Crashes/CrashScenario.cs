using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Ingest.Workers;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.Embedded;
using TechGraph.Stores.Neo4jStore;

namespace TechGraph.Tests.Ingest.Crashes;

/// <summary>A folder with an inbox, a ledger and a store that processes of the product work on, and what it contains afterwards.</summary>
internal sealed class CrashScenario : IDisposable
{
    private static readonly DateTime FirstFileTime = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Neo4jOptions? _server;
    private readonly string _root = Directory.CreateTempSubdirectory("techgraph-trial-").FullName;

    /// <summary>Creates an empty scenario.</summary>
    /// <param name="server">A Neo4j server with an empty database; null: the embedded store.</param>
    public CrashScenario(Neo4jOptions? server = null)
    {
        _server = server;
        foreach (var folder in (string[])["taking", "underway", "refused"])
        {
            Directory.CreateDirectory(Path.Combine(Inbox, folder));
        }

        Environment = new Dictionary<string, string>
        {
            ["TechGraph__Data"] = _root,
            ["TechGraph__RefreshInterval"] = "00:00:00",
            ["TechGraph__Dossiers"] = "",
            ["TechGraph__Intake__LeaseDuration"] = "00:00:01",
            ["TechGraph__Intake__PollInterval"] = "00:00:00.05",
            ["TechGraph__Intake__RetryDelay"] = "00:00:01",
            ["TechGraph__Intake__DependencyTimeout"] = "00:01:00",
            ["TechGraph__Intake__BatchItems"] = "4",
        };
        if (server is not null)
        {
            Environment["TechGraph__Store"] = "neo4j";
            Environment["TechGraph__Neo4j__Uri"] = server.Uri.ToString();
            Environment["TechGraph__Neo4j__User"] = server.User;
            Environment["TechGraph__Neo4j__Password"] = server.Password;
            Environment["TechGraph__Neo4j__RefreshInterval"] = "00:00:00";
        }
    }

    public string Inbox => Path.Combine(_root, "inbox");

    public Dictionary<string, string> Environment { get; }

    /// <summary>Moves complete files of <see cref="NumberedDossiers"/> into the inbox; a file with a smaller number is older.</summary>
    public void Put(int from, int to)
    {
        for (var n = from; n < to; n++)
        {
            var (name, text) = NumberedDossiers.Of(n);
            var made = Path.Combine(_root, "made");
            File.WriteAllText(made, text);
            File.SetLastWriteTimeUtc(made, FirstFileTime.AddSeconds(n));
            File.Move(made, Path.Combine(Inbox, name));
        }
    }

    public ChildProcess StartWatch(params string[] arguments) => ChildProcess.Start("TechGraph.Cli", "techgraph.dll", Environment, ["watch", Inbox, .. arguments]);

    public ChildProcess StartTrial(params string[] arguments) => ChildProcess.Start("TechGraph.Trials", "", Environment, ["work", Inbox, .. arguments]);

    /// <summary>Processes everything that is left, without interruption.</summary>
    public async Task ProcessRemainingAsync()
    {
        using var process = StartTrial();
        Assert.That(await process.WaitForExitAsync(), Is.Zero, process.Output);
        Assert.That(process.Output, Does.Contain("done"));
    }

    /// <summary>The state of all items, the graph and the inbox.</summary>
    public async Task<Outcome> OutcomeAsync()
    {
        var data = new EmbeddedOptions { Data = _root, RefreshInterval = TimeSpan.Zero };
        using var ledger = new Ledger(Options.Create(new IntakeOptions()), Options.Create(data), TimeProvider.System);
        using var embedded = new SqliteGraph(Options.Create(data), TimeProvider.System);
        using var neo4j = _server is null ? null : new Neo4jGraph(Options.Create(_server), TimeProvider.System);
        IGraphStore store = neo4j is null ? embedded : neo4j;
        var items = ledger.List();
        foreach (var item in items)
        {
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(ledger.Content(item.Id)!)), Is.EqualTo(item.Sha256), item.Name);
        }

        return new Outcome(
            [.. items.Select(item => $"{item.Name} {item.Sha256} {item.State} {string.Join(" | ", item.Problems)}").Order(StringComparer.Ordinal)],
            (await store.ReadAsync()).Version.ContentHash,
            await DuplicatesAsync(store),
            [.. (await store.VerifyAsync()).Faults, .. LedgerVerify.Run(ledger.File)],
            [.. Directory.GetFiles(Inbox).Concat(Directory.GetFiles(Path.Combine(Inbox, "underway"))).Concat(Directory.GetFiles(Path.Combine(Inbox, "taking"), "*.yaml"))],
            [.. Directory.GetFiles(Path.Combine(Inbox, "refused"), "*.yaml").Select(file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))).Order(StringComparer.Ordinal)]);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Records that a history entry writes although they already existed unchanged.</summary>
    private static async Task<List<string>> DuplicatesAsync(IGraphStore store)
    {
        var (there, doubled) = (new Dictionary<RecordRef, string>(), new List<string>());
        await foreach (var entry in store.HistoryAsync())
        {
            var changes = HistoryContent.Read(entry);
            foreach (var record in changes.Put)
            {
                if (there.TryGetValue(record.Ref, out var hash) && hash == record.Hash)
                {
                    doubled.Add(string.Create(CultureInfo.InvariantCulture, $"{record.Ref} in line {entry.Sequence}"));
                }

                there[record.Ref] = record.Hash;
            }

            foreach (var reference in changes.Remove)
            {
                there.Remove(reference);
            }
        }

        return doubled;
    }
}

/// <summary>State after a run: items, graph and inbox.</summary>
/// <param name="Items">Each item of the ledger: name, hash of its bytes, state, problems.</param>
/// <param name="ContentHash">Hash over all records of the graph.</param>
/// <param name="Duplicates">Writes of records that already existed unchanged; should be empty.</param>
/// <param name="VerificationErrors">Errors that verification finds; should be empty.</param>
/// <param name="LeftoverFiles">Files that are left in the inbox; should be empty.</param>
/// <param name="RefusedHashes">Hashes of the files in the folder of refused files.</param>
internal sealed record Outcome(
    IReadOnlyList<string> Items, string ContentHash, IReadOnlyList<string> Duplicates, IReadOnlyList<string> VerificationErrors, IReadOnlyList<string> LeftoverFiles, IReadOnlyList<string> RefusedHashes)
{
    /// <summary>Checks that nothing is lost, duplicated or changed.</summary>
    public void AssertEquals(Outcome uninterrupted, string seed)
    {
        Assert.That(Items.Except(uninterrupted.Items), Is.Empty, seed);
        Assert.That(Items, Is.EqualTo(uninterrupted.Items), seed);
        Assert.That(ContentHash, Is.EqualTo(uninterrupted.ContentHash), seed);
        Assert.That(RefusedHashes, Is.EqualTo(uninterrupted.RefusedHashes), seed);
        Assert.That(Duplicates.Concat(VerificationErrors).Concat(LeftoverFiles), Is.Empty, seed);
    }
}

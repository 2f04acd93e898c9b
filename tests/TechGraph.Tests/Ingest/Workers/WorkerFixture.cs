using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TechGraph.Core.Graph;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Loading;
using TechGraph.Ingest.Workers;
using TechGraph.Stores.Embedded;

namespace TechGraph.Tests.Ingest.Workers;

/// <summary>A ledger, a store and workers in a temporary folder, with a clock that the test sets.</summary>
internal sealed class WorkerFixture : IDisposable
{
    private readonly EmbeddedOptions _data;

    public WorkerFixture(int? storePages = null, int? ledgerPages = null)
    {
        _data = new EmbeddedOptions { Data = Folder, RefreshInterval = TimeSpan.Zero };
        Store = new SqliteGraph(Microsoft.Extensions.Options.Options.Create(_data), Time) { MaxPages = storePages };
        Ledger = NewLedger();
        Ledger.MaxPages = ledgerPages;
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("techgraph-workers-").FullName;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public IntakeOptions Options { get; } = new() { DependencyTimeout = TimeSpan.Zero };

    public SqliteGraph Store { get; }

    public Ledger Ledger { get; }

    /// <summary>The same ledger, opened as by another process.</summary>
    public Ledger NewLedger() => new(Microsoft.Extensions.Options.Options.Create(Options), Microsoft.Extensions.Options.Options.Create(_data), Time);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A dossier with one company that refers to no other dossier.</summary>
    public static string CompanyDossier(string id, string name = "A company") => $$"""
        dossier: {{id}}
        title: One company
        entities:
          {{id}}: {kind: company, name: {{name}}}
        """;

    public IntakeItem Receive(string name, string text, string? key = null) =>
        Ledger.Receive(new Submission(IntakeOrigin.Cli, name, "tester", Bytes(text)) { IdempotencyKey = key });

    public Worker Worker(Action<string>? step = null, IGraphStore? store = null, IGraphWriter? writer = null, StoreRetries? retries = null) => new(
        Ledger,
        new Loader(store ?? Store, writer ?? Store, Terms.Shipped),
        Terms.Shipped,
        retries ?? new StoreRetries(Time),
        Microsoft.Extensions.Options.Options.Create(Options),
        Time,
        NullLogger<Worker>.Instance)
    { Step = step };

    /// <summary>Processes items until none can be processed now.</summary>
    public async Task ProcessAllAsync()
    {
        while (await Worker().ProcessNextAsync("bench"))
        {
        }
    }

    public IntakeItem Find(IntakeItem item) => Ledger.Find(item.Id)!;

    public void Dispose()
    {
        Ledger.Dispose();
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

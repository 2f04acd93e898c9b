using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Loading;
using TechGraph.Ingest.Workers;
using TechGraph.Stores.Embedded;

namespace TechGraph.Trials;

/// <summary>
/// Submits mutated dossiers: ledger, parse, link, store. None crashes the process or blocks it for a second. Each ends stored, or refused
/// with its bytes and a reason, and the others continue.
/// </summary>
internal static class DossierMutation
{
    /// <summary>Number of inputs that share a ledger, so that its file stays small.</summary>
    private const int InputsPerLedger = 5_000;

    private const int MaxBatch = 8;

    public static async Task RunAsync(int seed, int count, string folder)
    {
        var random = new Random(seed);
        var mutator = new DossierMutator(random);
        var (stored, refused) = (0, 0);
        for (var done = 0; done < count;)
        {
            var part = Math.Min(InputsPerLedger, count - done);
            var (s, r) = await RunAsync(mutator, random, part, Path.Combine(folder, $"{done}"));
            (stored, refused, done) = (stored + s, refused + r, done + part);
        }

        Console.WriteLine($"{stored} stored, {refused} refused, {count} in all");
        Console.WriteLine("done");
    }

    private static async Task<(int Stored, int Refused)> RunAsync(DossierMutator mutator, Random random, int count, string folder)
    {
        var data = Options.Create(new EmbeddedOptions { Data = folder, RefreshInterval = TimeSpan.Zero });
        var options = Options.Create(new IntakeOptions { DependencyTimeout = TimeSpan.Zero });
        using var store = new SqliteGraph(data, TimeProvider.System);
        using var ledger = new Ledger(options, data, TimeProvider.System);
        using var loader = new Loader(store, store, Terms.Shipped);
        var worker = new Worker(ledger, loader, Terms.Shipped, new StoreRetries(TimeProvider.System), options, TimeProvider.System, NullLogger<Worker>.Instance);
        var sent = new Dictionary<string, string>();
        while (sent.Count < count)
        {
            var inputs = Enumerable.Range(0, Math.Min(random.Next(1, MaxBatch + 1), count - sent.Count)).Select(_ => mutator.Next()).ToList();

            // The machine may be busy with other things: what counts is this process's own time.
            var began = Process.GetCurrentProcess().TotalProcessorTime;
            foreach (var input in inputs)
            {
                sent.Add(ledger.Receive(new Submission(IntakeOrigin.Cli, $"{sent.Count}.yaml", "trial", input)).Id, Convert.ToHexStringLower(SHA256.HashData(input)));
            }

            while (await worker.ProcessNextAsync("trial"))
            {
            }

            var took = Process.GetCurrentProcess().TotalProcessorTime - began;
            if (took > TimeSpan.FromSeconds(1) * inputs.Count)
            {
                Console.WriteLine($"slow, {took}: {string.Join(' ', inputs.Select(Convert.ToBase64String))}");
            }
        }

        foreach (var (id, sha256) in sent)
        {
            var item = ledger.Find(id);
            var content = ledger.Content(id) ?? [];
            var isKept = Convert.ToHexStringLower(SHA256.HashData(content)) == sha256 && item?.Sha256 == sha256;
            if (!isKept || item is not ({ State: IntakeState.Stored, Sequence: > 0 } or { State: IntakeState.Refused, Problems.Length: > 0 }))
            {
                Console.WriteLine($"not accounted for: {item?.State}, {item?.WaitingFor}: {Convert.ToBase64String(content)}");
            }

            if (item!.Problems.Any(problem => problem.Contains("LOAD003", StringComparison.Ordinal)))
            {
                Console.WriteLine($"defect: {item.Problems[0]}: {Convert.ToBase64String(content)}");
            }
        }

        foreach (var fault in (await store.VerifyAsync()).Faults)
        {
            Console.WriteLine($"the graph: {fault}");
        }

        var result = (ledger.Count(IntakeState.Stored), ledger.Count(IntakeState.Refused));
        if (result.Item1 + result.Item2 != count || ledger.Count() != count)
        {
            Console.WriteLine($"{count} sent, {result} done, {ledger.Count()} in the ledger");
        }

        return result;
    }
}

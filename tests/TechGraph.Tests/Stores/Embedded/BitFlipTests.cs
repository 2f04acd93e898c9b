using TechGraph.Core.Graph;
using TechGraph.Ingest.Workers;
using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Ingest.Workers;

namespace TechGraph.Tests.Stores.Embedded;

/// <summary>A flipped bit anywhere in a file is reported, or changes no answer; it never ends in an exception.</summary>
public sealed class BitFlipTests
{
    private const int Flips = 1000;

    [Test]
    public async Task Verification_reports_a_flipped_bit_of_the_graph_or_the_graph_is_unchanged()
    {
        using var folder = new DataFolder();
        var store = folder.Open();
        await store.ApplyAsync(GraphStoreContract.ManusChanges, 0);
        await DataFolder.WriteAsync(store, 2, 4);
        var expected = await DescribeAsync(store);
        folder.Close();
        await FlipAsync(folder.DataFile, async () =>
        {
            try
            {
                return (await folder.Open().VerifyAsync()).IsSound ? await DescribeAsync(folder.Open()) : null;
            }
            catch (StoreException)
            {
                return null;
            }
            finally
            {
                folder.Close();
            }
        }, expected);
    }

    [Test]
    public async Task Verification_reports_a_flipped_bit_of_the_ledger_or_the_ledger_is_unchanged()
    {
        using var fixture = new WorkerFixture();
        var refused = fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"), "key");
        fixture.Ledger.Refuse(fixture.Ledger.LeaseNext("w")!, [(refused, ["it has no title"])]);
        fixture.Receive("b.yaml", WorkerFixture.CompanyDossier("b"));
        var file = Path.Combine(fixture.Folder, "flipped.db");
        string Describe()
        {
            using var ledger = new Ledger(
                Microsoft.Extensions.Options.Options.Create(new IntakeOptions { Ledger = file }),
                Microsoft.Extensions.Options.Options.Create(new TechGraph.Stores.Embedded.EmbeddedOptions { Data = fixture.Folder }),
                fixture.Time);
            return string.Join('\n', ledger.List().Select(item => $"{item with { Problems = [] }} {string.Join(", ", item.Problems)} {Convert.ToHexString(ledger.Content(item.Id)!)}"));
        }

        fixture.Ledger.Dispose();
        File.Copy(fixture.Ledger.File, file);
        var expected = Describe();
        await FlipAsync(file, () => Task.FromResult(LedgerVerify.Run(file).Count == 0 ? Describe() : null), expected);
    }

    /// <summary>Flips one bit at a time and checks that the result is a report (null), or the same as before.</summary>
    private static async Task FlipAsync(string file, Func<Task<string?>> check, string expected)
    {
        var seed = Environment.TickCount;
        await TestContext.Out.WriteLineAsync($"seed {seed}");
        var random = new Random(seed);
        var bytes = await File.ReadAllBytesAsync(file);
        // Most bytes of a small file are unused zeros; a flip there tells little.
        var used = Enumerable.Range(0, bytes.Length).Where(at => bytes[at] != 0).ToArray();
        var reported = 0;
        for (var flip = 0; flip < Flips; flip++)
        {
            var changed = (byte[])bytes.Clone();
            var at = flip % 5 == 0 ? random.Next(bytes.Length) : used[random.Next(used.Length)];
            changed[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(file, changed);
            var found = await check();
            reported += found is null ? 1 : 0;
            Assert.That(found, Is.Null.Or.EqualTo(expected), $"byte {at}");
        }

        await TestContext.Out.WriteLineAsync($"{reported} of {Flips} reported");
        Assert.That(reported, Is.Positive);
    }

    private static async Task<string> DescribeAsync(IGraphStore store)
    {
        var history = await store.HistoryAsync().ToListAsync();
        return $"{(await store.ReadAsync()).Version.ContentHash} {string.Join('\n', history)}";
    }
}

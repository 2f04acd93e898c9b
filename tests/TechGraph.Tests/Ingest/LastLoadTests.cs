using Microsoft.Extensions.Options;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.Embedded;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>Unchanged files are recognized by their hash; if a file has changed, a full load runs.</summary>
public sealed class LastLoadTests
{
    private string _folder = "";
    private SqliteGraph _store = null!;
    private Loader _loader = null!;

    [SetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("techgraph-test-").FullName;
        Directory.CreateDirectory(Files);
        _store = new SqliteGraph(Options.Create(new EmbeddedOptions { Data = Path.Combine(_folder, "data") }), TimeProvider.System);
        _loader = new Loader(_store, _store, Terms.Shipped, new LastLoad(Path.Combine(_folder, "note")));
        Write("world.yaml", Graphs.World);
        Write("manus.yaml", Manus.Dossier);
        await Load();
    }

    [TearDown]
    public void Stop()
    {
        _loader.Dispose();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Files => Path.Combine(_folder, "files");

    [Test]
    public async Task The_report_from_the_cache_equals_the_report_of_a_full_load()
    {
        var cached = await Load();
        using var withoutCache = new Loader(_store, _store, Terms.Shipped);
        var worked = await withoutCache.LoadAsync([Files], "test");
        Assert.That(await FindReport([Files]), Is.Not.Null, "The load is in the cache.");
        Assert.That(
            (cached.Wrote, cached.Dossiers, cached.Unchanged, cached.Sequence, cached.Missing.Count),
            Is.EqualTo((worked.Wrote, worked.Dossiers, worked.Unchanged, worked.Sequence, worked.Missing.Count)));
    }

    [Test]
    public async Task A_load_of_some_files_reports_the_missing_dossiers()
    {
        var report = await FindReport([Path.Combine(Files, "world.yaml")]);
        Assert.That(report!.Missing.Select(id => id.Value), Is.EqualTo(["manus"]));
    }

    [Test]
    public async Task Pruning_runs_a_full_load()
    {
        File.Delete(Path.Combine(Files, "manus.yaml"));
        Assert.That((await Load(prune: true)).Removed, Is.GreaterThan(0));
        Assert.That((await Load(prune: true)).Wrote, Is.False);
        Assert.That(await FindReport([Files]), Is.Not.Null);
    }

    [Test]
    public async Task An_edited_file_is_loaded()
    {
        Write("manus.yaml", Manus.Dossier.Replace("Meta is buying it.", "Meta buys it.", StringComparison.Ordinal));
        Assert.That(await FindReport([Files]), Is.Null);
        Assert.That((await Load()).Changed, Is.EqualTo(1));
        Assert.That((await Load()).Wrote, Is.False);
    }

    [Test]
    public async Task The_cached_hash_is_that_of_the_bytes_that_were_read()
    {
        // As if the file had been saved between hashing and reading: the loaded dossier has the hash of the bytes that were read.
        var file = DossierFiles.Read([Path.Combine(Files, "manus.yaml")], Terms.Shipped, []).Single();
        Write("manus.yaml", Manus.Dossier.Replace("Meta is buying it.", "Meta buys it.", StringComparison.Ordinal));
        var edited = DossierFiles.Read([Path.Combine(Files, "manus.yaml")], Terms.Shipped, []).Single();
        Assert.That(file.Digest, Is.Not.EqualTo(edited.Digest));
        Assert.That(edited.Digest, Is.EqualTo(LastLoad.Digest(Path.Combine(Files, "manus.yaml"))));
    }

    [Test]
    public async Task The_cache_is_ignored_after_another_process_has_loaded()
    {
        using (var other = new Loader(_store, _store, Terms.Shipped))
        {
            Write("manus.yaml", Manus.Dossier.Replace("Meta is buying it.", "Meta buys it.", StringComparison.Ordinal));
            await other.LoadAsync([Files], "another process");
        }

        Write("manus.yaml", Manus.Dossier);
        Assert.That((await Load()).Changed, Is.EqualTo(1), "The bytes are in the cache, but another version was loaded since.");
    }

    [TestCase("")]
    [TestCase("no JSON")]
    [TestCase("null")]
    [TestCase("{}")]
    public async Task An_unreadable_cache_is_ignored(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "note"), text);
        Assert.That((await Load()).Wrote, Is.False);
    }

    [Test]
    public async Task A_load_with_problems_is_not_cached()
    {
        Write("invalid.yaml", "dossier: invalid\n");
        Assert.That((await Load()).Problems, Is.Not.Empty);
        Assert.That((await Load()).Problems, Is.Not.Empty);
    }

    private async Task<LoadReport?> FindReport(string[] paths)
    {
        var digests = DossierFiles.Find(paths, []).Select(LastLoad.Digest).ToList();
        return new LastLoad(Path.Combine(_folder, "note")).FindReport(await _store.HeadAsync(), digests, prune: false);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(Files, file), text);

    private Task<LoadReport> Load(bool prune = false) => _loader.LoadAsync([Files], "test", prune);
}

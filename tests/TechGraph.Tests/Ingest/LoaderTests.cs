using Microsoft.Extensions.Options;
using TechGraph.Ingest.Loading;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;
using TechGraph.Stores.Embedded;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

public sealed class LoaderTests
{
    private string _folder = "";
    private SqliteGraph _store = null!;

    [SetUp]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("techgraph-test-").FullName;
        _store = new SqliteGraph(Options.Create(new EmbeddedOptions { Data = Path.Combine(_folder, "data") }), TimeProvider.System);
        Write("world.yaml", Graphs.World);
        Write("manus.yaml", Manus.Dossier);
    }

    [TearDown]
    public void Stop()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Loading_again_changes_nothing()
    {
        var first = await Load();
        var second = await Load();
        Assert.That((first.Wrote, first.Sequence), Is.EqualTo((true, 1L)));
        Assert.That((second.Wrote, second.Sequence, second.Unchanged), Is.EqualTo((false, 1L, first.Added)));
    }

    [Test]
    public async Task An_edited_dossier_replaces_what_it_said()
    {
        await Load();
        Write("manus.yaml", Manus.Dossier.Replace("Meta is buying it.", "Meta said that it buys it.", StringComparison.Ordinal));
        var report = await Load();
        Assert.That((report.Added, report.Changed, report.Removed), Is.EqualTo((0, 1, 0)));
        Assert.That((await _store.ReadAsync()).Find(new ClaimId("S.1"))!.Says, Is.EqualTo("Meta said that it buys it."));
    }

    [Test]
    public async Task The_name_of_the_file_is_free()
    {
        await Load();
        File.Move(Of("manus.yaml"), Of("renamed.yaml"));
        Assert.That((await Load()).Wrote, Is.False);
    }

    [Test]
    public async Task With_one_problem_nothing_is_loaded()
    {
        Write("manus.yaml", Manus.Dossier.Replace("kind: acquisition", "kind: acqisition", StringComparison.Ordinal));
        var report = await Load();
        Assert.That(report.Problems, Is.Not.Empty);
        Assert.That((await _store.ReadAsync()).Entities, Is.Empty);
    }

    [Test]
    public async Task A_dossier_that_is_gone_is_listed_and_withdrawn_only_when_asked_for()
    {
        await Load();
        File.Delete(Of("manus.yaml"));
        var listed = await Load();
        Assert.That((listed.Wrote, string.Join(' ', listed.Gone)), Is.EqualTo((false, "manus")));
        var pruned = await Load(prune: true);
        Assert.That(pruned.Removed, Is.GreaterThan(0));
        Assert.That((await _store.ReadAsync()).Dossiers.Select(d => d.Id.Value), Is.EqualTo(["world"]));
    }

    [Test]
    public async Task One_dossier_may_be_loaded_alone_and_points_into_the_others()
    {
        await Load();
        Write("more.yaml", "dossier: more\ntitle: more\nextend:\n  events:\n    sale: {claims: [{id: X.1, source: wire, says: x, announced: 2025-12-29}]}\n");
        var report = await new Loader(_store, _store, Terms.Shipped).LoadAsync([Of("more.yaml")], "test");
        Assert.That(report.Problems, Is.Empty);
        Assert.That((await _store.ReadAsync()).ClaimsAbout(RecordRef.To(new EventId("sale"))).Select(c => c.Id.Value), Is.EqualTo(["S.1", "X.1"]));
    }

    [Test]
    public async Task What_another_dossier_points_at_cannot_be_removed_from_under_it()
    {
        await Load();
        Write("world.yaml", Graphs.World.Replace("  sg: {kind: country, name: Singapore, code: SG}", "", StringComparison.Ordinal));
        var report = await new Loader(_store, _store, Terms.Shipped).LoadAsync([Of("world.yaml")], "test");
        Assert.That(report.Problems.Single().ToString(), Is.EqualTo(
            "dossier manus(1,1): error LOAD002: event/move points at entity/sg, which would be removed. Keep it, or load dossier \"manus\" with it."));
    }

    [Test]
    public async Task A_path_where_nothing_is_is_a_problem()
    {
        var report = await new Loader(_store, _store, Terms.Shipped).LoadAsync([Of("nothing.yaml")], "test");
        Assert.That(report.Problems.Single().Code, Is.EqualTo("LOAD001"));
    }

    private string Of(string file) => Path.Combine(_folder, file);

    private void Write(string file, string text) => File.WriteAllText(Of(file), text);

    private Task<LoadReport> Load(bool prune = false) => new Loader(_store, _store, Terms.Shipped).LoadAsync([_folder], "test", prune);
}

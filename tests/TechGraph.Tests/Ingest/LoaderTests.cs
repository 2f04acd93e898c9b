using Microsoft.Extensions.Options;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Loading;
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
    public async Task An_edited_dossier_replaces_its_earlier_version()
    {
        await Load();
        Write("manus.yaml", Manus.Dossier.Replace("Meta is buying it.", "Meta said that it buys it.", StringComparison.Ordinal));
        var report = await Load();
        Assert.That((report.Added, report.Changed, report.Removed), Is.EqualTo((0, 1, 0)));
        Assert.That((await _store.ReadAsync()).Find(new ClaimId("S.1"))!.Says, Is.EqualTo("Meta said that it buys it."));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_load_keeps_the_intakes_version_of_a_dossier_if_that_is_the_version_in_the_graph(bool prune)
    {
        await Load();
        Write("manus.yaml", Manus.Dossier.Replace("Meta is buying it.", "Meta said that it buys it.", StringComparison.Ordinal));
        var (intakeCopies, _) = RandomDossiers.Read([("manus", Manus.Dossier)]);
        using var loader = new Loader(_store, _store, Terms.Shipped);
        var report = await loader.LoadAsync([_folder], "test", prune, intakeCopies: id => intakeCopies.Where(file => file.Dossier.Id == id));
        Assert.That((report.Problems.IsEmpty, report.Wrote, report.Missing.Count), Is.EqualTo((true, false, 0)));
        Assert.That(report.KeptFromIntake.Select(id => id.Value), Is.EqualTo(["manus"]));
        Assert.That((await _store.ReadAsync()).Find(new ClaimId("S.1"))!.Says, Is.EqualTo("Meta is buying it."));
    }

    [Test]
    public async Task The_file_name_does_not_matter()
    {
        await Load();
        File.Move(FilePath("manus.yaml"), FilePath("renamed.yaml"));
        Assert.That((await Load()).Wrote, Is.False);
    }

    [Test]
    public async Task If_there_is_a_problem_nothing_is_loaded()
    {
        Write("manus.yaml", Manus.Dossier.Replace("kind: acquisition", "kind: acqisition", StringComparison.Ordinal));
        var report = await Load();
        Assert.That(report.Problems, Is.Not.Empty);
        Assert.That((await _store.ReadAsync()).Entities, Is.Empty);
    }

    [Test]
    public async Task The_report_of_a_refused_load_counts_no_records()
    {
        Write("manus.yaml", Manus.Dossier.Replace("kind: acquisition", "kind: acquisitoin", StringComparison.Ordinal));
        var report = await Load();
        Assert.That((report.Problems.IsEmpty, report.Wrote, report.Unchanged, report.ChangeSets), Is.EqualTo((false, false, 0, 0)));
    }

    [Test]
    public async Task A_missing_dossier_is_listed_and_is_removed_only_with_prune()
    {
        await Load();
        File.Delete(FilePath("manus.yaml"));
        var listed = await Load();
        Assert.That((listed.Wrote, string.Join(' ', listed.Missing)), Is.EqualTo((false, "manus")));
        var pruned = await Load(prune: true);
        Assert.That(pruned.Removed, Is.GreaterThan(0));
        Assert.That((await _store.ReadAsync()).Dossiers.Select(d => d.Id.Value), Is.EqualTo(["world"]));
    }

    [Test]
    public async Task A_dossier_can_be_loaded_alone_and_refer_to_loaded_ones()
    {
        await Load();
        Write("more.yaml", "dossier: more\ntitle: more\nextend:\n  events:\n    sale: {claims: [{id: X.1, source: wire, says: x, announced: 2025-12-29}]}\n");
        var report = await new Loader(_store, _store, Terms.Shipped).LoadAsync([FilePath("more.yaml")], "test");
        Assert.That(report.Problems, Is.Empty);
        Assert.That((await _store.ReadAsync()).ClaimsAbout(RecordRef.To(new EventId("sale"))).Select(c => c.Id.Value), Is.EqualTo(["S.1", "X.1"]));
    }

    [Test]
    public async Task A_record_that_another_dossier_refers_to_cannot_be_removed()
    {
        await Load();
        Write("world.yaml", Graphs.World.Replace("  sg: {kind: country, name: Singapore, code: SG}", "", StringComparison.Ordinal));
        var report = await new Loader(_store, _store, Terms.Shipped).LoadAsync([FilePath("world.yaml")], "test");
        Assert.That(report.Problems.Single().ToString(), Is.EqualTo(
            "dossier manus(1,1): error LOAD002: event/move refers to entity/sg, which this load would remove. Keep it, or load dossier \"manus\" together with this one."));
    }

    [Test]
    public async Task Splitting_a_dossier_in_two_keeps_its_records()
    {
        await Load();
        var before = (await _store.RecordsAsync()).Where(record => record.Ref.Kind != RecordKind.Dossier).ToDictionary(record => record.Ref, record => record.Read());
        var cut = Manus.Dossier.IndexOf("  sale:", StringComparison.Ordinal);
        Write("manus.yaml", Manus.Dossier[..cut]);
        Write("sale.yaml", "dossier: sale\ntitle: The sale\nevents:\n" + Manus.Dossier[cut..]);
        var report = await Load();
        Assert.That((report.Problems, report.Removed), Is.EqualTo((Array.Empty<Problem>(), 0)));
        var after = (await _store.RecordsAsync()).Where(record => record.Ref.Kind != RecordKind.Dossier).ToList();
        Assert.That(after.Select(record => record.Ref), Is.EquivalentTo(before.Keys));
        Assert.That(after.Where(record => record.Dossier.Value == "sale").Select(record => record.Ref.ToString()), Is.EqualTo(["event/review", "event/sale", "claim/S.1", "claim/V.1"]));
        Assert.That((await Load()).Wrote, Is.False);
    }

    [Test]
    public async Task One_half_of_a_split_dossier_is_refused_and_no_record_is_lost()
    {
        await Load();
        var cut = Manus.Dossier.IndexOf("  sale:", StringComparison.Ordinal);
        Write("sale.yaml", "dossier: sale\ntitle: The sale\nevents:\n" + Manus.Dossier[cut..]);
        var report = await new Loader(_store, _store, Terms.Shipped).LoadAsync([FilePath("sale.yaml")], "test");
        Assert.That(report.Problems.Select(problem => problem.ToString()), Has.Some.EqualTo(
            $"{FilePath("sale.yaml")}(4,3): error DOS002: event \"sale\" is already defined in dossier manus. Define it once, and \"extend\" it in other dossiers."));
        Assert.That((await _store.ReadAsync()).Find(new EventId("sale"))!.Dossier.Value, Is.EqualTo("manus"));
    }

    [Test]
    public async Task Two_dossiers_that_define_one_event_are_refused_and_both_positions_are_named()
    {
        Write("other.yaml", """
            dossier: other
            title: Another view of the sale
            events:
              sale:
                kind: acquisition
                title: Somebody else buys Manus
                participants: [{role: acquirer, entity: fund}, {role: target, entity: manus}]
                claims: [{id: O.1, source: wire, says: It is sold., announced: 2025-11}]
            """);
        var report = await Load();
        Assert.That(report.Problems.Single().ToString(), Is.EqualTo(
            $"{FilePath("other.yaml")}(4,3): error DOS002: event \"sale\" is already defined in {FilePath("manus.yaml")}(32,3). Define it once, and \"extend\" it in other dossiers."));
        Assert.That((await _store.ReadAsync()).Events, Is.Empty);
    }

    [TestCase("kind: company, name: A firm", "kind: software, name: A firm",
        "relation/lab.owned-by.firm: \"firm\" would be of family technology, which is not allowed at this end of owned_by.",
        "event/use: \"firm\" would be of family technology, which cannot be licensee in an event of kind licence.",
        "extension/more/event/deal: \"firm\" would be of family technology, which cannot be funder in an event of kind acquisition.")]
    [TestCase("kind: acquisition", "kind: review", "extension/more/event/deal: An event of kind review has no role \"funder\".", "claim/X.1: An event of kind review cannot have the status \"closed\".")]
    public async Task A_record_cannot_change_its_kind_if_another_dossier_becomes_invalid(string was, string now, params string[] problems)
    {
        const string Base = """
            dossier: base
            title: base
            entities:
              firm: {kind: company, name: A firm}
              other: {kind: company, name: Another}
            events:
              deal:
                kind: acquisition
                title: A deal
                participants: [{role: target, entity: other}, {role: acquirer, entity: us-firm}]
                claims: [{id: D.1, source: wire, says: x, date: 2020}]
            """;
        Write("base.yaml", Base);
        Write("more.yaml", """
            dossier: more
            title: more
            entities:
              us-firm: {kind: company, name: A US firm}
              lab: {kind: company, name: A laboratory}
            events:
              use:
                kind: licence
                title: A licence
                participants: [{role: licensor, entity: lab}, {role: licensee, entity: firm}]
                claims: [{id: U.1, source: wire, says: x, signed: 2020}]
            relations:
              lab.owned-by.firm: {kind: owned_by, from: lab, to: firm, claims: [{id: O.1, source: wire, says: x}]}
            extend:
              events:
                deal:
                  participants: [{role: funder, entity: firm}]
                  claims: [{id: X.1, source: wire, says: x, status: {is: closed, from: 2020}}]
            """);
        Assert.That((await Load()).Problems, Is.Empty);
        Write("base.yaml", was == "kind: acquisition"
            ? Base.Replace(was, now, StringComparison.Ordinal).Replace("{role: target, entity: other}, {role: acquirer, entity: us-firm}", "{role: subject, entity: other}", StringComparison.Ordinal)
            : Base.Replace(was, now, StringComparison.Ordinal));
        using var loader = new Loader(_store, _store, Terms.Shipped);
        var report = await loader.LoadAsync([FilePath("base.yaml")], "test");
        Assert.That(report.Problems.Select(problem => problem.ToString()), Is.EquivalentTo(
            problems.Select(text => $"dossier more(1,1): error LOAD004: {text} Correct dossier \"more\", and load it together with this one.")));
        Assert.That((await Load()).Problems, Is.Not.Empty, "Loading both dossiers reports it too.");
    }

    [Test]
    public async Task A_path_that_does_not_exist_is_a_problem()
    {
        var report = await new Loader(_store, _store, Terms.Shipped).LoadAsync([FilePath("nothing.yaml")], "test");
        Assert.That(report.Problems.Single().Code, Is.EqualTo("LOAD001"));
    }

    private string FilePath(string file) => Path.Combine(_folder, file);

    private void Write(string file, string text) => File.WriteAllText(FilePath(file), text);

    private Task<LoadReport> Load(bool prune = false) => new Loader(_store, _store, Terms.Shipped).LoadAsync([_folder], "test", prune);
}

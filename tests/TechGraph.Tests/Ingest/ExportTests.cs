using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Curation;
using TechGraph.Ingest.Formats;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.Embedded;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>An export that is imported gives the same graph: the shipped one with a judgement and a withdrawal.</summary>
public sealed class ExportTests
{
    private string _folder = "";
    private SqliteGraph _store = null!;

    [OneTimeSetUp]
    public async Task Load()
    {
        _folder = Directory.CreateTempSubdirectory("techgraph-export-").FullName;
        _store = Open("from");
        await new Loader(_store, _store, Terms.Shipped).LoadAsync([Repository.Of("ingest", "dossiers")], "test");
        var curator = new Curator(_store, _store, Terms.Shipped, TimeProvider.System);
        Assert.That((await curator.JudgeAsync(new EntityId("benchmark-vc"), new EntityId("hsg"), Verdict.Same, "test", "only to try it")).Problem, Is.Null);
        Assert.That((await curator.WithdrawAsync(RecordRef.To(new EntityId("benchmark-minerals")), "Only to try it.", "test")).Problem, Is.Null);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task An_export_to_JSON_lines_imports_as_the_same_graph()
    {
        var text = new StringWriter();
        await JsonLines.WriteAsync(await _store.RecordsAsync(), text);
        var problems = new Problems();
        await AssertImportsAsync("jsonl", await JsonLines.ReadAsync(new StringReader(text.ToString()), "graph.jsonl", problems), problems);
    }

    [Test]
    public async Task An_export_to_CSV_tables_imports_as_the_same_graph()
    {
        var tables = Path.Combine(_folder, "tables");
        await CsvTables.WriteAsync(await _store.RecordsAsync(), tables);
        var problems = new Problems();
        await AssertImportsAsync("csv", CsvTables.Read(tables, problems), problems);
    }

    [TestCase("{\"ref\":\"entity/a\",", "REC001")]
    [TestCase("{\"ref\":\"entity/a\",\"dossier\":\"d\"}", "REC001")]
    [TestCase("{\"ref\":\"thing/a\",\"dossier\":\"d\",\"record\":{}}", "REC001")]
    [TestCase("{\"ref\":\"entity/a\",\"dossier\":\"d\",\"record\":{\"colour\":\"red\"}}", "REC002")]
    public async Task An_invalid_line_is_reported_with_its_number(string line, string code)
    {
        var problems = new Problems();
        await JsonLines.ReadAsync(new StringReader($"\n{line}\n"), "graph.jsonl", problems);
        Assert.That(problems.Single().ToString(), Does.StartWith($"graph.jsonl(2,1): error {code}: "));
    }

    [Test]
    public async Task Records_with_dangling_references_are_not_loaded()
    {
        using var store = Open("alone");
        var claim = (await _store.RecordsAsync()).First(record => record.Ref.Kind == RecordKind.Claim);
        var report = await new Loader(store, store, Terms.Shipped).LoadRecordsAsync([claim.AsWritten()], new Problems(), "test", progress: null, CancellationToken.None);
        Assert.That(report.Problems.Select(problem => problem.Code).Distinct(), Is.EqualTo(["REC003"]));
        Assert.That((await store.ReadAsync()).Version.Sequence, Is.Zero);
    }

    [Test]
    public async Task A_line_whose_record_differs_from_its_reference_is_reported()
    {
        var text = new StringWriter();
        await JsonLines.WriteAsync((await _store.RecordsAsync()).Where(record => record.Ref.Id == "manus" && record.Ref.Kind == RecordKind.Entity), text);
        var problems = new Problems();
        var read = await JsonLines.ReadAsync(new StringReader(text.ToString().Replace("entity/manus", "entity/meta", StringComparison.Ordinal)), "graph.jsonl", problems);
        Assert.That((read.Count, problems.Single().ToString()), Is.EqualTo((0, "graph.jsonl(1,1): error REC002: The line names \"entity/meta\", but contains entity/manus. Name the record that the line contains.")));
    }

    [Test]
    public async Task Records_of_unknown_kinds_or_roles_are_refused()
    {
        using var store = Open("kinds");
        var dossier = new DossierId("d");
        StoredRecord[] records =
        [
            Stored(new Dossier(dossier, "D"), dossier),
            Stored(new Entity(new EntityId("a"), "spaceship", "A", dossier), dossier),
            Stored(new Event(new EventId("e"), "licence", "E", dossier) { Participants = [new Participant("pilot", RecordRef.To(new EntityId("a")))] }, dossier),
        ];
        var report = await new Loader(store, store, Terms.Shipped).LoadRecordsAsync(records, new Problems(), "test", progress: null, CancellationToken.None);
        Assert.That(report.Problems.Select(problem => problem.Text), Is.EqualTo(
        [
            "entity/a has kind \"spaceship\", which is not in the vocabulary of this version. Use the version that wrote it.",
            "event/e has role \"pilot\", which is not in the vocabulary of this version. Use the version that wrote it.",
        ]));
        Assert.That((await store.ReadAsync()).Entities, Is.Empty);
    }

    [TestCase("a b|b c|c a", "Judgements contradict each other: \"a\" would lead back to itself.")]
    [TestCase("a b|a c", "Judgements contradict each other: \"a\" would lead to \"b\" and to \"c\".")]
    [TestCase("a b|b c|d c", null)]
    public async Task Judgements_that_contradict_each_other_are_refused(string pairs, string? problem)
    {
        using var store = Open($"judged-{pairs.Length}-{problem?.Length}");
        var records = pairs.Split('|').Select(pair => pair.Split(' ')).Select(pair =>
            Stored(new Judgement(new EntityId(pair[0]), new EntityId(pair[1]), Verdict.Same, "test", new DateOnly(2026, 1, 1)), CurationState.Id)).ToList();
        var report = await new Loader(store, store, Terms.Shipped).LoadRecordsAsync(records, new Problems(), "test", progress: null, CancellationToken.None);
        Assert.That(report.Problems.Select(found => found.Text), Is.EqualTo(problem is null ? [] : new[] { problem }));
    }

    [Test]
    public async Task An_import_cannot_remove_a_record_that_another_dossier_refers_to()
    {
        using var store = Open("others");
        var dossiers = Graphs.Records([Graphs.World, Manus.Dossier]);
        var loader = new Loader(store, store, Terms.Shipped);
        await loader.LoadRecordsAsync(dossiers, new Problems(), "test", progress: null, CancellationToken.None);
        var world = dossiers.Where(record => record.Dossier == new DossierId("world") && record.Ref.Id != "sg").ToList();
        var report = await loader.LoadRecordsAsync(world, new Problems(), "test", progress: null, CancellationToken.None);
        Assert.That(report.Problems.Select(problem => problem.ToString()), Is.EqualTo(["dossier manus(1,1): error REC003: event/move refers to entity/sg, which does not exist. Also import what contains it."]));
    }

    private static StoredRecord Stored(object record, DossierId dossier) => StoredRecord.Of(RecordRef.Of(record), dossier, record);

    [TestCase("=cmd()", "'=cmd()")]
    [TestCase("+1", "'+1")]
    [TestCase("＝1", "'＝1")]
    [TestCase("\tx", "'\tx")]
    [TestCase("a=b", "a=b")]
    [TestCase("", "")]
    [TestCase(null, null)]
    public void A_cell_cannot_be_a_formula(string? text, string? safe) => Assert.That(CsvTables.WithoutFormula(text), Is.EqualTo(safe));

    [Test]
    public async Task GraphML_has_each_node_and_edge_once_and_unique_edge_ids()
    {
        using var stream = new MemoryStream();
        var view = await _store.ReadAsync();
        var lens = new Lens(view);
        await GraphMlExport.WriteAsync(lens, stream);
        stream.Position = 0;
        var graph = XDocument.Load(stream).Root!;
        XNamespace ns = "http://graphml.graphdrawing.org/xmlns";
        var nodes = graph.Descendants(ns + "node").Select(node => (string)node.Attribute("id")!).ToList();
        var edges = graph.Descendants(ns + "edge").ToList();
        Assert.That(nodes, Is.Unique);
        Assert.That(nodes, Has.Count.EqualTo(view.Entities.Count + view.Events.Count(lens.Exists)));
        Assert.That(edges.Select(edge => (string)edge.Attribute("id")!), Is.Unique);
        Assert.That(edges.SelectMany(edge => new[] { (string)edge.Attribute("source")!, (string)edge.Attribute("target")! }).Except(nodes), Is.Empty);
        var expected = view.Events.Where(lens.Exists).SelectMany(e => e.Participants.Where(p => p.Of.Kind != RecordKind.Relation && lens.Includes(e, p))).Count()
            + view.Relations.Count(r => lens.RelationsFrom(r.From).Any(s => s.Stated == r.Id));
        var implied = edges.Where(edge => edge.Elements(ns + "data").Any(data => (string)data.Attribute("key")! == "basis" && data.Value == "implied")).ToList();
        Assert.That(edges, Has.Count.EqualTo(expected + implied.Count));
        Assert.That(implied, Has.Count.EqualTo(view.Entities.SelectMany(entity => lens.RelationsFrom(entity.Id)).Count(relation => relation.Stated is null)).And.Count.GreaterThan(0));
    }

    [Test]
    public async Task Follow_the_money_has_organizations_people_shares_and_events()
    {
        var text = new StringWriter();
        var view = await _store.ReadAsync();
        var left = await FtmExport.WriteAsync(new Lens(view), text);
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.That(lines.Select(line => line.GetProperty("id").GetString()), Is.Unique);
        var manus = lines.Single(line => line.GetProperty("id").GetString() == "entity-manus");
        var sale = lines.Single(line => line.GetProperty("id").GetString() == "event-manus-meta-acquisition");
        Assert.That(manus.GetProperty("schema").GetString(), Is.EqualTo("Company"));
        Assert.That(sale.GetProperty("properties").GetProperty("involved").EnumerateArray().Select(id => id.GetString()), Is.SupersetOf(new[] { "entity-manus", "entity-meta" }));
        Assert.That(sale.GetProperty("properties").GetProperty("date")[0].GetString(), Is.EqualTo("2025-12-29"));
        Assert.That(lines.Count(line => line.GetProperty("schema").GetString() is "Company" or "Organization" or "PublicBody" or "Person") + left, Is.EqualTo(view.Entities.Count));
        Assert.That(text.ToString(), Does.Not.Contain("entity-benchmark-minerals"), "A withdrawn entity is not exported.");
    }

    private async Task AssertImportsAsync(string name, IReadOnlyList<StoredRecord> records, Problems problems)
    {
        Assert.That(problems, Is.Empty);
        using var store = Open(name);
        var report = await new Loader(store, store, Terms.Shipped).LoadRecordsAsync(records, problems, "test", progress: null, CancellationToken.None);
        Assert.That(report.Problems, Is.Empty);
        Assert.That((await store.ReadAsync()).Version.ContentHash, Is.EqualTo((await _store.ReadAsync()).Version.ContentHash));
        Assert.That(await store.RecordsAsync(), Is.EqualTo(await _store.RecordsAsync()));
        var again = await new Loader(store, store, Terms.Shipped).LoadRecordsAsync(records, problems, "test", progress: null, CancellationToken.None);
        Assert.That((again.Wrote, again.Unchanged), Is.EqualTo((false, report.Added)));
    }

    private SqliteGraph Open(string name) => new(Options.Create(new EmbeddedOptions { Data = Path.Combine(_folder, name) }), TimeProvider.System);
}

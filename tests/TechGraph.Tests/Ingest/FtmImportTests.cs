using System.Text;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Formats;
using TechGraph.Ingest.Formats.Ftm;
using TechGraph.Ingest.Linking;
using TechGraph.Stores.View;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>Imports FollowTheMoney lines and reports every problem with its line; the other lines are imported.</summary>
public sealed class FtmImportTests
{
    private const string Mapping = """
        format: ftm
        import: register
        title: A register
        source: {id: register-2026, title: A register of owners, published: 2026-01, tier: official}
        match_name: true
        kinds: {Organization: research}
        """;

    private const string Company = """{"id": "c1", "schema": "Company", "properties": {"name": ["Acme Inc", "Acme"], "previousName": ["Old Acme"], "country": ["cn", "zz"], "jurisdiction": ["ky"], "leiCode": ["HWUPKR0MPOU8FGXBT394"], "address": ["Some Street"]}}""";
    private const string Person = """{"id": "p1", "schema": "Person", "properties": {"name": ["Jo Doe"], "nationality": ["us"]}}""";
    private const string Owns = """{"id": "o1", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["c1"], "percentage": ["25.5%"], "startDate": ["2020-03"], "endDate": ["2024-01-31T00:00:00"]}}""";

    [Test]
    public async Task Parties_and_shares_become_entities_and_relations_in_any_order_of_lines()
    {
        var (view, report) = await Import(Owns, Company, Person);
        Assert.That((report.Lines, report.Refused), Is.EqualTo((3, 0)));
        var company = view.Entities.Single(entity => entity.Name == "Acme Inc");
        Assert.That(company.Aliases.Select(alias => (alias.Name, alias.Kind)), Is.EqualTo([("Acme", "other"), ("Old Acme", "former")]));
        Assert.That(company.ExternalIds["lei"], Is.EqualTo("HWUPKR0MPOU8FGXBT394"));
        var relations = view.RelationsFrom(company.Id).ToDictionary(relation => relation.Kind);
        Assert.That((relations["based_in"].To.Value, relations["incorporated_in"].To.Value), Is.EqualTo(("cn", "register.country.ky")));
        var claim = view.ClaimsAbout(RecordRef.To(relations["owned_by"].Id)).Single();
        Assert.That((view.Find(relations["owned_by"].To)!.Name, claim.Share!.Low, claim.Since!.Date.Text, claim.Until!.Date.Text, claim.Locator, claim.Origin),
            Is.EqualTo(("Jo Doe", 25.5m, "2020-03", "2024-01-31", "line 1", ClaimOrigin.Import)));
        Assert.That(report.Problems.Select(problem => problem.ToString()), Is.EqualTo(["register.jsonl(2,1): warning FTM008: \"c1\": \"zz\" is not an ISO 3166-1 country. It was stored without that."]));
        Assert.That(report.IgnoredProperties, Is.EqualTo(new Dictionary<string, int> { ["address"] = 1 }));
    }

    [Test]
    public async Task Lines_with_one_id_are_parts_of_one_entity()
    {
        var (view, report) = await Import(Person, """{"id": "p1", "schema": "Person", "properties": {"name": ["Joanna Doe"], "country": ["sg"]}}""");
        var person = view.Entities.Single(entity => entity.Name == "Jo Doe");
        Assert.That((report.Lines, report.Refused, person.Aliases.Single().Name), Is.EqualTo((2, 0, "Joanna Doe")));
        Assert.That(view.RelationsFrom(person.Id).Select(relation => relation.To.Value), Is.EquivalentTo(["us", "sg"]));
    }

    [TestCase("no JSON", "error FTM002: The line is not JSON")]
    [TestCase("[]", "error FTM002: The line is not a FollowTheMoney entity. Write {")]
    [TestCase("""{"id": "x", "schema": "Company", "properties": {"name": "Acme"}}""", "error FTM002: The line is not a FollowTheMoney entity. Write {")]
    [TestCase("""{"id": "x", "id": "y", "schema": "Company", "properties": {}}""", "error FTM002: The line is not JSON")]
    [TestCase("""{"id": "p1", "schema": "Company", "properties": {"name": ["Acme"]}}""", "error FTM003: \"p1\" is a Person on line 1 and a Company here.")]
    [TestCase("""{"id": "x", "schema": "Vessel", "properties": {"name": ["Acme"]}}""", "error FTM004: The schema \"Vessel\" has no counterpart here.")]
    [TestCase("""{"id": "x", "schema": "Company", "properties": {"name": [" "]}}""", "error FTM005: \"x\" has no name.")]
    [TestCase("""{"id": "x", "schema": "Ownership", "properties": {"owner": ["p1"]}}""", "error FTM005: An Ownership must have one owner and one asset, but this one has 1 and 0.")]
    [TestCase("""{"id": "x", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["nobody"]}}""", "error FTM007: \"nobody\" is not in this file")]
    [TestCase("""{"id": "x", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["p1"]}}""", "would own itself")]
    public async Task An_invalid_line_is_refused_and_the_others_are_imported(string line, string why)
    {
        var (view, report) = await Import(Person, line, Company);
        Assert.That((report.Lines, report.Refused), Is.EqualTo((3, 1)));
        Assert.That(report.Problems.Select(problem => problem.ToString()), Has.Some.StartsWith("register.jsonl(2,1): ").And.Some.Contains(why));
        Assert.That(view.Entities.Select(entity => entity.Name), Does.Contain("Jo Doe").And.Contain("Acme Inc"));
    }

    [TestCase("\"percentage\": [\"many\"]", "\"percentage\" is \"many\", which is not a share from 0 to 100")]
    [TestCase("\"percentage\": [\"120\"]", "which is not a share from 0 to 100")]
    [TestCase("\"startDate\": [\"3.4.2020\"]", "\"startDate\": ")]
    [TestCase("\"startDate\": [\"2024\"], \"endDate\": [\"2020\"]", "The ownership ends (2020) before it begins (2024).")]
    public async Task An_unreadable_value_is_left_out_with_a_warning(string property, string why)
    {
        var (view, report) = await Import(Person, Company, $$$"""{"id": "o1", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["c1"], {{{property}}}}}""");
        Assert.That(report.Refused, Is.Zero);
        Assert.That(report.Problems.Select(problem => problem.ToString()), Has.Some.Contains(why));
        Assert.That(view.Relations.Count(relation => relation.Kind == "owned_by"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_party_that_is_already_in_the_graph_is_matched_and_reported()
    {
        var (view, report) = await Import(Company.Replace("Acme Inc", "META PLATFORMS, INC.", StringComparison.Ordinal));
        Assert.That(report.Matches.Single().ToString(), Does.StartWith("register.jsonl(1,1): \"META PLATFORMS, INC.\" is meta: its name"));
        Assert.That(view.RelationsFrom(new EntityId("meta")).Select(relation => relation.To.Value), Is.EquivalentTo(["cn", "register.country.ky"]));
    }

    [Test]
    public async Task Different_non_Latin_ids_are_different_entities()
    {
        // Their hashes begin with the same 8 digits.
        var (view, report) = await Import(
            """{"id": "孙一公司", "schema": "Company", "properties": {"name": ["One"]}}""", """{"id": "啬慹公司", "schema": "Company", "properties": {"name": ["Other"]}}""");
        Assert.That((report.Refused, view.Entities.Count(entity => entity.Name is "One" or "Other")), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task A_long_name_is_never_cut_inside_a_character()
    {
        var name = string.Concat(Enumerable.Repeat("𠮷", 400)) + "x";
        var (view, _) = await Import($$$"""{"id": "c", "schema": "Company", "properties": {"name": ["y{{{name}}}"]}}""");
        Assert.That(view.Entities.Select(entity => entity.Name), Has.None.Contain("\uFFFD"));
    }

    [Test]
    public async Task An_external_id_does_not_match_an_entity_of_another_family()
    {
        var problems = new Problems();
        var graph = Graphs.Of("dossier: s\ntitle: s\nentities:\n  tool: {kind: software, name: Tool, external_ids: {wikidata: Q1}}\n");
        var known = new EntityMatcher(graph.Entities, new DossierId("register"), Terms.Shipped);
        Assert.That(known.Match(new EntityToMatch("company", "Firm", [("wikidata", "Q1")], ByName: true), new TextPosition("f", 1, 1), "FTM006", problems), Is.Null);
        Assert.That(problems.Single().Text, Does.StartWith("\"Firm\" has the wikidata Q1 of \"tool\", which is a software"));
    }

    [TestCase("import: register", "import: Not An Id", "ID001")]
    [TestCase("Organization: research", "Organization: country", "FTM001")]
    [TestCase("tier: official", "tier: nonsense", "DOS008")]
    [TestCase("match_name: true", "match_names: true", "YAML012")]
    public void A_wrong_mapping_is_reported(string right, string wrong, string code)
    {
        var problems = new Problems();
        Assert.That(FtmMapping.Parse(Encoding.UTF8.GetBytes(Mapping.Replace(right, wrong, StringComparison.Ordinal)), "map.yaml", Terms.Shipped, problems), Is.Null);
        Assert.That(problems.Select(problem => problem.Code), Is.EqualTo([code]));
    }

    [Test]
    public async Task An_export_imports_again_as_far_as_the_format_allows()
    {
        var lines = new StringWriter();
        await FtmExport.WriteAsync(new Lens(Shipped.Graph), lines);
        var written = lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (view, report) = await Import(written);
        Assert.That(report.Refused, Is.EqualTo(written.Count(line => line.Contains("\"schema\":\"Event\"", StringComparison.Ordinal))), "Events do not say who had which role.");
        Assert.That(view.Relations.Count(relation => relation.Kind == "owned_by"), Is.EqualTo(written.Count(line => line.Contains("\"schema\":\"Ownership\"", StringComparison.Ordinal))));
        Assert.That(view.Entities.Count(entity => entity.Dossier.Value == "register" && entity.Kind != "country") + report.Matches.Count, Is.EqualTo(written.Count(line => line.Contains("\"id\":\"entity-", StringComparison.Ordinal))));
    }

    private static async Task<(IGraphView View, FtmReport Report)> Import(params string[] lines)
    {
        var problems = new Problems();
        var mapping = FtmMapping.Parse(Encoding.UTF8.GetBytes(Mapping), "map.yaml", Terms.Shipped, problems)!;
        Assert.That(problems, Is.Empty);
        var others = Graphs.Records([Graphs.World, "dossier: known\ntitle: known\nentities:\n  meta: {kind: company, name: Meta Platforms}\n"]);
        var graph = MemoryGraph.Build(Terms.Shipped, 1, others);
        var report = await FtmImport.ReadAsync(new StringReader(string.Join('\n', lines)), "register.jsonl", mapping, new EntityMatcher(graph.Entities, mapping.Import, Terms.Shipped));
        var records = DossierLinker.Link([report.Dossier], others, Terms.Shipped, problems);
        Assert.That(problems, Is.Empty);
        return (MemoryGraph.Build(Terms.Shipped, 1, others.Concat(records)), report);
    }
}

using System.Text;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Formats;
using TechGraph.Ingest.Formats.Csv;
using TechGraph.Ingest.Linking;
using TechGraph.Stores.View;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>Imports of tables: how valid and invalid rows are read.</summary>
public sealed class CsvImportTests
{
    private const string Mapping = """
        import: table
        title: A table
        source: {id: sheet, title: A sheet, publisher: A data house, published: 2016-01, tier: secondary}
        parties:
          target: {kind: company, id: target_id, id_pattern: ^t, name: target, country: target_country, sectors: sectors, scheme: house}
          buyer: {kind: company, id: buyer, name: buyer, match_name: true}
        event:
          kind: acquisition
          id: [buyer, target_id, day]
          title: "{buyer} buys {target}"
          says: "{buyer} bought {target}."
          participants: {acquirer: buyer, target: target}
          dates: {closed: day}
          earliest: 1950
          latest: 2015-12-31
          value: {amount: price, currency: currency, measure: price}
        """;

    private const string Header = "target_id,target,target_country,sectors,buyer,day,price,currency\n";

    private const string Known = """
        dossier: known
        title: Known already
        entities:
          meta: {kind: company, name: "Meta Platforms, Inc.", aliases: [Facebook]}
          benchmark: {kind: investor, name: Benchmark}
          benchmark-minerals: {kind: research, name: Benchmark Mineral Intelligence}
          apple-1: {kind: company, name: Apple}
          apple-2: {kind: company, name: Apple Inc}
        """;

    [Test]
    public void A_row_becomes_an_event_with_its_parties_and_a_claim()
    {
        var (view, report) = Import("t1,\"Jiangsu, Ltd\",CHN,Robots|AI|Robots,Nobody,2014-05,1500000.5,USD\n");
        Assert.That((report.Rows, report.Stored, report.Refused, report.Problems.Count), Is.EqualTo((1, 1, 0, 0)));
        var sale = view.Events.Single();
        var claim = view.ClaimsAbout(RecordRef.To(sale.Id)).Single();
        var target = view.Find(new EntityId(sale.Participants.Single(p => p.Role == "target").Of.Id))!;
        Assert.That((sale.Kind, sale.Title, claim.Says, claim.Origin, claim.Locator), Is.EqualTo(("acquisition", "Nobody buys Jiangsu, Ltd", "Nobody bought Jiangsu, Ltd.", ClaimOrigin.Import, "line 2")));
        Assert.That((claim.Dates[Milestone.Closed].Date.Text, claim.Values.Single().Low, claim.Values.Single().Currency), Is.EqualTo(("2014-05", 1500000.5m, "USD")));
        Assert.That((target.Name, target.ExternalIds["house"], string.Join(' ', target.Sectors)), Is.EqualTo(("Jiangsu, Ltd", "t1", "Robots AI")));
        Assert.That(new Lens(view).RelationsFrom(target.Id).Single(relation => relation.Kind == "based_in").To, Is.EqualTo(new EntityId("cn")));
    }

    [Test]
    public void Reading_a_table_twice_gives_the_same_records()
    {
        var again = Import("t1,A,,,B,2014,,\n").View.Version.ContentHash;
        Assert.That(Import("t1,A,,,B,2014,,\n").View.Version.ContentHash, Is.EqualTo(again));
    }

    [TestCase("Facebook", "meta")]
    [TestCase("META PLATFORMS", "meta")]
    [TestCase("Benchmark", null, Description = "An investor of that name is an organization, and so the same.")]
    [TestCase("Benchmark Mineral", null)]
    [TestCase("Apple", null)]
    [TestCase("M\u0435ta Platforms", null)]
    public void A_buyer_is_matched_by_name_only_if_the_match_is_unambiguous(string name, string? id)
    {
        var (view, _) = Import($"t1,A,,,{name},2014,,\n");
        var buyer = view.Events.Single().Participants.Single(p => p.Role == "acquirer").Of.Id;
        Assert.That(buyer, id is null ? name == "Benchmark" ? Is.EqualTo("benchmark") : Does.StartWith("table.party.") : Is.EqualTo(id));
    }

    [TestCase("t1,A,,,,2014,,\n", "deals.csv(2,1): error CSV003: \"buyer\" is empty, so the row does not say who takes part. The row was refused.")]
    [TestCase("x1,A,,,B,2014,,\n", "deals.csv(2,1): error CSV008: \"target_id\" is \"x1\", which does not match ^t. The row was refused; its fields may be in the wrong columns.")]
    [TestCase("t1,A,,,B,2014,\n", "deals.csv(2,1): error CSV006: The row has 7 fields, but the first line has 8. The row was refused. Check for a missing quote.")]
    public void An_unreadable_row_is_refused_and_the_others_are_stored(string row, string problem)
    {
        var (view, report) = Import(row + "t9,Z,,,B,2014,,\n");
        Assert.That(report.Problems.Select(p => p.ToString()), Is.EqualTo([problem]));
        Assert.That((report.Rows, report.Stored, report.Refused, view.Events.Count), Is.EqualTo((2, 1, 1, 1)));
    }

    [Test]
    public void A_duplicate_row_is_refused_and_the_problem_names_the_first_line()
    {
        var (view, report) = Import("t1,A,,,B,2014,,\nt2,C,,,B,2014,,\nt1,A,,,B,2014,,\n");
        Assert.That(report.Problems.Single().ToString(), Is.EqualTo("deals.csv(4,1): error CSV004: The row repeats line 2, with the same buyer, target_id, day. It was refused."));
        Assert.That(view.Events, Has.Count.EqualTo(2));
    }

    [TestCase("t1,A,,,B,3201-10-21,,\n", "\"day\" is 3201-10-21, outside 1950-01-01 to 2015-12-31. The row was stored without it.")]
    [TestCase("t1,A,,,B,2014-13,,\n", "\"day\": \"2014-13\" names a day or month that does not exist. The row was stored without it.")]
    [TestCase("t1,A,ROM,,B,2014,,\n", "\"ROM\" is not an ISO 3166-1 country. The row was stored without it.")]
    [TestCase("t1,A,,,B,2014,many,USD\n", "\"price\" is \"many\", which is not an amount. The row was stored without it.")]
    public void An_unreadable_value_is_left_out_with_a_warning(string row, string problem)
    {
        var (view, report) = Import(row);
        Assert.That(report.Problems.Select(p => p.ToString()), Is.EqualTo([$"deals.csv(2,1): warning CSV005: {problem}"]));
        Assert.That((report.Stored, view.Events.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public void An_ambiguous_name_is_reported_and_left_to_a_person() =>
        Assert.That(Import("t1,A,,,Apple,2014,,\n").Report.Problems.Single().Text, Is.EqualTo("\"Apple\" could be \"apple-1\" or \"apple-2\". It was not matched, and was stored as an entity of its own. Judge which entity it is."));

    [Test]
    public void A_table_with_a_missing_column_is_not_read()
    {
        var report = Read("target_id,target,target_country,sectors,buyr,day,price,currency\nt1,A,,,B,2014,,\n");
        Assert.That(report.Dossier, Is.Null);
        Assert.That(report.Problems.Single().ToString(), Is.EqualTo("deals.csv(1,1): error CSV002: There is no column \"buyer\". Did you mean \"buyr\"?"));
    }

    [TestCase("kind: acquisition", "kind: acqisition", "map.yaml(8,9): error DOS004: Kind of event \"acqisition\" is unknown. Did you mean \"acquisition\"?")]
    [TestCase("acquirer: buyer,", "acquirer: byer,", "map.yaml(12,18): error CSV001: There is no party \"byer\". Did you mean \"buyer\"?")]
    [TestCase("closed: day", "closd: day", "map.yaml(13,11): error CSV001: \"closd\" is not a date of an event. Did you mean \"closed\"?")]
    [TestCase("id_pattern: ^t", "id_pattern: \"(\"", "CSV001")]
    [TestCase("title: A table", "titel: A table", "YAML012")]
    public void A_wrong_mapping_is_reported_with_its_position(string right, string wrong, string problem)
    {
        var problems = new Problems();
        Assert.That(CsvMapping.Parse(Encoding.UTF8.GetBytes(Mapping.Replace(right, wrong, StringComparison.Ordinal)), "map.yaml", Terms.Shipped, problems), Is.Null);
        Assert.That(problems.Select(p => p.ToString()), Has.Some.Contains(problem));
    }

    [Test]
    public void Every_match_is_reported_with_its_reason()
    {
        var (_, report) = Import("t1,Somebody,,,facebook,2014,,\nt2,Else,,,Benchmark,2014,,\n");
        Assert.That(report.Matches.Select(match => match.ToString()), Is.EqualTo([
            "deals.csv(2,1): \"facebook\" is meta: its name \"Facebook\" is the same apart from case, accents, punctuation and legal form",
            "deals.csv(3,1): \"Benchmark\" is benchmark: its name \"Benchmark\" is the same apart from case, accents, punctuation and legal form"]));
    }

    [Test]
    public void An_invalid_external_id_is_left_out_with_a_warning()
    {
        var mapping = Mapping.Replace("scheme: house", "scheme: lei", StringComparison.Ordinal).Replace("id_pattern: ^t, ", "", StringComparison.Ordinal);
        var report = Read(Header + "HWUPKR0MPOU8FGXBT395,Somebody,,,Nobody,2014,,\nHWUPKR0MPOU8FGXBT394,Apple,,,Nobody,2014,,\n", mapping);
        Assert.That((report.Stored, report.Problems.Single().ToString()), Is.EqualTo((2,
            "deals.csv(2,1): warning CSV009: \"HWUPKR0MPOU8FGXBT395\" is not an LEI: its check digits do not match, so a character is wrong (ISO 17442). It identifies the party within this file only, and was left out as an external id.")));
        Assert.That(report.Dossier!.Entities.SelectMany(entity => entity.Record.ExternalIds.Values), Is.EqualTo(["HWUPKR0MPOU8FGXBT394"]));
    }

    private static CsvImportReport Read(string table, string mapping = Mapping)
    {
        var problems = new Problems();
        var read = CsvMapping.Parse(Encoding.UTF8.GetBytes(mapping), "map.yaml", Terms.Shipped, problems);
        Assert.That(problems, Is.Empty);
        return CsvImport.Read(new StringReader(table), "deals.csv", read!, new EntityMatcher(Graphs.Of(Known).Entities, new DossierId("table"), Terms.Shipped));
    }

    private static (IGraphView View, CsvImportReport Report) Import(string rows)
    {
        var report = Read(Header + rows);
        var problems = new Problems();
        var others = Graphs.Records([Graphs.World, Known]);
        var records = DossierLinker.Link([report.Dossier!], others, Terms.Shipped, problems);
        Assert.That(problems, Is.Empty);
        return (MemoryGraph.Build(Terms.Shipped, 1, others.Concat(records)), report);
    }
}

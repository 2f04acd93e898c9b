using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Formats;
using TechGraph.Ingest.Formats.Csv;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.Embedded;
using TechGraph.Stores.Neo4jStore;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>Imports a real table, the acquisitions of <c>../shared/datasets</c>, with a mapping into both stores.</summary>
/// <remarks><c>TECHGRAPH_FULL=1</c> takes all 18,968 rows, otherwise the first 900. Skipped if the table is missing: it is not shipped.</remarks>
public sealed class DatasetTests
{
    private const int AllRows = 18_968;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1";
    private static readonly int Rows = IsFull ? AllRows : 900;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("techgraph-table-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task The_embedded_store_loads_the_table_and_answers_queries_about_it()
    {
        using var store = new SqliteGraph(Options.Create(new EmbeddedOptions { Data = _folder }), TimeProvider.System);
        await AssertLoadsAsync(store, store);
    }

    [Test]
    [Category("Neo4j")]
    public async Task Neo4j_loads_the_table_and_answers_queries_about_it()
    {
        var options = Neo4jServer.Options();
        await Neo4jServer.WipeAsync(options);
        using var store = new Neo4jGraph(Options.Create(options), TimeProvider.System);
        await AssertLoadsAsync(store, store);
        await Neo4jServer.WipeAsync(options);
    }

    private static async Task AssertLoadsAsync(IGraphStore store, IGraphWriter writer)
    {
        var report = Read();
        Assert.That((report.Rows, report.Stored + report.Refused), Is.EqualTo((Rows, Rows)));
        var loader = new Loader(store, writer, Terms.Shipped);
        var loaded = await loader.LoadAsync([report.Dossier!], new Problems(), "test", prune: false, progress: null, CancellationToken.None);
        Assert.That(loaded.Problems, Is.Empty);
        var view = await store.ReadAsync();
        Assert.That(view.Events, Has.Count.EqualTo(report.Stored));
        Assert.That(view.Claims.Count(claim => claim.About.Kind == RecordKind.Event), Is.EqualTo(report.Stored));
        var again = await loader.LoadAsync([Read().Dossier!], new Problems(), "test", prune: false, progress: null, CancellationToken.None);
        Assert.That((again.Wrote, again.Unchanged), Is.EqualTo((false, loaded.Added)));
        if (IsFull)
        {
            Assert.That((report.Stored, report.Refused), Is.EqualTo((18_916, 52)));
            Assert.That(report.Problems.CountBy(problem => problem.Code).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"), Is.EqualTo(["CSV004 51", "CSV005 13", "CSV008 1"]));
        }

        var chinese = await ChineseTargetsAsync(view);
        TestContext.Out.WriteLine($"{chinese.Count} Chinese targets of US acquirers before 2016 in {Rows} rows.");
        Assert.That(chinese, Is.EquivalentTo(Expected(report)));
        Assert.That(chinese, Is.Not.Empty);
    }

    /// <summary>The result of a path query.</summary>
    private static async Task<List<string>> ChineseTargetsAsync(IGraphView view)
    {
        var query = new DealPathQuery(
            new EndpointSelector { Country = new CountryRule(CountrySense.BasedIn, "CN") },
            new EndpointSelector { Country = new CountryRule(CountrySense.BasedIn, "US") })
        {
            MaxHops = 1,
            FinalKinds = ["acquisition"],
            Time = new TimeRule { AsOf = new DateOnly(2015, 12, 31), Undated = UndatedRule.Wildcard },
        };
        var answer = await view.AskAsync(graph => PathEngine.Find(graph, query));
        Assert.That(answer.Truncation, Is.Null);
        return [.. answer.Paths.Select(path => path.Hops.Single().Deal.Title)];
    }

    /// <summary>The same result, read from the rows without the product.</summary>
    private static IEnumerable<string> Expected(CsvImportReport report)
    {
        var refused = report.Problems.Where(problem => problem.Code is not "CSV005").Select(problem => problem.Position.Line).ToHashSet();
        using var csv = new CsvHelper.CsvParser(new StreamReader(TableFile()), System.Globalization.CultureInfo.InvariantCulture);
        csv.Read();
        for (var row = 0; row < Rows && csv.Read(); row++)
        {
            if (!refused.Contains(csv.RawRow) && csv[3].Trim() == "CHN" && csv[10].Trim() == "USA" && csv[0] != csv[7])
            {
                yield return $"{csv[8].Trim()} acquires {csv[1].Trim()}";
            }
        }
    }

    private static CsvImportReport Read()
    {
        var problems = new Problems();
        var mapping = CsvMapping.Parse(File.ReadAllBytes(Repository.Of("tests", "TechGraph.Tests", "Fixtures", "acquisitions.mapping.yaml")), "acquisitions.mapping.yaml", Terms.Shipped, problems);
        Assert.That(problems, Is.Empty);
        using var table = new StringReader(FirstRows());
        return CsvImport.Read(table, "acquisitions.csv", mapping!, new EntityMatcher([], mapping!.Import, Terms.Shipped));
    }

    private static string FirstRows()
    {
        using var csv = new CsvHelper.CsvParser(new StreamReader(TableFile()), System.Globalization.CultureInfo.InvariantCulture);
        var text = new System.Text.StringBuilder();
        for (var row = 0; row <= Rows && csv.Read(); row++)
        {
            text.Append(csv.RawRecord);
        }

        return text.ToString();
    }

    private static string TableFile()
    {
        var file = Path.Combine(Repository.Root, "..", "shared", "datasets", "crunchbase-acquisitions.csv");
        if (!File.Exists(file))
        {
            Assert.Ignore("The table of acquisitions is not here; it is not shipped.");
        }

        return file;
    }
}

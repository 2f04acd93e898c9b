using System.Reflection;

namespace TechGraph.Tests.Boundaries;

/// <summary>References between assemblies: data flows in one direction, and no assembly bypasses another.</summary>
public sealed class AssemblyTests
{
    /// <summary>Each assembly with everything that it may refer to besides the framework; see docs/architecture.md.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["TechGraph.Core"] = ["YamlDotNet"],
        ["TechGraph.Stores"] = ["TechGraph.Core", "Microsoft.Data.Sqlite", "SQLitePCLRaw.core", "Polly.Core"],
        ["TechGraph.Ingest"] = ["TechGraph.Core", "TechGraph.Stores", "CsvHelper", "Microsoft.Data.Sqlite", "SQLitePCLRaw.core", "Polly.Core"],
        ["TechGraph.GraphQL"] = [],
        ["TechGraph.Api"] = ["TechGraph.Core", "TechGraph.Stores", "TechGraph.Ingest", "TechGraph.GraphQL"],
        ["techgraph"] = ["TechGraph.Core", "TechGraph.Stores", "TechGraph.Ingest", "TechGraph.GraphQL", "TechGraph.Api", "System.CommandLine"],
    };

    private static IEnumerable<string> Names => Allowed.Keys;

    [TestCaseSource(nameof(Names))]
    public void An_assembly_refers_only_to_allowed_assemblies(string name)
    {
        var others = Assembly.Load(name).GetReferencedAssemblies().Select(a => a.Name!).Where(n => !IsFramework(n));
        Assert.That(others.Except(Allowed[name]), Is.Empty, $"{name} refers to an assembly that is not allowed");
    }

    [Test]
    public void Every_project_is_in_the_list_of_allowed_references()
    {
        var projects = Directory.GetFiles(Fixtures.Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(p => !p.Contains($"{Path.DirectorySeparatorChar}tests{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(p => Path.GetFileNameWithoutExtension(p)).Select(n => n == "TechGraph.Cli" ? "techgraph" : n);
        Assert.That(projects, Is.EquivalentTo(Allowed.Keys));
    }

    private static bool IsFramework(string name) =>
        (name.StartsWith("System", StringComparison.Ordinal) && name != "System.CommandLine") || name is "netstandard" or "mscorlib"
        || (name.StartsWith("Microsoft.", StringComparison.Ordinal) && name != "Microsoft.Data.Sqlite");
}

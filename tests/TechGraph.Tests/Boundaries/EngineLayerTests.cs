using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TechGraph.GraphQL;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Boundaries;

/// <summary>The engine's folders are its layers, and each uses only those below it.</summary>
public sealed partial class EngineLayerTests
{
    /// <summary>From the lowest up; the root folder is above them all.</summary>
    private static readonly string[] Layers = ["Errors", "Language", "Types", "Validation", "Execution", "Http"];

    private static IEnumerable<string> Files => Directory.GetFiles(Repository.Of("api", "TechGraph.GraphQL"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [Test]
    public void No_layer_uses_one_above_it()
    {
        var wrong =
            from file in Files
            let layer = Array.IndexOf(Layers, Path.GetRelativePath(Repository.Of("api", "TechGraph.GraphQL"), file).Split(Path.DirectorySeparatorChar)[0])
            where layer >= 0
            from used in Mention().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)
            where Array.IndexOf(Layers, used) > layer
            select $"{Path.GetFileName(file)} uses {used}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_folder_is_a_layer() => Assert.That(
        Files.Select(f => Path.GetRelativePath(Repository.Of("api", "TechGraph.GraphQL"), f).Split(Path.DirectorySeparatorChar)).Where(p => p.Length > 1)
            .Select(p => p[0]).Distinct(),
        Is.EquivalentTo(Layers));

    [Test]
    public void The_engine_does_not_mention_the_product() => Assert.That(
        Files.Where(f => File.ReadAllText(f) is var text && (text.Contains("TechGraph.Core", StringComparison.Ordinal) || text.Contains("TechGraph.Api", StringComparison.Ordinal)))
            .Select(Path.GetFileName),
        Is.Empty);

    [Test]
    public void Only_tests_and_benchmarks_have_access_to_internal_members() => Assert.That(
        typeof(GraphQLEngineBuilder).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName),
        Is.EquivalentTo(new[] { "TechGraph.Tests", "TechGraph.Benchmarks", "TechGraph.GraphQL.Conformance" }));

    [Test]
    public void Resolvers_do_not_use_validation_or_HTTP() => Assert.That(
        Directory.GetFiles(Repository.Of("api", "TechGraph.Api", "Resolvers"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Mention().Matches(File.ReadAllText(f)).Any(m => m.Groups[1].Value is "Validation" or "Http")).Select(Path.GetFileName),
        Is.Empty);

    [GeneratedRegex(@"TechGraph\.GraphQL\.(Errors|Language|Types|Validation|Execution|Http)\b")]
    private static partial Regex Mention();
}

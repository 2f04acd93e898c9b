using System.Text.RegularExpressions;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Boundaries;

/// <summary>The engine's folders are its layers, and each knows only those below it.</summary>
public sealed partial class EngineLayerTests
{
    private static readonly string[] Layers = ["Language", "Types", "Validation", "Execution", "Http"];

    private static IEnumerable<string> Files => Directory.GetFiles(Repository.Of("api", "TechGraph.GraphQL"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [Test]
    public void No_layer_knows_one_above_it()
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
    public void It_has_never_heard_of_deals() => Assert.That(
        Files.Where(f => File.ReadAllText(f) is var text && (text.Contains("TechGraph.Core", StringComparison.Ordinal) || text.Contains("TechGraph.Api", StringComparison.Ordinal)))
            .Select(Path.GetFileName),
        Is.Empty);

    [Test]
    public void Resolvers_see_its_public_face_only() => Assert.That(
        Directory.GetFiles(Repository.Of("api", "TechGraph.Api", "Resolvers")).Where(f => Mention().IsMatch(File.ReadAllText(f))).Select(Path.GetFileName),
        Is.Empty);

    [GeneratedRegex(@"TechGraph\.GraphQL\.(Language|Types|Validation|Execution|Http)\b")]
    private static partial Regex Mention();
}

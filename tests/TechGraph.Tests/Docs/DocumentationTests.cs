using System.Reflection;
using System.Text.RegularExpressions;
using TechGraph.Api.Access;
using TechGraph.Api.Resolvers;
using TechGraph.Api.Startup;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Validation;
using TechGraph.Ingest.Workers;
using TechGraph.Stores;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.Embedded;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Docs;

/// <summary>The documents list everything that exists, and nothing else.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Problems = File.ReadAllText(Repository.Of("docs", "problems.md"));
    private static readonly string Settings = File.ReadAllText(Repository.Of("docs", "settings.md"));
    private static readonly string Readme = File.ReadAllText(Repository.Of("README.md"));

    [Test]
    public void Every_problem_code_is_explained_and_no_other()
    {
        var used = Sources().SelectMany(text => Code().Matches(text)).Select(m => m.Groups[1].Value)
            .Concat(typeof(ErrorCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!)).ToHashSet();
        var explained = Explained().Matches(Problems).Select(m => m.Groups[1].Value).ToList();
        Assert.That(explained, Is.Unique);
        Assert.That(explained, Is.EquivalentTo(used));
    }

    [Test]
    public void Every_setting_is_documented() => Assert.That(
        new[] { typeof(StoreOptions), typeof(EmbeddedOptions), typeof(ApiOptions), typeof(PastGraphOptions) }.SelectMany(t => t.GetProperties()).Where(p => p.CanWrite)
            .Select(p => $"`TechGraph:{p.Name}`")
            .Concat(typeof(ApiKey).GetProperties().Select(p => $"`TechGraph:Keys:0:{p.Name}"))
            .Concat(typeof(IntakeOptions).GetProperties().Where(p => p.CanWrite).Select(p => $"`TechGraph:Intake:{p.Name}`"))
            .Concat(typeof(Neo4jOptions).GetProperties().Where(p => p.CanWrite).Select(p => $"`TechGraph:Neo4j:{p.Name}`"))
            .Where(name => !Settings.Contains(name, StringComparison.Ordinal)),
        Is.Empty);

    [Test]
    public void Every_limit_is_documented() => Assert.That(
        typeof(LimitOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => $"`{p.Name}`").Where(name => !Settings.Contains(name, StringComparison.Ordinal)),
        Is.Empty);

    [Test]
    public void Every_stored_query_is_in_the_README()
    {
        var queries = Directory.GetFiles(Repository.Of("api", "queries")).Select(f => $"(api/queries/{Path.GetFileName(f)})");
        Assert.That(queries.Where(text => !Readme.Contains(text, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Every_link_has_a_target()
    {
        var lost =
            from file in Directory.GetFiles(Repository.Of("docs"), "*.md", SearchOption.AllDirectories).Concat(Directory.GetFiles(Repository.Root, "*.md")).Append(Repository.Of("api", "TechGraph.GraphQL", "README.md"))
            from link in Link().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)
            where !link.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, link))
            select $"{Path.GetFileName(file)}: {link}";
        Assert.That(lost, Is.Empty);
    }

    private static IEnumerable<string> Sources() => new[] { "graph-schema", "ingest", "api" }
        .SelectMany(folder => Directory.GetFiles(Repository.Of(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    [GeneratedRegex("\"((?:YAML|DATE|MON|SHR|ID|DOS|LOAD|VOC|CUR|CSV|FTM|REC)[0-9]{3}|STORE_[A-Z_]+|INTAKE_[A-Z_]+|BACKUP_[A-Z_]+|GRAPH_BUSY|NOT_FOUND|NOT_KNOWN|BAD_QUERY|UNDATED)\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| `([A-Z_0-9]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Explained();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}

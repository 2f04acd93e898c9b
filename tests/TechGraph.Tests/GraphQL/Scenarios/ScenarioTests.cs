using System.Text.Json;
using System.Text.Json.Nodes;
using TechGraph.GraphQL.Conformance;
using TechGraph.Tests.Fixtures;
using YamlDotNet.Serialization;

namespace TechGraph.Tests.GraphQL.Scenarios;

/// <summary>
/// Readable scenarios in YAML files: a schema, data, and documents with their expected results. A case without <c>result</c> is parsed
/// and validated; it is run if its expected outcome is a request error.
/// </summary>
public sealed class ScenarioTests
{
    private static readonly string Folder = Repository.Of("tests", "TechGraph.Tests", "GraphQL", "Scenarios");

    private static IEnumerable<TestCaseData> Cases =>
        from file in Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal)
        let scenario = Read(file)
        from test in scenario["tests"]!.AsArray()
        select new TestCaseData(scenario.ToJsonString(), test!.ToJsonString()).SetArgDisplayNames($"{scenario["scenario"]}: {test["name"]}");

    [TestCaseSource(nameof(Cases))]
    public async Task It_has_the_expected_result(string scenarioText, string testText)
    {
        var (scenario, test) = (JsonNode.Parse(scenarioText)!, JsonNode.Parse(testText)!);
        var expected = test["result"]?.AsObject();
        var outcome = test["outcome"]?.GetValue<string>() ?? "result";
        var asked = new JsonObject
        {
            ["id"] = 1,
            ["op"] = outcome is "result" or "requestError" ? "execute" : "validate",
            ["sdlText"] = scenario["schema"]!.DeepClone(),
            ["document"] = test["document"]!.DeepClone(),
            ["operationName"] = test["operation"]?.DeepClone(),
            ["variables"] = test["variables"]?.DeepClone(),
            ["data"] = scenario["data"]?.DeepClone(),
        };
        var answer = JsonNode.Parse((await new CaseSession().AnswerAsync(asked.ToJsonString()))!)!["result"]!;
        Assert.That(answer["outcome"]!.GetValue<string>(), Is.EqualTo(outcome), answer.ToJsonString());
        if (expected is not null)
        {
            Assert.That(answer["data"]?.ToJsonString(), Is.EqualTo(expected["data"]?.ToJsonString()));
            Assert.That(answer["errorPaths"]?.ToJsonString() ?? "[]", Is.EqualTo(expected["errorPaths"]?.ToJsonString() ?? "[]"));
        }
    }

    [Test]
    public void Each_kind_has_scenarios() => Assert.That(Cases.Count(), Is.GreaterThanOrEqualTo(25));

    private static JsonNode Read(string file)
    {
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(File.ReadAllText(file));
        return JsonNode.Parse(JsonSerializer.Serialize(yaml is null ? null : ToPlainValue(yaml)))!;
    }

    /// <summary>Converts maps to maps with string keys, as JSON has.</summary>
    private static object? ToPlainValue(object? value) => value switch
    {
        IDictionary<object, object> map => map.ToDictionary(e => (string)e.Key, e => ToPlainValue(e.Value)),
        IList<object> list => list.Select(ToPlainValue).ToList(),
        _ => value,
    };
}

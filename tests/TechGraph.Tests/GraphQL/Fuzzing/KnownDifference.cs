using System.Text.Json;
using TechGraph.GraphQL.Conformance;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;
using TechGraph.Tests.GraphQL.Peers;

namespace TechGraph.Tests.GraphQL.Fuzzing;

/// <summary>Differences in which this engine follows the specification and the npm package "graphql" 16.15 does not; see differences.md beside the cases.</summary>
internal static class KnownDifference
{
    private static readonly string[] StricterSchema =
        ["The default of", "contains itself", "does not fit its type", "is a built-in scalar", "root of two kinds", "stands on an extension", "refers to itself"];

    private static readonly string[] Stricter = ["OperationTypeExistence", "SingleRootField"];

    /// <summary>Returns the reason, a heading of differences.md; null if the difference is unknown.</summary>
    public static string? Reason(JsonElement asked, TestSchema? schema, string ours, string theirs)
    {
        if (asked.TryGetProperty("sdlText", out var sdl) && Outcome(ours) == "schemaError" && Outcome(theirs) == "ok")
        {
            var refused = Assert.Throws<SchemaException>(() => SchemaBuilder.Build([sdl.GetString()!]))!;
            return refused.Problems.All(p => StricterSchema.Any(s => p.Message.Contains(s, StringComparison.Ordinal))) ? "Rules of schemas that the package lacks" : null;
        }

        if (schema?.Executor is null || !asked.TryGetProperty("document", out var document))
        {
            return null;
        }

        var text = document.GetString()!;
        if (CaseComparison.IsSame(ours, theirs, waits: false, withLocations: false) && text.Contains('$', StringComparison.Ordinal))
        {
            return "An error of an argument stands at its field";
        }

        // A variable in a OneOf field: the package has a different rule.
        if (UsesOneOf(schema, text) && (Outcome(ours) == "validationError") != (Outcome(theirs) == "validationError"))
        {
            return "A variable in a field of a OneOf input object";
        }

        if (Outcome(ours) == "validationError" && Outcome(theirs) is "ok" or "result" or "stream" or "requestError" or "crash")
        {
            var rules = schema.Validate(text).Select(e => e.Extensions.TryGetValue("rule", out var rule) ? (string)rule! : e.Code!).Distinct().ToList();

            if (rules is ["FieldSelectionMerging"] && text.Contains(": __typename", StringComparison.Ordinal))
            {
                return "The shape of __typename";
            }

            // The package evaluates the directives without variables, and fails if there is one.
            if (rules.All(Stricter.Contains) || (Outcome(theirs) is "requestError" or "crash" && rules.Contains("SingleRootField")))
            {
                return "A subscription takes no @skip and no @include at its root";
            }
        }

        return null;
    }

    /// <summary>Whether a nullable variable is used in a field of a OneOf input object.</summary>
    private static bool UsesOneOf(TestSchema schema, string text)
    {
        var options = schema.Executor!.Executable.Options;
        var document = TestSchema.Parse(text, options.Limits);
        var uses = VariableUsages.Of(schema.Executor.Executable.Schema, document, options);
        var nullable = document.Definitions.OfType<OperationNode>().SelectMany(o => o.Variables).Where(v => v.Type is not NonNullTypeNode).Select(v => v.Name).ToHashSet();
        return uses.Any(use => use.Location.IsOneOf && nullable.Contains(use.Node.Name));
    }

    private static string Outcome(string answer)
    {
        using var json = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 10_000 });
        return json.RootElement.GetProperty("result").GetProperty("outcome").GetString()!;
    }
}

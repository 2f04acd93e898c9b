namespace TechGraph.Tests.GraphQL.Validation;

/// <summary>Each limit accepts its value and rejects one more, and no document needs much work.</summary>
public sealed class LimitTests
{
    private static readonly (string Name, int Max, Func<int, string> Document)[] Cases =
    [
        ("operations", 20, n => string.Join(' ', Range(n, i => $"query Q{i} {{ __typename }}"))),
        ("fields", 2_000, n => $"{{ deals {{ {string.Join(' ', Range(n - 1, _ => "id"))} }} }}"),
        ("aliases", 100, n => $"{{ deals {{ {string.Join(' ', Range(n, i => $"a{i}: id"))} }} }}"),
        ("rootFields", 25, n => $"{{ {string.Join(' ', Range(n, i => $"a{i}: __typename"))} }}"),
        ("directivesPerPlace", 8, n => $"{{ any {string.Join(' ', Range(n, _ => "@note"))} {{ __typename }} }}"),
        ("directives", 100, n => $"{{ deals {{ {string.Join(' ', Range(n, _ => "id @note"))} }} }}"),
        ("listItems", 5_000, n => $"{{ deals(grid: [[{string.Join(' ', Range(n, _ => "1"))}]]) {{ id }} }}"),
        ("repeatedField", 6, n => $"{{ firm(id: 1) {{ {Nested("owner { ... on Firm {", n)} id {Closed("} }", n)} }} }}"),
        ("introspectionOfType", 16, n => $"{{ __type(name: \"Firm\") {{ {Nested("ofType {", n)} name {Closed("}", n)} }} }}"),
        ("introspectionLists", 3, n => $"{{ __type(name: \"Firm\") {{ {Nested("fields { type {", n)} name {Closed("} }", n)} }} }}"),
        ("fragmentVisits", 1_000, n => $"{{ deals {{ {string.Join(' ', Range(n, _ => "...F"))} }} }} fragment F on Deal {{ id }}"),
    ];

    private static IEnumerable<string> Names => Cases.Select(c => c.Name);

    [TestCaseSource(nameof(Names))]
    public void At_the_limit_it_passes_and_one_more_is_rejected(string name)
    {
        var (_, max, document) = Cases.Single(c => c.Name == name);
        Assert.That(SampleSchema.ErrorRules(document(max)), Is.Empty);
        Assert.That(SampleSchema.ErrorRules(document(max + 1)), Is.EqualTo([$"LIMIT {name} {max}"]));
    }

    [TestCase(3, "")]
    [TestCase(2, "LIMIT depth 2")]
    public void Depth_counts_fields_with_fragments_expanded(int depth, string refusal) => Assert.That(
        string.Join(',', SampleSchema.ErrorRules("{ firm(id: 1) { ...F } } fragment F on Firm { ... { deals { id } } }", l => l.Depth = depth)), Is.EqualTo(refusal));

    [Test]
    public void Fragments_that_multiply_are_rejected_early()
    {
        var bomb = string.Join(' ', Range(30, i => $"fragment F{i} on Deal {{ ...F{i + 1} ...F{i + 1} }}"));
        Assert.That(SampleSchema.ErrorRules($"{{ deals {{ ...F0 }} }} {bomb} fragment F30 on Deal {{ id }}"), Is.EqualTo(["LIMIT fragmentVisits 1000"]));
    }

    [Test]
    public void Selections_that_are_too_expensive_to_merge_are_rejected_early()
    {
        var many = string.Join(' ', Range(120, _ => "firm(id: 1) { ... on Party { id name } deals { id title kind } }"));
        Assert.That(SampleSchema.ErrorRules($"{{ {many} }}", l => (l.RootFields, l.MergeComparisons) = (1_000, 1_000)), Is.EqualTo(["LIMIT mergeComparisons 1000"]));
        Assert.That(SampleSchema.ErrorRules($"{{ {many} }}", l => l.RootFields = 1_000), Is.Empty);
    }

    [Test]
    public void A_limit_is_reported_before_any_rule() =>
        Assert.That(SampleSchema.ErrorRules("{ a: nothing b: nothing }", l => l.Aliases = 1), Is.EqualTo(["LIMIT aliases 1"]));

    private static IEnumerable<string> Range(int count, Func<int, string> text) => Enumerable.Range(0, count).Select(text);

    private static string Nested(string open, int count) => string.Join(' ', Enumerable.Repeat(open, count));

    private static string Closed(string close, int count) => string.Join(' ', Enumerable.Repeat(close, count));
}

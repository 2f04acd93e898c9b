using TechGraph.GraphQL;

namespace TechGraph.Tests.GraphQL.Validation;

/// <summary>Each rule of the specification's chapter 5 refuses what breaks it. Rule 1 is the parser's.</summary>
public sealed class RuleTests
{
    [TestCase("query A { any { __typename } } query A { any { __typename } }", "OperationNameUniqueness")]
    [TestCase("{ any { __typename } } query A { any { __typename } }", "LoneAnonymousOperation")]
    [TestCase("subscription { closed { id } opened { id } }", "SingleRootField")]
    [TestCase("subscription { ...F } fragment F on Subscription { closed { id } opened { id } }", "SingleRootField")]
    [TestCase("subscription { __typename }", "SingleRootField")]
    [TestCase("subscription ($b: Boolean!) { closed @skip(if: $b) { id } }", "SingleRootField")]
    [TestCase("{ firm(id: 1) { nothing } }", "FieldSelections")]
    [TestCase("{ any { id } }", "FieldSelections")]
    [TestCase("{ party(id: 1) { founded } }", "FieldSelections")]
    [TestCase("{ firm(id: 1) { __schema { description } } }", "FieldSelections")]
    [TestCase("{ firm(id: 1) }", "LeafFieldSelections")]
    [TestCase("{ firm(id: 1) { id { x } } }", "LeafFieldSelections")]
    [TestCase("{ firm(id: 1, ir: 2) { id } }", "ArgumentNames")]
    [TestCase("{ firm(id: 1) { id @mark(by: \"x\", buy: 1) } }", "ArgumentNames")]
    [TestCase("{ firm(id: 1, id: 2) { id } }", "ArgumentUniqueness")]
    [TestCase("{ firm { id } }", "RequiredArguments")]
    [TestCase("{ firm(id: 1) { id @mark } }", "RequiredArguments")]
    [TestCase("{ ...F } fragment F on Query { any { __typename } } fragment F on Query { any { __typename } }", "FragmentNameUniqueness")]
    [TestCase("{ ... on Nothing { id } }", "FragmentSpreadTypeExistence")]
    [TestCase("{ ... on Kind { id } }", "FragmentsOnCompositeTypes")]
    [TestCase("{ any { __typename } } fragment F on Query { any { __typename } }", "FragmentsMustBeUsed")]
    [TestCase("{ any { __typename } } fragment F on Query { ...G } fragment G on Query { ...F }", "FragmentsMustBeUsed,FragmentsMustBeUsed,FragmentSpreadsMustNotFormCycles")]
    [TestCase("{ ...F }", "FragmentSpreadTargetDefined")]
    [TestCase("{ ...F } fragment F on Query { ...F }", "FragmentSpreadsMustNotFormCycles")]
    [TestCase("{ ...F } fragment F on Query { ...G } fragment G on Query { ...H } fragment H on Query { ...G }", "FragmentSpreadsMustNotFormCycles")]
    [TestCase("{ firm(id: 1) { ... on Person { id } } }", "FragmentSpreadIsPossible")]
    [TestCase("{ firm(id: 1) { ...F } } fragment F on Deal { id }", "FragmentSpreadIsPossible")]
    [TestCase("{ firm(id: true) { id } }", "ValuesOfCorrectType")]
    [TestCase("{ deals(first: 1.0) { id } }", "ValuesOfCorrectType")]
    [TestCase("{ deals(first: 3000000000) { id } }", "ValuesOfCorrectType")]
    [TestCase("{ deals(kinds: [\"LICENCE\"]) { id } }", "ValuesOfCorrectType")]
    [TestCase("{ deals(kinds: [LICENSE]) { id } }", "ValuesOfCorrectType")]
    [TestCase("{ deals(kinds: [null]) { id } }", "ValuesOfCorrectType")]
    [TestCase("{ deals(where: 5) { id } }", "ValuesOfCorrectType")]
    [TestCase("{ firm(id: null) { id } }", "ValuesOfCorrectType")]
    [TestCase("{ rate(of: 1e400) }", "ValuesOfCorrectType")]
    [TestCase("{ rate(of: \"1\") }", "ValuesOfCorrectType")]
    [TestCase("{ pick(by: {}) { id } }", "ValuesOfCorrectType")]
    [TestCase("{ pick(by: {id: 1, name: \"x\"}) { id } }", "ValuesOfCorrectType")]
    [TestCase("{ pick(by: {id: null}) { id } }", "ValuesOfCorrectType")]
    [TestCase("query ($n: Int = \"x\") { deals(first: $n) { id } }", "ValuesOfCorrectType")]
    [TestCase("{ deals(where: {text: \"x\", txt: 1}) { id } }", "InputObjectFieldNames")]
    [TestCase("{ deals(where: {text: \"x\", text: \"y\"}) { id } }", "InputObjectFieldUniqueness")]
    [TestCase("{ deals(where: {kind: LICENCE}) { id } }", "InputObjectRequiredFields")]
    [TestCase("{ deals(where: {text: \"x\", inner: {}}) { id } }", "InputObjectRequiredFields")]
    [TestCase("{ any @nothing { __typename } }", "DirectivesAreDefined")]
    [TestCase("query @mark(by: \"x\") { any { __typename } }", "DirectivesAreInValidLocations")]
    [TestCase("{ any @skip(if: true) @skip(if: false) { __typename } }", "DirectivesAreUniquePerLocation")]
    [TestCase("query ($a: ID!, $a: ID!) { firm(id: $a) { id } }", "VariableUniqueness")]
    [TestCase("query ($a: Firm) { rate(of: $a) }", "VariablesAreInputTypes")]
    [TestCase("query ($a: Nothing) { rate(of: $a) }", "VariablesAreInputTypes")]
    [TestCase("{ firm(id: $a) { id } }", "AllVariableUsesDefined")]
    [TestCase("query A { ...F } query B($a: ID!) { ...F } fragment F on Query { firm(id: $a) { id } }", "AllVariableUsesDefined")]
    [TestCase("query ($a: ID) { any { __typename } }", "AllVariablesUsed")]
    [TestCase("query ($a: ID) { firm(id: $a) { id } }", "AllVariableUsagesAreAllowed")]
    [TestCase("query ($a: Int) { rate(of: $a) }", "AllVariableUsagesAreAllowed")]
    [TestCase("query ($a: Kind!) { deals(kinds: $a) { id } }", "AllVariableUsagesAreAllowed")]
    [TestCase("query ($a: [Kind]) { deals(kinds: $a) { id } }", "AllVariableUsagesAreAllowed")]
    [TestCase("query ($a: ID) { pick(by: {id: $a}) { id } }", "AllVariableUsagesAreAllowed")]
    [TestCase("query ($a: Int = null) { limit(n: $a) other: limit(n: $a) firm(id: 1) { id } deals(where: {text: \"x\", limit: $a}) { id } rate(of: 1) }", "")]
    [TestCase("{ firm(id: 1) { id id: name } }", "FieldSelectionMerging")]
    [TestCase("{ a: firm(id: 1) { id } a: firm(id: 2) { id } }", "FieldSelectionMerging")]
    [TestCase("{ firm(id: 1) { id } ...F } fragment F on Query { firm(id: 1) { id: name } }", "FieldSelectionMerging")]
    [TestCase("{ party(id: 1) { ... on Firm { x: founded } ... on Person { x: name } } }", "FieldSelectionMerging")]
    [TestCase("{ party(id: 1) { ... on Firm { size } ... on Person { size } } }", "FieldSelectionMerging")]
    [TestCase("{ firm(id: 1) { deals { id } deals(kind: LICENCE) { id } } }", "FieldSelectionMerging")]
    [TestCase("query ($a: ID!, $b: ID!) { firm(id: $a) { id } firm(id: $b) { id } }", "FieldSelectionMerging")]
    public void It_refuses(string document, string rules) =>
        Assert.That(string.Join(',', Sample.Refusals(document)), Is.EqualTo(rules));

    [TestCase("query A { any { __typename } } query B { any { __typename } }")]
    [TestCase("subscription { closed { id title } }")]
    [TestCase("subscription { ... on Subscription { closed { id } } closed { title } }")]
    [TestCase("{ __schema { description } __type(name: \"Firm\") { name } __typename }")]
    [TestCase("{ any { __typename ... on Firm { id } ... on Deal { id } } }")]
    [TestCase("{ party(id: 1) { ... on Party { id } ... on Firm { founded } } firm(id: 2) { ... on Party { id } } }")]
    [TestCase("{ any { ... on Party { id } } }", Description = "a union and an interface that share an object type")]
    [TestCase("{ deals(kinds: LICENCE, first: null, grid: 1) { id } a: deals(grid: [1, [2]]) { id } }", Description = "single values for lists")]
    [TestCase("{ rate(of: 1) b: rate(of: 1.5) c: rate(of: null) firm(id: \"a\") { id } }")]
    [TestCase("{ deals(where: {text: \"x\", ids: 1, inner: {text: \"y\", kind: null}}) { id } }")]
    [TestCase("query ($a: String!) { pick(by: {name: $a}) { id } }")]
    [TestCase("query ($a: Kind!) { deals(kinds: [$a]) { id } }")]
    [TestCase("query ($a: [Kind!]!) { deals(kinds: $a) { id } }")]
    [TestCase("query ($a: Int) { limit(n: $a) }", Description = "the argument has a default")]
    [TestCase("query ($a: ID = 1) { firm(id: $a) { id } }", Description = "the variable has a default")]
    [TestCase("query ($a: Boolean!) { any @skip(if: $a) { __typename ...F @include(if: $a) } } fragment F on Firm { id }")]
    [TestCase("{ any @note @note { __typename } }")]
    [TestCase("query ($a: ID! @note) @note { ...F @note } fragment F on Query @note { firm(id: $a) { id } }")]
    [TestCase("{ firm(id: 1) { id x: id } firm(id: 1) { id name } }")]
    [TestCase("{ deals(first: 1, kinds: [LICENCE]) { id } deals(kinds: [LICENCE], first: 1) { title } }", Description = "order of arguments does not count")]
    [TestCase("{ deals(where: {text: \"x\", limit: 1}) { id } deals(where: {limit: 1, text: \"x\"}) { title } }")]
    [TestCase("{ party(id: 1) { ... on Firm { x: name } ... on Person { x: name } } }")]
    [TestCase("{ party(id: 1) { ... on Firm { x: id } ... on Person { y: size } } }")]
    [TestCase("\"What it asks.\" query A(\"Which.\" $a: ID!) { ...F } \"Part.\" fragment F on Query { firm(id: $a) { id } }")]
    public void It_takes(string document) => Assert.That(Sample.Refusals(document), Is.Empty);

    [Test]
    public void Parents_that_cannot_be_the_same_object_may_answer_differently_in_one_shape() => Assert.That(
        Sample.Refusals("{ party(id: 1) { ... on Firm { x: id } ... on Person { x: id } ... on Firm { t: founded } ... on Person { t: born } } }"), Is.Empty);

    [Test]
    public void An_error_names_its_rule_its_places_and_a_near_name()
    {
        var error = Sample.Errors("{\n  firm(id: 1, id: 2) { nmae }\n}");
        Assert.That(error.Select(e => e.Message), Is.EqualTo(["Argument \"id\" is given twice.", "Type \"Firm\" has no field \"nmae\". Did you mean \"name\"?"]));
        Assert.That(error[0].Locations.Select(l => (l.Line, l.Column)), Is.EqualTo([(2, 8), (2, 15)]));
        Assert.That((error[0].Code, error[0].Extensions["rule"]), Is.EqualTo(("GRAPHQL_VALIDATION_FAILED", "ArgumentUniqueness")));
    }

    [Test]
    public async Task A_schema_without_mutations_refuses_them()
    {
        using var engine = Engine.Of("type Query { a: Int }", static map => map.Field("Query", "a", static (IFieldContext _) => 1).Options(o => o.IncludeDetails = true));
        Assert.That(await engine.AskAsync("mutation { a }"), Does.Contain("OperationTypeExistence").And.Contain("The schema has no mutations."));
    }

    [Test]
    public void Ten_errors_are_told() =>
        Assert.That(Sample.Refusals($"{{ deals {{ {string.Join(' ', Enumerable.Range(0, 40).Select(i => $"n{i}"))} }} }}"), Has.Count.EqualTo(10));
}

using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Execution;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>Introspection, as tools use it.</summary>
public sealed class IntrospectionTests
{
    private const string Sdl = """
        "Roots."
        schema { query: Query }
        type Query { party(id: ID! = "x", old: Int @deprecated): Party any: [Any!]! gone: Int @deprecated(reason: "Use any.") day: Day }
        interface Party { id: ID! }
        type Firm implements Party { id: ID! }
        union Any = Firm
        input One @oneOf { a: Int b: [Kind!] }
        input Plain { x: Int = 3 }
        enum Kind { IP MONEY @deprecated }
        scalar Day @specifiedBy(url: "https://example.org/day")
        directive @mark(by: Plain = {x: 1}) repeatable on FIELD | QUERY
        """;

    [TestCase("""{ __schema { description queryType { name } mutationType { name } } }""", """{"__schema":{"description":"Roots.","queryType":{"name":"Query"},"mutationType":null}}""")]
    [TestCase("""{ __type(name: "Query") { kind fields { name } interfaces { name } inputFields { name } possibleTypes { name } } }""", """{"__type":{"kind":"OBJECT","fields":[{"name":"party"},{"name":"any"},{"name":"day"}],"interfaces":[],"inputFields":null,"possibleTypes":null}}""")]
    [TestCase("""{ __type(name: "Query") { fields(includeDeprecated: true) { name isDeprecated deprecationReason } } }""", """{"__type":{"fields":[{"name":"party","isDeprecated":false,"deprecationReason":null},{"name":"any","isDeprecated":false,"deprecationReason":null},{"name":"gone","isDeprecated":true,"deprecationReason":"Use any."},{"name":"day","isDeprecated":false,"deprecationReason":null}]}}""")]
    [TestCase("""{ __type(name: "Query") { fields { args { name defaultValue type { kind name ofType { kind name } } } } } }""", """{"__type":{"fields":[{"args":[{"name":"id","defaultValue":"\"x\"","type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"SCALAR","name":"ID"}}}]},{"args":[]},{"args":[]}]}}""")]
    [TestCase("""{ a: __type(name: "One") { isOneOf } b: __type(name: "Plain") { isOneOf inputFields { defaultValue } } c: __type(name: "Kind") { isOneOf enumValues { name } } }""", """{"a":{"isOneOf":true},"b":{"isOneOf":false,"inputFields":[{"defaultValue":"3"}]},"c":{"isOneOf":null,"enumValues":[{"name":"IP"}]}}""")]
    [TestCase("""{ a: __type(name: "Party") { possibleTypes { name } } b: __type(name: "Any") { possibleTypes { name } fields { name } } }""", """{"a":{"possibleTypes":[{"name":"Firm"}]},"b":{"possibleTypes":[{"name":"Firm"}],"fields":null}}""")]
    [TestCase("""{ __type(name: "Day") { specifiedByURL } none: __type(name: "Night") { name } }""", """{"__type":{"specifiedByURL":"https://example.org/day"},"none":null}""")]
    public async Task It_returns_this_data(string document, string data) => Assert.That(await AskAsync(document), Is.EqualTo($$$"""{"data":{{{data}}}}"""));

    [Test]
    public async Task Directives_have_their_locations()
    {
        var mark = JsonDocument.Parse(await AskAsync("{ __schema { directives { name isRepeatable locations args { name defaultValue } } } }"))
            .RootElement.Each("data.__schema.directives").ToDictionary(d => d.Text("name")!);
        Assert.That(mark.Keys, Is.EqualTo(["include", "skip", "deprecated", "specifiedBy", "oneOf", "mark"]));
        Assert.That(mark["mark"].ToString(), Is.EqualTo("""{"name":"mark","isRepeatable":true,"locations":["FIELD","QUERY"],"args":[{"name":"by","defaultValue":"{ x: 1 }"}]}"""));
    }

    [Test]
    public async Task The_query_of_tools_with_nine_nested_ofType_passes_on_the_products_schema()
    {
        var types = string.Concat(Enumerable.Repeat(" ofType { kind name", 9)) + string.Concat(Enumerable.Repeat(" }", 9));
        var document = $$"""
            query IntrospectionQuery { __schema { description queryType { name } mutationType { name } subscriptionType { name }
              types { ...FullType } directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
            fragment FullType on __Type { kind name description specifiedByURL isOneOf
              fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
              inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
              enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
            fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
            fragment TypeRef on __Type { kind name{{types}} }
            """;
        var schema = (await ApiHost.Shared.DataAsync(document)).At("__schema");
        Assert.That(schema.Each("types").Select(t => t.Text("name")), Is.SupersetOf(new[] { "Query", "DealPath", "Flow", "String", "__Type" }));
        Assert.That(schema.Each("types").Where(t => !t.Text("name")!.StartsWith("__", StringComparison.Ordinal) && t.Text("kind") == "OBJECT")
            .SelectMany(t => t.Each("fields")).All(f => f.Text("description") is { Length: > 0 }), Is.True, "every field is described");
    }

    [Test]
    public async Task A_constant_result_is_cached()
    {
        var go = new TaskCompletionSource<int>();
        using var engine = TestEngine.Of("type Query { a: Int }", map => map
            .Field("Query", "a", (IFieldContext _) => go.Task)
            .Options(o => (o.Limits.ConcurrentExecutions, o.Limits.WaitingExecutions) = (1, 0)));
        const string Known = "query Tool($q: Boolean! = true) { __schema { queryType @include(if: $q) { name } mutationType { name } } }";
        var first = await engine.AskAsync(Known);
        Assert.That(first, Is.EqualTo("""{"data":{"__schema":{"queryType":{"name":"Query"},"mutationType":null}}}"""));
        var waiting = engine.AskAsync("{ a }");
        Assert.That(await engine.AskAsync(Known), Is.EqualTo(first));
        Assert.That(await engine.AskAsync(Known, """{"q":false}"""), Does.Contain("OVERLOADED"), "another outcome of the condition is another answer");
        Assert.That(await engine.AskAsync("{ __schema { description } }"), Does.Contain("OVERLOADED"));
        go.SetResult(1);
        Assert.That(await waiting, Is.EqualTo("""{"data":{"a":1}}"""));
        Assert.That(await engine.AskAsync(Known, """{"q":false}"""), Is.EqualTo("""{"data":{"__schema":{"mutationType":null}}}"""));
    }

    [TestCase("query ($n: String!) { __type(name: $n) { name } }")]
    [TestCase("query ($n: String!) { __schema { description } t: __type(name: $n) { name } }")]
    public async Task A_result_that_depends_on_a_variable_is_not_cached(string document)
    {
        using var engine = TestEngine.Of("type Query { a: Int }", static map => map.Field("Query", "a", static (IFieldContext _) => 1));
        Assert.That(await engine.AskAsync(document, """{"n":"Query"}"""), Does.Contain("""{"name":"Query"}"""));
        Assert.That(await engine.AskAsync(document, """{"n":"Int"}"""), Does.Contain("""{"name":"Int"}"""));
    }

    [Test]
    public async Task A_query_with_another_field_runs_each_time()
    {
        var runs = 0;
        using var engine = TestEngine.Of("type Query { a: Int }", map => map.Field("Query", "a", (IFieldContext _) => ++runs));
        await engine.AskAsync("{ a __schema { description } }");
        Assert.That(await engine.AskAsync("{ a __schema { description } }"), Does.Contain("\"a\":2"));
    }

    [Test]
    public async Task Introspection_is_rejected_if_it_is_not_allowed()
    {
        using var engine = TestEngine.Of("type Query { a: Int }", map => map.Field("Query", "a", static (IFieldContext _) => 1).Options(o => o.AllowIntrospection = false));
        Assert.That(await engine.AskAsync("{ a __schema { description } }"), Does.Contain("INTROSPECTION_DISABLED"));
        Assert.That(await engine.AskAsync("{ a __typename }"), Is.EqualTo("""{"data":{"a":1,"__typename":"Query"}}"""));
        Assert.That(await engine.AskAsync("{ aa }"), Does.Not.Contain("Did you mean"));
    }

    [Test]
    public async Task One_user_may_read_the_schema_while_others_may_not()
    {
        using var engine = TestEngine.Of("type Query { a: Int }", static map => map
            .Field("Query", "a", static (IFieldContext _) => 1)
            .Options(o => (o.AllowIntrospection, o.AllowIntrospectionTo) = (false, static user => user.Identity?.Name == "ann")));
        const string Document = "query ($q: Boolean! = true) { ...F @include(if: $q) } fragment F on Query { __type(name: \"Int\") { name } }";
        foreach (var user in new[] { "ann", "bob", "ann" })
        {
            using var result = await engine.ExecuteAsync(
                new GraphQLRequest
                {
                    Document = Encoding.UTF8.GetBytes(Document),
                    Services = new ServiceCollection().BuildServiceProvider(),
                    User = new(new System.Security.Claims.ClaimsIdentity([new("name", user)], "test", "name", null)),
                },
                default);
            Assert.That(string.Join(',', result.Errors.Select(e => e.Code)), Is.EqualTo(user == "ann" ? "" : "INTROSPECTION_DISABLED"), user);
            Assert.That(result.HasData, Is.EqualTo(user == "ann"), user);
        }

        Assert.That(await engine.AskAsync("{ aa }"), Does.Not.Contain("Did you mean"));
    }

    private static Task<string> AskAsync(string document)
    {
        using var engine = TestEngine.Of(Sdl, static map => map
            .Scalar("Day", new TechGraph.Api.Scalars.DateCodec())
            .TypeOf("Party", static _ => "Firm")
            .TypeOf("Any", static _ => "Firm")
            .Field("Query", "party", static (IFieldContext _) => "")
            .Field("Query", "any", static (IFieldContext _) => Array.Empty<string>())
            .Field("Query", "gone", static (IFieldContext _) => 1)
            .Field("Query", "day", static (IFieldContext _) => (object?)null)
            .Field("Firm", "id", static (string s) => s));
        return engine.AskAsync(document);
    }
}

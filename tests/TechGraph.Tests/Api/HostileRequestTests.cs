using System.Text;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>Excessive and invalid requests get one clear error, and the next request is answered.</summary>
public sealed class HostileRequestTests
{
    private const string Plain = """{ entity(id: "manus") { name } }""";

    [TearDown]
    public async Task The_next_request_is_answered() => Assert.That((await ApiHost.Shared.DataAsync(Plain)).Text("entity.name"), Is.EqualTo("Manus"));

    [Test]
    public async Task Five_hundred_levels_of_nesting_are_refused()
    {
        var text = string.Concat(Enumerable.Repeat("{ entity ", 500)) + string.Concat(Enumerable.Repeat(" }", 500));
        Assert.That(await ApiHost.Shared.ErrorAsync(text), Is.EqualTo(("LIMIT_EXCEEDED", "The document is nested too deeply. The limit is 128.")));
    }

    [Test]
    public async Task Sixteen_levels_of_recursive_fields_are_refused() => Assert.That(
        await ApiHost.Shared.ErrorAsync("""{ entity(id: "manus") { relations { to { relations { to { relations { to { relations { to { relations { to { relations { to { relations { to { id } } } } } } } } } } } } } } } }"""),
        Is.EqualTo(("LIMIT_EXCEEDED", "Field \"relations\" is nested inside itself too often. The limit is 6.")));

    [Test]
    public async Task Ten_thousand_aliases_are_refused()
    {
        var text = new StringBuilder("{ ");
        for (var i = 0; i < 10_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}:graph{{sequence}} ");
        }

        var (code, message) = await ApiHost.Shared.ErrorAsync(text.Append('}').ToString());
        Assert.That(code, Is.EqualTo("LIMIT_EXCEEDED"));
        Assert.That(message, Does.Contain("The limit is"));
    }

    [Test]
    public async Task A_hundred_and_one_aliases_are_refused()
    {
        var text = string.Join(' ', Enumerable.Range(0, 101).Select(i => $"a{i}: sequence"));
        Assert.That(await ApiHost.Shared.ErrorAsync($"{{ graph {{ {text} }} }}"), Is.EqualTo(("LIMIT_EXCEEDED", "The document has too many aliases. The limit is 100.")));
    }

    [Test]
    public async Task An_unknown_field_is_refused_with_a_suggestion() => Assert.That(
        await ApiHost.Shared.ErrorAsync("""{ entity(id: "manus") { nmae } }"""),
        Is.EqualTo(("GRAPHQL_VALIDATION_FAILED", "Type \"Entity\" has no field \"nmae\". Did you mean \"name\"?")));

    [Test]
    public async Task An_unknown_enum_value_is_refused_with_a_suggestion() => Assert.That(
        await ApiHost.Shared.ErrorAsync("{ dealPaths(input: {from: {}, to: {}, flow: IPP}) { complete } }"),
        Is.EqualTo(("GRAPHQL_VALIDATION_FAILED", "\"Flow\" has no value \"IPP\". Did you mean \"IP\"?")));

    [Test]
    public async Task An_unknown_enum_value_in_a_variable_is_refused() => Assert.That(
        (await ApiHost.Shared.ErrorAsync("query ($f: Flow!) { dealPaths(input: {from: {}, to: {}, flow: $f}) { complete } }", new { f = "IPP" })).Code,
        Is.EqualTo("BAD_USER_INPUT"));

    [Test]
    public async Task An_unknown_id_is_an_error() => Assert.That(
        await ApiHost.Shared.ErrorAsync("""{ entity(id: "manos") { name } }"""), Is.EqualTo(("NOT_FOUND", "There is no entity \"manos\".")));

    [Test]
    public async Task An_unknown_id_in_a_path_query_is_an_error() => Assert.That(
        (await ApiHost.Shared.ErrorAsync("""{ dealPaths(input: {from: {ids: ["manos"]}, to: {}}) { complete } }""")).Message, Does.Contain("manos"));

    [Test]
    public async Task An_event_that_was_not_known_on_the_day_is_an_error() => Assert.That(
        (await ApiHost.Shared.ErrorAsync("""{ event(id: "manus-meta-acquisition", knownAt: "2025-11-30") { id } }""")).Code, Is.EqualTo("NOT_KNOWN"));

    [TestCase("{ entities(first: 0) { totalCount } }")]
    [TestCase("{ entities(first: 101) { totalCount } }")]
    [TestCase("{ entities(after: \"nonsense\") { totalCount } }")]
    [TestCase("{ search(text: \"--\") { matched } }")]
    [TestCase("{ dealPaths(input: {from: {}, to: {}, maxHops: 9}) { complete } }")]
    [TestCase("{ dealPaths(input: {from: {}, to: {}, minHops: 3, maxHops: 2}) { complete } }")]
    public async Task A_value_out_of_range_is_a_user_error(string query)
    {
        var (code, message) = await ApiHost.Shared.ErrorAsync(query);
        Assert.That(code, Is.Not.EqualTo("INTERNAL_SERVER_ERROR"));
        Assert.That(message, Is.Not.Empty);
    }
}

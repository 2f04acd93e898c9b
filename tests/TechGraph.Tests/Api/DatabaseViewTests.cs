using TechGraph.Stores.Cypher;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>The API over Neo4j in its database view gives the same data as over the embedded store, and reads no kind of record completely.</summary>
[Category("Neo4j")]
[NonParallelizable]
public sealed class DatabaseViewTests
{
    private static readonly string[] Queries =
    [
        "{ graph { sequence contentHash entityCount eventCount relationCount sourceCount claimCount } }",
        "{ entities { totalCount pageInfo { hasNextPage endCursor } nodes { id name family kind relations { kind to { name } claims { source { title } } } } } }",
        "{ entities(first: 100, where: {family: {in: [ORGANIZATION]}}, order: [{name: ASC}]) { totalCount nodes { id participations { role event { title date { value { text } } } } } } }",
        "{ entities(where: {or: [{kind: {eq: COUNTRY}}, {name: {startsWith: \"M\"}}]}, order: [{kind: DESC}]) { totalCount nodes { id aliases { name } inverseRelations { kind from { id } } } } }",
        "{ events { totalCount nodes { id title acts { id } linkedFrom { kind event { id } } participants { role entity { name } event { id } } } } }",
        "{ events(where: {family: {eq: DEAL}, from: \"2025-01-01\", participant: {basedIn: \"CN\"}}, order: [{date: ASC}]) { totalCount nodes { id status { status } timeline { status } } } }",
        "{ events(where: {participant: {id: \"manus\"}}, knownAt: \"2026-02-01\") { totalCount nodes { id claims { says } } } }",
        "{ claims(first: 100) { totalCount nodes { id says locator source { title } event { id } entity { id } } } }",
        "{ claims(where: {stance: {in: [ALLEGES, PREDICTS]}}) { totalCount nodes { id attributedTo { name } } } }",
        "{ sources { totalCount nodes { id title claims(first: 5) { id } } } }",
        "{ manus: search(text: \"manus\") { matched entity { id } } cjk: search(text: \"宁德\") { entity { id } } none: search(text: \"zzzz\") { entity { id } } }",
        "{ entity(id: \"meta\") { name basedIn(at: \"2026-01-01\") { truth places { place { name } countries } } } }",
        "{ entity(id: \"nobody\") { name } }",
        "{ paths(input: {from: [\"manus\"], to: [\"meta\"], maxHops: 3}) { totalCount complete nodes { id steps { from { id } to { id } event { id } relation { kind } fromRoles toRoles } } } }",
        "{ paths(input: {from: [\"catl\"], to: [\"ford\"], maxHops: 3, asOf: \"2024-01-01\"}) { totalCount complete noPath } }",
    ];

    private DatabaseViewHost _host = null!;

    private static IEnumerable<TestCaseData> Questions => Queries
        .Concat(Directory.GetFiles(Repository.Of("api", "queries"), "*.graphql").Order().Select(File.ReadAllText))
        .Select((text, index) => new TestCaseData(text).SetArgDisplayNames($"question {index}: {text.Split('\n')[0]}"));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var options = Neo4jServer.Options(Neo4jView.Database);
        await Neo4jServer.WipeAsync(options);
        _host = new DatabaseViewHost(options);
        await _host.DataAsync("{ __typename }");
    }

    [OneTimeTearDown]
    public void Stop() => _host?.Dispose();

    [TestCaseSource(nameof(Questions))]
    public async Task The_result_is_that_of_the_embedded_store_and_no_kind_of_record_was_read_completely(string question)
    {
        var expected = await ApiHost.Shared.QueryAsync(question);
        _host.Cypher.Statements.Clear();
        var answer = await _host.QueryAsync(question);
        TestContext.Out.WriteLine($"{_host.Cypher.Statements.Count} statements.");
        Assert.That(answer.ToString(), Is.EqualTo(expected.ToString()));
        Assert.That(_host.Cypher.Statements.Where(text => text.Contains("n.id > $after", StringComparison.Ordinal) && text.Contains("n.record, n.hash", StringComparison.Ordinal)), Is.Empty);
    }
}

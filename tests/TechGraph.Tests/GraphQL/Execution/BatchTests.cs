using System.Collections.Concurrent;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>Batch fields and loaders: one fetch for each level.</summary>
public sealed class BatchTests
{
    private const string Sdl = """
        type Query { nodes(count: Int!): [Node!]! later: Node }
        type Mutation { node: Node }
        type Node { id: Int! parent: Node children: [Node!]! loaded: Node twice: Int! fails: Int slow: Node capped: Node broken: Node }
        """;

    private sealed record Node(int Id);

    private readonly ConcurrentQueue<string> _fetches = [];

    [Test]
    public async Task Three_levels_over_1000_nodes_need_one_fetch_for_each_level_and_field()
    {
        using var engine = Of();
        var answer = await engine.AskAsync("{ nodes(count: 1000) { parent { id parent { id loaded { id } } } loaded { id } } }");
        Assert.That(answer, Does.Not.Contain("errors").And.EndsWith("{\"parent\":{\"id\":1999,\"parent\":{\"id\":2999,\"loaded\":{\"id\":3999}}},\"loaded\":{\"id\":1999}}]}}"));
        Assert.That(_fetches, Is.EquivalentTo(new[] { "parent 1000", "loaded 1000", "parent 1000", "loaded 1000" }));
    }

    [Test]
    public async Task A_loader_fetches_each_key_once()
    {
        using var engine = Of();
        var answer = await engine.AskAsync("{ a: nodes(count: 3) { loaded { id loaded { id } } } b: nodes(count: 2) { loaded { id } twice } }");
        Assert.That(answer, Does.Not.Contain("errors"));

        // Keys 0 to 2, then 1000 to 1002 (also requested by "twice", after its first key); parallel branches share them.
        Assert.That(_fetches, Is.EqualTo(["loaded 3", "loaded 3"]));
    }

    [Test]
    public async Task Nested_loaders_wait_for_slow_resolvers_beside_them()
    {
        using var engine = Of();
        Assert.That(await engine.AskAsync("{ nodes(count: 2) { slow { loaded { id } } loaded { id } } }"), Does.Not.Contain("errors"));
        Assert.That(_fetches, Is.EqualTo(["loaded 2"]));
    }

    [Test]
    public async Task More_keys_than_a_batch_may_have_are_split()
    {
        using var engine = Of();
        Assert.That(await engine.AskAsync("{ nodes(count: 5) { capped { id } } }"), Does.Not.Contain("errors"));
        Assert.That(_fetches.Order(), Is.EqualTo(["capped 1", "capped 2", "capped 2"]));
    }

    [Test]
    public async Task One_parent_can_fail_alone_and_a_missing_key_is_null()
    {
        using var engine = Of();
        Assert.That(await engine.AskAsync("{ nodes(count: 3) { fails } }"), Does.Contain("\"path\":[\"nodes\",1,\"fails\"]").And.EndsWith("\"data\":{\"nodes\":[{\"fails\":0},{\"fails\":null},{\"fails\":2}]}}"));
        Assert.That(await engine.AskAsync("{ later { loaded { id } } }"), Is.EqualTo("{\"data\":{\"later\":{\"loaded\":null}}}"));
    }

    [Test]
    public async Task If_a_batch_fails_only_its_keys_fail()
    {
        using var engine = Of();
        var answer = await engine.AskAsync("{ nodes(count: 4) { broken { id } loaded { id } } }");
        Assert.That(answer.Split("INTERNAL_SERVER_ERROR"), Has.Length.EqualTo(3), "two keys were in the batch that failed");
        Assert.That(answer, Does.EndWith("\"data\":{\"nodes\":[{\"broken\":null,\"loaded\":{\"id\":1000}},{\"broken\":null,\"loaded\":{\"id\":1001}},{\"broken\":{\"id\":1002},\"loaded\":{\"id\":1002}},{\"broken\":{\"id\":1003},\"loaded\":{\"id\":1003}}]}}"));
    }

    [Test]
    public async Task A_mutation_batches_within_each_of_its_fields()
    {
        using var engine = Of();
        Assert.That(
            await engine.AskAsync("mutation { a: node { parent { id } loaded { id } } b: node { parent { id } children { parent { id } } } }"),
            Is.EqualTo("{\"data\":{\"a\":{\"parent\":{\"id\":1007},\"loaded\":{\"id\":1007}},\"b\":{\"parent\":{\"id\":1007},\"children\":[{\"parent\":{\"id\":1008}},{\"parent\":{\"id\":1009}}]}}}"));
        Assert.That(_fetches, Is.EquivalentTo(new[] { "parent 1", "loaded 1", "parent 1", "parent 2" }));
    }

    private TechGraph.GraphQL.Execution.RequestExecutor Of()
    {
        _fetches.Clear();
        var loaded = new LoaderKey<int, Node>("loaded", (keys, _) => FetchAsync("loaded", keys));
        var capped = new LoaderKey<int, Node>("capped", (keys, _) => FetchAsync("capped", keys), maxBatchSize: 2);
        var broken = new LoaderKey<int, Node>(
            "broken",
            (keys, _) => keys.Contains(0) ? throw new InvalidOperationException("secret") : FetchAsync("broken", keys),
            maxBatchSize: 2);
        return TestEngine.Of(Sdl, map => map
            .Field("Query", "nodes", static (IFieldContext c) => Enumerable.Range(0, c.Arg<int>("count")).Select(i => new Node(i)))
            .Field("Query", "later", static async (IFieldContext _) =>
            {
                await Task.Yield();
                return new Node(-1);
            })
            .Field("Mutation", "node", static async (IFieldContext _) =>
            {
                await Task.Yield();
                return new Node(7);
            })
            .Field("Node", "id", static (Node n) => n.Id)
            .Batch("Node", "parent", async (IBatchContext<Node> b) =>
            {
                await Task.Yield();
                _fetches.Enqueue($"parent {b.Parents.Count}");
                return (IReadOnlyList<Node>)[.. b.Parents.Select(n => new Node(n.Id + 1000))];
            })
            .Field("Node", "children", static (Node n) => new[] { new Node(n.Id + 1), new Node(n.Id + 2) })
            .Field("Node", "loaded", (IFieldContext c) => c.Loader(loaded).LoadAsync(c.Parent<Node>().Id))
            .Field("Node", "twice", async (IFieldContext c) =>
            {
                var first = await c.Loader(loaded).LoadAsync(c.Parent<Node>().Id);
                return (await c.Loader(loaded).LoadAsync(first!.Id))!.Id;
            })
            .Batch("Node", "fails", static (IBatchContext<Node> b) =>
                Task.FromResult<IReadOnlyList<object>>([.. b.Parents.Select(n => n.Id == 1 ? (object)new GraphQLError("No.") : n.Id)]))
            .Field("Node", "slow", static async (IFieldContext c) =>
            {
                for (var i = 0; i < 20; i++)
                {
                    await Task.Yield();
                }

                return c.Parent<Node>();
            })
            .Field("Node", "broken", (IFieldContext c) => c.Loader(broken).LoadAsync(c.Parent<Node>().Id))
            .Field("Node", "capped", (IFieldContext c) => c.Loader(capped).LoadAsync(c.Parent<Node>().Id)));
    }

    private async Task<IReadOnlyDictionary<int, Node>> FetchAsync(string name, IReadOnlyList<int> keys)
    {
        await Task.Yield();
        _fetches.Enqueue($"{name} {keys.Count}");
        return keys.Where(k => k >= 0).ToDictionary(k => k, k => new Node(k + 1000));
    }
}

using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>Allocation of a response: nothing for its leaves.</summary>
[NonParallelizable]
public sealed class AllocationTests
{
    private sealed record Item(int Id, string Name, bool Flag, double Size, Item? Next);

    private static readonly Item[] Items = [.. Enumerable.Range(0, 1000).Select(i => new Item(i, $"name {i}", true, 1.5, new Item(-i, "next", false, 0.5, null)))];

    private const string All = "{ items { a: id b: name c: flag d: size e: id f: name g: flag h: size next { a: id b: name c: flag d: size } } }";

#if DEBUG
    // A debug build allocates an object for each asynchronous method.
    private const int Budget = 1536;
#else
    private const int Budget = 1024;
#endif

    [Test]
    public async Task Leaves_allocate_nothing()
    {
        using var engine = Of();
        var few = await BytesAsync(engine, "{ items { a: id next { a: id } } }");
        var many = await BytesAsync(engine, All);

        // Before the JIT has optimized the code, values may be boxed.
        for (var began = System.Diagnostics.Stopwatch.GetTimestamp(); many - few >= 5_000 && System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds < 60;)
        {
            many = Math.Min(many, await BytesAsync(engine, All));
        }

        await TestContext.Out.WriteLineAsync($"2,000 leaves: {few} B; 12,000 leaves: {many} B.");

        // 10,000 more leaves need less than a byte each; the rest is an occasional larger pooled buffer.
        Assert.That(many - few, Is.LessThan(5_000));
    }

    [Test]
    public async Task A_cached_small_query_allocates_little()
    {
        using var engine = Of();
        var bytes = await BytesAsync(engine, "{ __typename }");
        await TestContext.Out.WriteLineAsync($"Smallest query: {bytes} B.");
        Assert.That(bytes, Is.LessThanOrEqualTo(Budget));
    }

    private static RequestExecutor Of() => TestEngine.Of(
        "type Query { items: [Item!]! } type Item { id: Int! name: String! flag: Boolean! size: Float! next: Item }",
        map => map
            .Field("Query", "items", static (IFieldContext _) => Items)
            .Field("Item", "id", static (Item i) => i.Id)
            .Field("Item", "name", static (Item i) => i.Name)
            .Field("Item", "flag", static (Item i) => i.Flag)
            .Field("Item", "size", static (Item i) => i.Size)
            .Field("Item", "next", static (Item i) => i.Next));

    /// <summary>Bytes of one run with a cached plan and compiled code: the minimum of many runs, because other threads may allocate too.</summary>
    private static async Task<long> BytesAsync(RequestExecutor engine, string document)
    {
        var request = new GraphQLRequest { Document = Encoding.UTF8.GetBytes(document), Services = new ServiceCollection().BuildServiceProvider() };
        var least = long.MaxValue;
        for (var i = 0; i < 100; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var running = engine.ExecuteAsync(request, default);
            var after = GC.GetAllocatedBytesForCurrentThread();
            Assert.That(running.IsCompleted, Is.True);
            using var result = await running;
            Assert.That(result.Errors, Is.Empty);
            least = Math.Min(least, after - before);
        }

        return least;
    }
}

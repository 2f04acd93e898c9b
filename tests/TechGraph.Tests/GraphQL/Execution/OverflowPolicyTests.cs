using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>What happens to events that arrive faster than they are read.</summary>
public sealed class OverflowPolicyTests
{
    [TestCase(OverflowPolicy.Wait, "0 1 2 3 4 5 6 7 8 9")]
    [TestCase(OverflowPolicy.DropOldest, "7 8 9")]
    [TestCase(OverflowPolicy.Close, "0 1 2 OVERLOADED")]
    public async Task The_fields_policy_decides(OverflowPolicy policy, string seen)
    {
        using var engine = TestEngine.Of("type Query { a: Int } type Subscription { n: Int! }", map => map
            .Field("Query", "a", static (IFieldContext _) => 1)
            .Stream("Subscription", "n", static (IFieldContext _) => AtOnceAsync(), policy)
            .Options(o => o.Limits.StreamBuffer = 3));
        var answer = await engine.RespondAsync(
            new GraphQLRequest { Document = "subscription { n }"u8.ToArray(), Services = new ServiceCollection().BuildServiceProvider() }, default);
        var all = new List<string>();
        await foreach (var result in answer.Stream!)
        {
            using (result)
            {
                all.Add(result.Errors.Count > 0 ? result.Errors[0].Code! : Encoding.UTF8.GetString(result.Data.Span)["{\"n\":".Length..^1]);
            }
        }

        Assert.That(string.Join(' ', all), Is.EqualTo(seen));
    }

    // All events arrive before the first can be read.
    private static async IAsyncEnumerable<int> AtOnceAsync()
    {
        await Task.CompletedTask;
        for (var i = 0; i < 10; i++)
        {
            yield return i;
        }
    }
}

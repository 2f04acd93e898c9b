using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TechGraph.Api.Startup;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Validation;

namespace TechGraph.Tests.Api;

/// <summary>Every stored query needs less than half of each default limit, so that people can extend it.</summary>
public sealed class QueryBudgetTests
{
    private static readonly string[] OtherLimits =
        ["ExecutionTime", "CachedPlans", "CachedPlanBytes", "ConcurrentExecutions", "ConcurrentHeavyExecutions", "HeavyCost", "StreamBytes", "WaitingExecutions", "ValidationErrors", "LocationsPerError", "CoercionErrors"];

    private static IEnumerable<string> Limits => typeof(LimitOptions).GetProperties().Select(p => p.Name).Except(OtherLimits);

    [TestCaseSource(nameof(Limits))]
    public async Task Every_stored_query_runs_with_half_of_a_limit(string limit)
    {
        var property = typeof(LimitOptions).GetProperty(limit)!;
        var map = new GraphQLEngineBuilder().AddTechGraph().Options(o => Halve(property, o.Limits));
        using var executor = new RequestExecutor(map.Build(isDevelopment: true).Executable, TimeProvider.System, NullLogger<RequestExecutor>.Instance);
        foreach (var (name, text) in ApiServiceCollectionExtensions.ReadStoredQueries())
        {
            using var result = await executor.ExecuteAsync(
                new GraphQLRequest { Document = Encoding.UTF8.GetBytes(text), Services = new ServiceCollection().BuildServiceProvider(), CostMode = CostMode.Validate },
                default);
            Assert.That(result.Errors.Select(e => e.Message), Is.Empty, name);
            await TestContext.Out.WriteLineAsync($"{name}: {result.Cost}");
        }
    }

    [TestCaseSource(nameof(Limits))]
    public void The_product_keeps_the_default_of_each_limit(string limit)
    {
        var property = typeof(LimitOptions).GetProperty(limit)!;
        var options = new GraphQLEngineBuilder().AddTechGraph().BuildOptions(isDevelopment: false);
        Assert.That(property.GetValue(options.Limits), Is.EqualTo(property.GetValue(new LimitOptions())));
    }

    private static void Halve(PropertyInfo property, LimitOptions limits) => property.SetValue(
        limits, property.GetValue(limits) is double number ? number / 2 : (object)((int)property.GetValue(limits)! / 2));
}

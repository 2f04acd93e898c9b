using BenchmarkDotNet.Running;
using TechGraph.Benchmarks;

// dotnet run -c Release --project tests/TechGraph.Benchmarks -- start            cold and warm start of the API
// dotnet run -c Release --project tests/TechGraph.Benchmarks -- stores 100000   load and start of both stores
// dotnet run -c Release --project tests/TechGraph.Benchmarks -- engine           budgets of the engine, and ratios to npm packages
// dotnet run -c Release --project tests/TechGraph.Benchmarks -- --filter '*'     questions, with allocations
if (args is ["start"])
{
    await Starts.RunAsync();
    return;
}

if (args is ["engine", .. var duration])
{
    await EngineBudgets.RunAsync(duration is [var seconds] ? double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : 3);
    return;
}

if (args is ["stores", .. var rest])
{
    await StoreLoads.RunAsync(rest is [var deals] ? int.Parse(deals, System.Globalization.CultureInfo.InvariantCulture) : 100_000);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Starts).Assembly).Run(args);

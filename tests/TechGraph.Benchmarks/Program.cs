using BenchmarkDotNet.Running;
using TechGraph.Benchmarks;

// dotnet run -c Release --project tests/TechGraph.Benchmarks -- start            cold and warm start of the API
// dotnet run -c Release --project tests/TechGraph.Benchmarks -- --filter '*'     questions, with allocations
if (args is ["start"])
{
    await Starts.RunAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Starts).Assembly).Run(args);

using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.Api.Startup;
using TechGraph.Core.Graph;
using TechGraph.Core.Paths;
using TechGraph.GraphQL.Execution;
using TechGraph.Ingest;
using TechGraph.Ingest.Loading;
using TechGraph.Stores;

namespace TechGraph.Benchmarks;

/// <summary>Queries on the shipped facts in the embedded store. Ratios are to the smallest query.</summary>
[MemoryDiagnoser]
[Config(typeof(InThisProcess))]
public class Questions
{
    private readonly string _folder = Directory.CreateTempSubdirectory("techgraph-bench-").FullName;
    private readonly byte[] _standing = Encoding.UTF8.GetBytes(Repository.Read("api", "queries", "standing-question.graphql"));
    private readonly byte[] _smallest = "{ __typename }"u8.ToArray();
    private readonly DealPathQuery _query = new(
        new EndpointSelector { Country = new CountryRule(CountrySense.Origin, "CN") },
        new EndpointSelector { Country = new CountryRule(CountrySense.BasedIn, "US") })
    { FinalKinds = ["acquisition"] };

    private WebApplication _app = null!;
    private RequestExecutor _executor = null!;
    private IGraphView _view = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder([$"--TechGraph:Data={_folder}"]);
        builder.Services.AddGraphStore(builder.Configuration).AddIngest().AddTechGraphApi(builder.Configuration);
        _app = builder.Build();
        await _app.Services.GetRequiredService<Loader>().LoadAsync([Repository.Of("ingest", "dossiers")], "benchmark");
        _executor = _app.Services.GetRequiredService<RequestExecutor>();
        _view = await _app.Services.GetRequiredService<IGraphStore>().ReadAsync();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The smallest query through the engine, with its plan cached.</summary>
    [Benchmark(Baseline = true)]
    public Task<int> Smallest() => AskAsync(_smallest);

    /// <summary>The stored standing question through the engine, with its plan cached: paths, context and citations as JSON.</summary>
    [Benchmark]
    public Task<int> StandingQuestion() => AskAsync(_standing);

    /// <summary>The same question to the path engine alone.</summary>
    [Benchmark]
    public int StandingQuestionPathsOnly() => PathEngine.Find(_view, _query).Paths.Length;

    private async Task<int> AskAsync(byte[] document)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        using var result = await _executor.ExecuteAsync(new GraphQLRequest { Document = document, Services = scope.ServiceProvider }, CancellationToken.None);
        return result.Errors.Count == 0 ? result.Data.Length : throw new InvalidOperationException(result.Errors[0].Message);
    }

    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(10).WithWarmupCount(5));
    }
}

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.Neo4jStore;

namespace TechGraph.Tests.Fixtures;

/// <summary>The product on Neo4j in its database view, with the shipped dossiers.</summary>
internal sealed class DatabaseViewHost : ApiHost
{
    private readonly Neo4jGraph _store;

    public DatabaseViewHost(Neo4jOptions options)
    {
        Cypher = new RecordingCypher(new QueryApi(options, TimeProvider.System));
        _store = new Neo4jGraph(Options.Create(options), TimeProvider.System, cypher: Cypher);
    }

    public RecordingCypher Cypher { get; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services
            .AddSingleton<IGraphStore>(_store)
            .AddSingleton<IGraphWriter>(_store));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _store.Dispose();
        }
    }
}

using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.Neo4jStore;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Stores.Cypher;

/// <summary>Neo4j fulfils the contract of stores in both of its views.</summary>
[TestFixture(Neo4jView.Memory)]
[TestFixture(Neo4jView.Database)]
[Category("Neo4j")]
[NonParallelizable]
public sealed class Neo4jContractTests(Neo4jView view) : GraphStoreContract
{
    private readonly List<IDisposable> _open = [];
    private Neo4jOptions _options = null!;

    [SetUp]
    public async Task StartEmpty()
    {
        _options = Neo4jServer.Options();
        _options.View = view;
        await Neo4jServer.WipeAsync(_options);
    }

    [TearDown]
    public void Close()
    {
        _open.ForEach(store => store.Dispose());
        _open.Clear();
    }

    protected override (IGraphStore Store, IGraphWriter Writer) OpenEmpty() => Reopen();

    protected override (IGraphStore Store, IGraphWriter Writer) Reopen()
    {
        var store = new Neo4jGraph(Options.Create(_options), TimeProvider.System);
        _open.Add(store);
        return (store, store);
    }
}

using TechGraph.Stores.Cypher;

namespace TechGraph.Tests.Fixtures;

/// <summary>The Neo4j server named by the environment: <c>TECHGRAPH_NEO4J_URI</c>, <c>_USER</c>, <c>_PASSWORD</c>.</summary>
internal static class Neo4jServer
{
    /// <summary>Options for the server. The test is skipped if there is none, and fails if <c>TECHGRAPH_TEST_NEO4J=required</c>.</summary>
    public static Neo4jOptions Options(Neo4jView view = Neo4jView.Memory)
    {
        if (Environment.GetEnvironmentVariable("TECHGRAPH_NEO4J_URI") is { Length: > 0 } uri)
        {
            return new Neo4jOptions
            {
                Uri = new Uri(uri),
                User = Environment.GetEnvironmentVariable("TECHGRAPH_NEO4J_USER") ?? "neo4j",
                Password = Environment.GetEnvironmentVariable("TECHGRAPH_NEO4J_PASSWORD") ?? "",
                RefreshInterval = TimeSpan.Zero,
                View = view,
            };
        }

        const string Message = "No Neo4j server is offered (TECHGRAPH_NEO4J_URI).";
        if (Environment.GetEnvironmentVariable("TECHGRAPH_TEST_NEO4J") == "required")
        {
            Assert.Fail($"{Message} TECHGRAPH_TEST_NEO4J=required promised one.");
        }

        Assert.Ignore(Message);
        throw new InvalidOperationException(Message);
    }

    /// <summary>Deletes everything in the database.</summary>
    public static async Task WipeAsync(Neo4jOptions options)
    {
        using var api = new QueryApi(options, TimeProvider.System);
        await api.RunAsync(new CypherStatement("MATCH (n) DETACH DELETE n") { Timeout = TimeSpan.FromMinutes(1) }, CypherAccess.Write);
    }

    /// <summary>Runs one statement and returns its rows.</summary>
    public static async Task<IReadOnlyList<CypherRow>> RunAsync(Neo4jOptions options, string text, CypherAccess access = CypherAccess.Read)
    {
        using var api = new QueryApi(options, TimeProvider.System);
        return await api.RunAsync(new CypherStatement(text) { Timeout = TimeSpan.FromMinutes(1) }, access);
    }
}

using TechGraph.Tests.GraphQL.Http;

namespace TechGraph.Tests.GraphQL.Peers;

/// <summary>The npm clients "graphql-ws" and "graphql-sse" work with the server.</summary>
[Category("Peers")]
public sealed class ClientTests
{
    [Test]
    public async Task The_web_socket_client_works() => Assert.That(await RunAsync("graphql-ws.mjs", host => host.Socket), Is.EqualTo(
        """
        {"scene":"query","value":{"results":[{"data":{"hello":"Hello é"}}]}}
        {"scene":"count","value":{"results":[{"data":{"count":1}},{"data":{"count":2}},{"data":{"count":3}}]}}
        {"scene":"cancelled","value":{"results":[{"data":{"forever":1}},{"data":{"forever":2}}]}}
        {"scene":"invalid","value":{"results":[],"errors":["GRAPHQL_VALIDATION_FAILED"]}}
        {"scene":"refused","value":{"results":[],"errors":["NO"]}}
        {"scene":"many","value":[{"results":[{"data":{"count":1}}]},{"results":[{"data":{"count":1}},{"data":{"count":2}}]},{"results":[{"data":{"count":1}},{"data":{"count":2}},{"data":{"count":3}}]}]}

        """));

    [Test]
    public async Task The_client_of_server_sent_events_works() => Assert.That(await RunAsync("graphql-sse.mjs", host => host.Address), Is.EqualTo(
        """
        {"scene":"query","value":{"results":[{"data":{"hello":"Hello é"}}]}}
        {"scene":"count","value":{"results":[{"data":{"count":1}},{"data":{"count":2}},{"data":{"count":3}}]}}
        {"scene":"cancelled","value":{"results":[{"data":{"forever":1}},{"data":{"forever":2}}]}}
        {"scene":"invalid","value":{"results":[{"errors":["GRAPHQL_VALIDATION_FAILED"]}]}}
        {"scene":"refused","value":{"results":[{"errors":["NO"]}]}}

        """));

    private static async Task<string> RunAsync(string script, Func<EngineHost, Uri> address)
    {
        NodeScript.RequireNode();
        await using var host = await EngineHost.StartAsync();
        await using var node = NodeScript.Start(script, address(host).ToString());
        var output = await node.ReadToEndAsync();
        await host.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
        return output;
    }
}

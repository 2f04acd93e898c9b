using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Http;

namespace TechGraph.GraphQL.Conformance.Mutation;

/// <summary>Sends corrupted requests to a server in this process: none may crash it, take longer than a second, or return a 5xx.</summary>
internal static class HttpMutation
{
    private static readonly string[] Bodies =
    [
        """{"query":"query ($n: Int, $o: In) { echo(n: $n, o: $o) { echo(n: 1) { __typename } } }","variables":{"n":1.0,"o":{"a":[1,null],"s":"\u00e9\ud83d\ude00"}},"operationName":null,"extensions":{"x":[{}]}}""",
        """{"documentId":"sha256:0000000000000000000000000000000000000000000000000000000000000000","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}""",
        """{"query":"mutation { add } subscription { count }","operationName":"X"}""",
        """{"query":"{ __schema { types { name fields { name } } } }"}""",
    ];

    private static readonly string[] Heads =
    [
        "POST /graphql HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Type: application/json\r\nAccept: application/graphql-response+json\r\n",
        "POST /graphql HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\nAccept: text/event-stream;q=0.5, */*\r\nGraphQL-Cost: report\r\n",
        "GET /graphql?query=%7B__typename%7D&variables=%7B%22a%22:1%7D&operationName= HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAccept: text/html, application/json;q=0.9\r\n",
        "GET /graphql?sdl HTTP/1.1\r\nHost: h\r\nConnection: close\r\nIf-None-Match: \"x\"\r\n",
    ];

    public static async Task RunAsync(int seed, int count)
    {
        await using var app = await StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        var random = new Random(seed);
        var body = new Mutator(random, [.. Bodies.Select(Encoding.UTF8.GetBytes)], GraphQLTokens.All);
        var head = new Mutator(random, [.. Heads.Select(Encoding.ASCII.GetBytes)], GraphQLTokens.All);
        for (var i = 0; i < count; i++)
        {
            // Mostly only the body is corrupted and its framing is valid, so that the request is processed.
            var sent = random.Next(4) == 0 ? head.Next() : Encoding.ASCII.GetBytes(Heads[random.Next(Heads.Length)]);
            var content = body.Next();
            byte[] request = [.. sent, .. Encoding.ASCII.GetBytes($"Content-Length: {content.Length}\r\n\r\n"), .. content];
            var began = Stopwatch.GetTimestamp();
            var status = await SendAsync(address, request);

            // The web server returns 505 for an unknown version of HTTP.
            if (status is >= 500 and not 505 || (status != 0 && Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(1)))
            {
                Console.WriteLine($"{status} after {Stopwatch.GetElapsedTime(began)}: {Convert.ToBase64String(request)}");
            }
        }

        using var client = new HttpClient();
        Console.WriteLine((await client.GetStringAsync(new Uri(address, "/graphql?query=%7B__typename%7D"))).Contains("Query", StringComparison.Ordinal) ? "done" : "dead");
    }

    /// <summary>Returns the status; 0 if the server waits for more or closes the connection, which it may if the framing is invalid.</summary>
    private static async Task<int> SendAsync(Uri address, byte[] request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, address.Port, timeout.Token);
            await socket.SendAsync(request, timeout.Token);
            socket.Shutdown(SocketShutdown.Send);
            var answer = new byte[32];
            var length = 0;
            while (length < 12 && await socket.ReceiveAsync(answer.AsMemory(length), timeout.Token) is > 0 and var read)
            {
                length += read;
            }

            return length >= 12 && int.TryParse(Encoding.ASCII.GetString(answer, 9, 3), System.Globalization.CultureInfo.InvariantCulture, out var status) ? status : 0;
        }
        catch (Exception closed) when (closed is SocketException or OperationCanceledException)
        {
            return closed is OperationCanceledException ? 599 : 0;
        }
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddGraphQLEngine(map => map
            .Sdl("type Query { echo(n: Int, o: In): Query } type Mutation { add: Int } type Subscription { count: Int } input In { a: [Int] s: String o: In }")
            .Field("Query", "echo", static (IFieldContext c) => new object())
            .Field("Mutation", "add", static (IFieldContext _) => 1)
            .Stream("Subscription", "count", static (IFieldContext _) => CountAsync())
            .Store("hello", "{ __typename }")
            .Options(o =>
            {
                o.AllowIntrospection = true;
                o.Http.StoredDocuments = StoredDocumentMode.Allow;
            }));
        var app = builder.Build();
        app.MapTechGraphQL("/graphql");
        await app.StartAsync();
        return app;
    }

    private static async IAsyncEnumerable<int> CountAsync()
    {
        await Task.Yield();
        yield return 1;
    }
}

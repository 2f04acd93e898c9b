using System.Net;
using System.Text;
using TechGraph.Stores.Cypher;

namespace TechGraph.Tests.Stores.Cypher;

/// <summary>How the client handles each response that a server can give.</summary>
public sealed class QueryApiTests
{
    private const string Rows = """{"data":{"fields":["a"],"values":[[{"$type":"Integer","_value":"1"}],[{"$type":"Integer","_value":"2"}]]},"bookmarks":["b1"]}""";

    [TestCase(202)]
    [TestCase(200)]
    public async Task Rows_are_read_with_their_types(int status)
    {
        const string Body = """
            {"data":{"fields":["a"],"values":[[{"$type":"Integer","_value":"9007199254740993"},{"$type":"Float","_value":"0.5"},{"$type":"Boolean","_value":true},
            {"$type":"Null","_value":null},{"$type":"String","_value":"é\"x"},{"$type":"Date","_value":"2025-12-29"},{"$type":"List","_value":[{"$type":"String","_value":"y"}]},
            {"$type":"Map","_value":{"k":{"$type":"Integer","_value":"3"}}}]]}}
            """;
        using var api = Of(new Response(status, Body));
        var row = (await api.RunAsync(new CypherStatement("RETURN 1")))[0];
        Assert.That(row.Values.Take(6), Is.EqualTo(new object?[] { 9007199254740993L, 0.5, true, null, "é\"x", new DateOnly(2025, 12, 29) }));
        Assert.That((row.Get<List<object?>>(6)[0], row.Get<Dictionary<string, object?>>(7)["k"]), Is.EqualTo(("y", 3L)));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    public async Task A_response_can_arrive_in_pieces_of_any_size(int piece)
    {
        using var api = Of(new Response(202, Rows) { PieceSize = piece });
        Assert.That((await api.RunAsync(new CypherStatement("RETURN 1"))).Select(r => r.Get<long>(0)), Is.EqualTo([1L, 2L]));
    }

    [TestCase(400, "Neo.TransientError.Transaction.DeadlockDetected", CypherFailure.Retry)]
    [TestCase(400, "Neo.ClientError.Statement.SyntaxError", CypherFailure.Never)]
    [TestCase(401, "Neo.ClientError.Security.Unauthorized", CypherFailure.Denied)]
    [TestCase(404, "Neo.ClientError.Database.DatabaseNotFound", CypherFailure.Never)]
    [TestCase(429, "Neo.ClientError.Security.AuthenticationRateLimit", CypherFailure.BackOff)]
    [TestCase(500, "Neo.DatabaseError.General.UnknownError", CypherFailure.SlowRetry)]
    public void An_error_is_classified_by_its_code(int status, string code, object failure)
    {
        using var api = Of(new Response(status, $$"""{"errors":[{"code":"{{code}}","message":"why"}]}"""));
        var error = Assert.ThrowsAsync<CypherException>(() => api.RunAsync(new CypherStatement("RETURN 1")));
        Assert.That((error.Result!.Failure, error.Result.Code, error.Result.Message), Is.EqualTo(((CypherFailure)failure, code, "why")));
    }

    [TestCase(502, CypherFailure.UnknownOutcome)]
    [TestCase(503, CypherFailure.Unavailable)]
    [TestCase(504, CypherFailure.UnknownOutcome)]
    [TestCase(500, CypherFailure.SlowRetry)]
    [TestCase(401, CypherFailure.Denied)]
    [TestCase(418, CypherFailure.Never)]
    public void A_response_without_a_Neo4j_error_is_classified_by_its_HTTP_status(int status, object failure)
    {
        using var api = Of(new Response(status, "<html>no JSON</html>"));
        Assert.That(Assert.ThrowsAsync<CypherException>(() => api.RunAsync(new CypherStatement("RETURN 1"))).Result!.Failure, Is.EqualTo(failure));
    }

    [Test]
    public async Task An_error_after_the_first_rows_fails_the_statement()
    {
        const string Body = """{"data":{"fields":["a"],"values":[[{"$type":"Integer","_value":"1"}]]},"errors":[{"code":"Neo.ClientError.Statement.ArithmeticError","message":"/ by zero"}]}""";
        using var api = Of(new Response(202, Body));
        var seen = 0;
        var error = Assert.ThrowsAsync<CypherException>(async () =>
        {
            await foreach (var row in api.StreamAsync(new CypherStatement("RETURN 1"), CypherAccess.Read))
            {
                seen++;
            }
        });
        Assert.That(((await error)!.Code, seen), Is.EqualTo(("Neo.ClientError.Statement.ArithmeticError", 1)));
    }

    [Test]
    public async Task A_truncated_response_is_an_unknown_outcome()
    {
        for (var length = 0; length < Rows.Length; length += 3)
        {
            using var api = Of(new Response(202, Rows[..length]));
            var error = await Assert.ThrowsAsync<CypherException>(() => api.RunAsync(new CypherStatement("RETURN 1")));
            Assert.That(error!.Failure, Is.EqualTo(CypherFailure.UnknownOutcome), $"cut at {length}");
        }
    }

    [Test]
    public async Task A_request_has_the_statement_its_parameters_the_access_mode_and_the_last_bookmark()
    {
        var server = new ScriptedServer([new Response(202, Rows), new Response(202, Rows)]);
        using var api = new QueryApi(new Neo4jOptions { Uri = new Uri("http://localhost:1"), User = "u", Password = "p" }, TimeProvider.System, server);
        var statement = new CypherStatement("RETURN $x") { Parameters = new Dictionary<string, object?> { ["x"] = new[] { "a`b\"", null } } };
        await api.RunAsync(statement, CypherAccess.Write);
        await api.RunAsync(statement);
        Assert.That(server.Requests[0], Does.Match("\"statement\":\"/\\* techgraph:[0-9a-f]{32} \\*/ RETURN \\$x\"").And.Contain("\"accessMode\":\"WRITE\"").And.Not.Contain("bookmarks"));
        Assert.That(server.Requests[1], Does.Contain("\"bookmarks\":[\"b1\"]").And.Contain("\"accessMode\":\"READ\""));
        Assert.That(server.Authorization, Is.EqualTo("Basic " + Convert.ToBase64String("u:p"u8)));
    }

    [Test]
    public async Task An_expired_sign_in_is_repeated_once_with_the_current_password()
    {
        const string Expired = """{"errors":[{"code":"Neo.ClientError.Security.TokenExpired","message":"expired"}]}""";
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "old");
            var server = new ScriptedServer([new Response(401, Expired), new Response(202, Rows), new Response(401, Expired), new Response(401, Expired)]);
            using var api = new QueryApi(new Neo4jOptions { Uri = new Uri("http://localhost:1"), User = "u", PasswordFile = file }, TimeProvider.System, server);
            await File.WriteAllTextAsync(file, "new");
            Assert.That(await api.RunAsync(new CypherStatement("RETURN 1")), Has.Count.EqualTo(2));
            Assert.That(server.Authorization, Is.EqualTo("Basic " + Convert.ToBase64String("u:new"u8)));
            var error = Assert.ThrowsAsync<CypherException>(() => api.RunAsync(new CypherStatement("RETURN 1")));
            Assert.That(((await error)!.Failure, server.Requests.Count), Is.EqualTo((CypherFailure.Reauthenticate, 4)), "two failures in a row are final");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task A_cancelled_call_is_terminated_on_the_server()
    {
        var server = new ScriptedServer([Response.Never, new Response(202, """{"data":{"fields":["t"],"values":[[{"$type":"String","_value":"neo4j-transaction-7"}]]}}"""), new Response(202, Rows)]);
        using var api = new QueryApi(new Neo4jOptions { Uri = new Uri("http://localhost:1") }, TimeProvider.System, server);
        using var giveUp = new CancellationTokenSource();
        var asking = api.RunAsync(new CypherStatement("RETURN 1"), cancellation: giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => asking);
        await server.AllAnswered;
        Assert.That(server.Requests[1], Does.Contain("SHOW TRANSACTIONS"));
        Assert.That(server.Requests[2], Does.Contain("TERMINATE TRANSACTION").And.Contain("neo4j-transaction-7"));
    }

    private static QueryApi Of(params Response[] answers) =>
        new(new Neo4jOptions { Uri = new Uri("http://localhost:1") }, TimeProvider.System, new ScriptedServer(answers));

    private sealed record Response(int Status, string Body)
    {
        public static Response Never { get; } = new(0, "");

        public int PieceSize { get; init; } = int.MaxValue;
    }

    /// <summary>A server that gives these responses in order.</summary>
    private sealed class ScriptedServer(Response[] answers) : HttpMessageHandler
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _next;

        public List<string> Requests { get; } = [];

        public string? Authorization { get; private set; }

        public Task AllAnswered => _all.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(await request.Content!.ReadAsStringAsync(CancellationToken.None));
            Authorization = request.Headers.Authorization?.ToString();
            var response = answers[_next++];
            if (_next == answers.Length)
            {
                _all.SetResult();
            }

            if (response == Response.Never)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return new HttpResponseMessage((HttpStatusCode)response.Status) { Content = new StreamContent(new ChunkedStream(Encoding.UTF8.GetBytes(response.Body), response.PieceSize)) };
        }
    }

    /// <summary>A stream that returns at most a given number of bytes per read.</summary>
    private sealed class ChunkedStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace TechGraph.Stores.Cypher;

/// <summary>Neo4j's HTTP Query API: <c>POST /db/{name}/query/v2</c>. Safe for concurrent use.</summary>
/// <remarks>
/// Closing a connection does not stop a query on the server. Each statement therefore begins with a comment that carries an id, and another
/// request ends a statement that was cancelled.
/// </remarks>
internal sealed class QueryApi : ICypher, IDisposable
{
    private const string Typed = "application/vnd.neo4j.query";
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly Neo4jOptions _options;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<AbandonedTransaction> _abandoned = [];
    private IReadOnlyList<string> _bookmarks = [];
    private AuthenticationHeaderValue? _credentials;

    public QueryApi(Neo4jOptions options, TimeProvider time, HttpMessageHandler? handler = null)
    {
        (_options, _time) = (options, time);
        _http = new HttpClient(handler ?? ServerCertificate.Handler(options))
        {
            BaseAddress = new Uri(options.Uri, $"/db/{options.Database}/query/v2"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(Typed));
        _credentials = ReadCredentials();
    }

    public async IAsyncEnumerable<CypherRow> StreamAsync(
        CypherStatement statement, CypherAccess access, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var row in SendAsync("", statement, access, null, cancellation).ConfigureAwait(false))
        {
            yield return row;
        }
    }

    /// <summary>A cancelled transaction that could not be rolled back; it keeps its locks until the server ends it.</summary>
    private sealed record AbandonedTransaction(string Transaction, string? Member, string? Statement);

    public async Task<ICypherTransaction> BeginAsync(CancellationToken cancellation = default)
    {
        // Otherwise the same work would wait for its own earlier attempt.
        for (var left = _abandoned.Count; left > 0 && _abandoned.TryDequeue(out var abandoned); left--)
        {
            await RollBackAsync(abandoned).ConfigureAwait(false);
        }

        var transaction = new Transaction(this);
        await transaction.OpenAsync(cancellation).ConfigureAwait(false);
        return transaction;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends one request and returns its rows. If the sign-in expired, signs in again once, with the current password.</summary>
    private async IAsyncEnumerable<CypherRow> SendAsync(
        string path, CypherStatement? statement, CypherAccess? access, Transaction? transaction, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            await using var rows = SendOnceAsync(path, statement, access, transaction, cancellation).GetAsyncEnumerator(cancellation);
            bool more;
            try
            {
                more = await rows.MoveNextAsync().ConfigureAwait(false);
            }
            catch (CypherException expired) when (expired.Failure == CypherFailure.Reauthenticate && isFirst)
            {
                Volatile.Write(ref _credentials, ReadCredentials());
                continue;
            }

            while (more)
            {
                yield return rows.Current;
                more = await rows.MoveNextAsync().ConfigureAwait(false);
            }

            yield break;
        }
    }

    private AuthenticationHeaderValue? ReadCredentials() => _options.User.Length == 0
        ? null
        : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.User}:{_options.ReadPassword()}")));

    /// <summary>Sends one request and returns its rows. Every failure, at any time, is a <see cref="CypherException"/>.</summary>
    private async IAsyncEnumerable<CypherRow> SendOnceAsync(
        string path, CypherStatement? statement, CypherAccess? access, Transaction? transaction, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        transaction?.Remember(id);
        using var late = new CancellationTokenSource(statement?.Timeout ?? _options.WriteTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        using var request = Request(path, statement, access, transaction, id);
        using var response = await GuardAsync(
            () => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token), isSent: false, id, late.Token, cancellation).ConfigureAwait(false);
        transaction?.Remember(response);
        await using var body = await GuardAsync(() => response.Content.ReadAsStreamAsync(either.Token), isSent: true, id, late.Token, cancellation).ConfigureAwait(false);
        var answer = new QueryResponseReader(body);
        await using var rows = answer.RowsAsync(either.Token).GetAsyncEnumerator(CancellationToken.None);
        while (await GuardAsync(() => rows.MoveNextAsync().AsTask(), isSent: true, id, late.Token, cancellation).ConfigureAwait(false))
        {
            yield return rows.Current;
        }

        Check(response, answer);
        transaction?.Remember(answer);
        if (answer.Bookmarks.Count > 0)
        {
            Volatile.Write(ref _bookmarks, answer.Bookmarks);
        }
    }

    private HttpRequestMessage Request(string path, CypherStatement? statement, CypherAccess? access, Transaction? transaction, string id)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{_http.BaseAddress}{path}"));
        request.Headers.Authorization = Volatile.Read(ref _credentials);
        transaction?.Prepare(request);
        var isTyped = statement?.Parameters.Values.Any(TypedJson.NeedsTypes) ?? false;
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (statement is not null)
            {
                writer.WriteString("statement", $"/* techgraph:{id} */ {statement.Text}");
                writer.WriteStartObject("parameters");
                foreach (var (name, value) in statement.Parameters)
                {
                    writer.WritePropertyName(name);
                    if (isTyped)
                    {
                        TypedJson.Write(writer, value);
                    }
                    else
                    {
                        TypedJson.WritePlain(writer, value);
                    }
                }

                writer.WriteEndObject();
            }

            if (access is { } mode)
            {
                writer.WriteString("accessMode", mode == CypherAccess.Read ? "READ" : "WRITE");
            }

            if (transaction is null or { IsOpen: false } && Volatile.Read(ref _bookmarks) is { Count: > 0 } bookmarks)
            {
                writer.WriteStartArray("bookmarks");
                foreach (var bookmark in bookmarks)
                {
                    writer.WriteStringValue(bookmark);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        request.Content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(isTyped ? Typed : "application/json");
        return request;
    }

    private static void Check(HttpResponseMessage response, QueryResponseReader answer)
    {
        if (answer.Error is { } error)
        {
            throw new CypherException(FailureClassifier.Of(error.Code), error.Code, error.Message) { RetryAfter = response.Headers.RetryAfter?.Delta };
        }

        if (!response.IsSuccessStatusCode)
        {
            var failure = response.StatusCode switch
            {
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => CypherFailure.Denied,
                HttpStatusCode.TooManyRequests => CypherFailure.BackOff,
                HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => CypherFailure.UnknownOutcome,
                HttpStatusCode.ServiceUnavailable => CypherFailure.Unavailable,
                >= HttpStatusCode.InternalServerError => CypherFailure.SlowRetry,
                _ => CypherFailure.Never,
            };
            throw new CypherException(failure, null, $"The server responded with status {(int)response.StatusCode}.") { RetryAfter = response.Headers.RetryAfter?.Delta };
        }

        if (!answer.IsComplete)
        {
            throw new CypherException(CypherFailure.UnknownOutcome, null, "The server's response was incomplete.");
        }
    }

    /// <summary>Turns network exceptions into <see cref="CypherException"/>s; ends a cancelled statement on the server.</summary>
    private async Task<T> GuardAsync<T>(Func<Task<T>> call, bool isSent, string id, CancellationToken late, CancellationToken cancellation)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            End(id);
            throw;
        }
        catch (OperationCanceledException error) when (late.IsCancellationRequested)
        {
            End(id);
            throw new CypherException(CypherFailure.UnknownOutcome, null, "The server did not respond in time.", error);
        }
        catch (HttpRequestException error) when (!isSent && error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            throw new CypherException(CypherFailure.Unavailable, null, $"The server at {_options.Uri} cannot be reached.", error);
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.SecureConnectionError)
        {
            throw new CypherException(CypherFailure.Never, null, $"The server at {_options.Uri} has no certificate that this machine trusts. Give its root certificate in TechGraph__Neo4j__CertificateFile.", error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            End(id);
            throw new CypherException(CypherFailure.UnknownOutcome, null, "The connection to the server broke.", error);
        }
    }

    /// <summary>Ends a statement on the server without making the caller wait, who has already cancelled it.</summary>
    private void End(string id) => _ = EndAsync(id);

    private async Task EndAsync(string id)
    {
        try
        {
            var find = new CypherStatement("SHOW TRANSACTIONS YIELD transactionId, currentQuery WHERE currentQuery CONTAINS $id RETURN transactionId")
            {
                Parameters = new Dictionary<string, object?> { ["id"] = $"techgraph:{id}" },
                Timeout = EndTimeout,
            };
            foreach (var row in await this.RunAsync(find).ConfigureAwait(false))
            {
                await this.RunAsync(
                    new CypherStatement("TERMINATE TRANSACTION $transaction")
                    {
                        Parameters = new Dictionary<string, object?> { ["transaction"] = row.Get<string>(0) },
                        Timeout = EndTimeout,
                    },
                    CypherAccess.Write).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is CypherException or ObjectDisposedException)
        {
            // A server that does not answer ends the statement by its own time limit, if it has one (docs/neo4j.md).
        }
    }

    /// <summary>Rolls a transaction back; if the server does not answer, before the next transaction begins.</summary>
    private async Task RollBackAsync(AbandonedTransaction abandoned)
    {
        using var timeout = new CancellationTokenSource(EndTimeout, _time);
        try
        {
            if (abandoned.Statement is { } statement)
            {
                await EndAsync(statement).ConfigureAwait(false);
            }

            using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri($"{_http.BaseAddress}/tx/{abandoned.Transaction}"));
            request.Headers.Authorization = Volatile.Read(ref _credentials);
            if (abandoned.Member is not null)
            {
                request.Headers.TryAddWithoutValidation(Transaction.Affinity, abandoned.Member);
            }

            using var response = await _http.SendAsync(request, timeout.Token).ConfigureAwait(false);
            if (response.StatusCode >= HttpStatusCode.InternalServerError)
            {
                _abandoned.Enqueue(abandoned);
            }
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException)
        {
            _abandoned.Enqueue(abandoned);
        }
    }

    /// <summary>An explicit transaction of the Query API.</summary>
    private sealed class Transaction(QueryApi api) : ICypherTransaction
    {
        public const string Affinity = "neo4j-cluster-affinity";
        private string? _id;
        private string? _member;
        private string? _statement;

        public bool IsOpen => _id is not null;

        public async Task OpenAsync(CancellationToken cancellation)
        {
            await DrainAsync("/tx", null, cancellation).ConfigureAwait(false);
            if (_id is null)
            {
                throw new CypherException(CypherFailure.UnknownOutcome, null, "The server opened no transaction.");
            }
        }

        public async Task<IReadOnlyList<CypherRow>> RunAsync(CypherStatement statement, CancellationToken cancellation = default) =>
            await DrainAsync($"/tx/{_id}", statement, cancellation).ConfigureAwait(false);

        public async Task CommitAsync(CypherStatement? last = null, CancellationToken cancellation = default)
        {
            await DrainAsync($"/tx/{_id}/commit", last, cancellation).ConfigureAwait(false);
            _id = null;
        }

        public async ValueTask DisposeAsync()
        {
            if (_id is null)
            {
                return;
            }

            var abandoned = new AbandonedTransaction(_id, _member, _statement);
            _id = null;
            await api.RollBackAsync(abandoned).ConfigureAwait(false);
        }

        /// <summary>In a cluster, all requests of a transaction go to the member that opened it.</summary>
        public void Prepare(HttpRequestMessage request)
        {
            if (_member is not null)
            {
                request.Headers.TryAddWithoutValidation(Affinity, _member);
            }
        }

        public void Remember(HttpResponseMessage response) =>
            _member ??= response.Headers.TryGetValues(Affinity, out var values) ? values.First() : null;

        public void Remember(QueryResponseReader answer)
        {
            _id ??= answer.TransactionId;
            _statement = null;
        }

        /// <summary>The running statement, so that it can be ended if no response comes.</summary>
        public void Remember(string statement) => _statement = statement;

        private async Task<IReadOnlyList<CypherRow>> DrainAsync(string path, CypherStatement? statement, CancellationToken cancellation)
        {
            var rows = new List<CypherRow>();
            await foreach (var row in api.SendAsync(path, statement, null, this, cancellation).ConfigureAwait(false))
            {
                rows.Add(row);
            }

            return rows;
        }
    }
}

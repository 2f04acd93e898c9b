using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.View;

namespace TechGraph.Stores.DatabaseView;

/// <summary>Reads one version of the database for one request. Safe for concurrent use.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle is never used holds no resource.
internal sealed class DatabaseRead
#pragma warning restore CA1001
{
    private const int Attempts = 3;

    // Each round goes one step further. The longest possible chain, through places and owners, is far shorter.
    private const int MaxRounds = 100;

    private readonly Neo4jRecordReader _records;
    private readonly QueryRunner _runner;
    private readonly Neo4jOptions _options;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Lock _pinning = new();
    private volatile bool _hasAnswered;
    private volatile bool _isOutdated;

    public DatabaseRead(ICypher cypher, Neo4jRecordReader records, Neo4jOptions options, Terms terms, long sequence)
    {
        (_records, _options, Terms) = (records, options, terms);
        _runner = new QueryRunner(cypher, options);
        Records = new FetchedRecords(_runner, terms);
        Version = VersionOf(sequence);
    }

    public Terms Terms { get; }

    public FetchedRecords Records { get; }

    public GraphVersion Version { get; private set; }

    public long MaxEdges => _options.NeighbourhoodEdges;

    /// <summary>Runs a query until nothing that it reads is missing and everything is of one version.</summary>
    public async ValueTask<T> AskAsync<T>(Func<IGraphView, T> question, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await GuardAsync(() => AnswerAsync(question, cancellation)).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The version. It is fixed from now on, because the caller has seen it.</summary>
    public GraphVersion Pin()
    {
        lock (_pinning)
        {
            _hasAnswered = true;
            return Version;
        }
    }

    /// <summary>Throws if the graph is known to have changed since something was answered.</summary>
    public void RefuseNewerVersion()
    {
        if (_isOutdated)
        {
            throw Busy(null);
        }
    }

    /// <summary>Fetches while the caller waits, for a read outside a query.</summary>
    public void FetchNow(Func<CancellationToken, Task> fetch) => WaitPinned(async () =>
    {
        await fetch(CancellationToken.None).ConfigureAwait(false);
        return true;
    });

    /// <summary>Number of records of a kind.</summary>
    public int Count(RecordKind kind) => WaitPinned(async () =>
    {
        var rows = await _runner.RunAsync($"MATCH (n:{GraphRows.Label(kind)}) WHERE n.record IS NOT NULL RETURN count(n)", CancellationToken.None).ConfigureAwait(false);
        return (int)rows[0].Get<long>(0);
    });

    /// <summary>All records of a kind, extensions merged in, in order of id.</summary>
    public IReadOnlyList<object> ReadAll(RecordKind kind) => WaitPinned(async () =>
    {
        var kinds = kind is RecordKind.Entity or RecordKind.Event ? new[] { kind, RecordKind.Extension } : [kind];
        var set = RecordSet.Read(await _records.AllAsync(kinds, CancellationToken.None).ConfigureAwait(false));
        IEnumerable<object> all = kind switch
        {
            RecordKind.Dossier => set.Dossiers,
            RecordKind.Entity => set.Entities,
            RecordKind.Event => set.Events,
            RecordKind.Relation => set.Relations,
            RecordKind.Source => set.Sources,
            RecordKind.Judgement => set.Judgements,
            _ => set.Claims,
        };
        return (IReadOnlyList<object>)[.. all];
    });

    private async Task<T> AnswerAsync<T>(Func<IGraphView, T> question, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            // A failure during another process's write may be caused by that write.
            Exception? failure = null;
            try
            {
                var answer = await RoundsAsync(question, cancellation).ConfigureAwait(false);
                if (await HasStayedAsync(cancellation).ConfigureAwait(false))
                {
                    _hasAnswered = true;
                    return answer;
                }
            }
            catch (Exception error) when (error is not (CypherException or OperationCanceledException))
            {
                failure = error;
                if (await HasStayedAsync(cancellation).ConfigureAwait(false))
                {
                    throw;
                }
            }

            var (sequence, _) = await _records.HeadAsync(_options.RefreshTimeout, cancellation).ConfigureAwait(false);
            lock (_pinning)
            {
                if (attempt == Attempts || _hasAnswered)
                {
                    _isOutdated = true;
                    throw Busy(failure);
                }

                Records.Clear();
                Version = VersionOf(sequence);
            }
        }
    }

    private async Task<T> RoundsAsync<T>(Func<IGraphView, T> question, CancellationToken cancellation)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (new DatabaseGraph(this, isCollecting: true).TryAnswer(question, out var answer))
            {
                return answer;
            }

            await Records.FetchWantedAsync(cancellation).ConfigureAwait(false);
        }

        throw new StoreException("STORE_SLOW", "The query needs too many rounds of reads from the database. Request less at a time.");
    }

    private async Task<bool> HasStayedAsync(CancellationToken cancellation) =>
        (await _records.HeadAsync(_options.ReadTimeout, cancellation).ConfigureAwait(false)).Sequence == Version.Sequence;

    /// <summary>Runs work outside a query, and checks that the version is the same before and after.</summary>
    private T WaitPinned<T>(Func<Task<T>> work)
    {
        RefuseNewerVersion();
        Pin();
        return Wait(async () =>
        {
            var done = await work().ConfigureAwait(false);
            if (!await HasStayedAsync(CancellationToken.None).ConfigureAwait(false))
            {
                _isOutdated = true;
                throw Busy(null);
            }

            return done;
        });
    }

    private static StoreException Busy(Exception? cause) => new("GRAPH_BUSY", "Other processes wrote while the graph was read. Try again; if this repeats, wait until they have finished.", cause);

    /// <summary>The content hash of a version that is not in memory, from the stored hashes of the records.</summary>
    private GraphVersion VersionOf(long sequence) => new(sequence, () => WaitPinned(async () =>
        ContentHash.Of(await _records.AllAsync(Enum.GetValues<RecordKind>(), CancellationToken.None, withText: false).ConfigureAwait(false))));

    private T Wait<T>(Func<Task<T>> work) => GuardAsync(() => Task.Run(work)).GetAwaiter().GetResult();

    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (CypherException failure)
        {
            throw Neo4jErrors.Of(failure, _options);
        }
    }
}

using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;
using TechGraph.Stores.View;

namespace TechGraph.Stores.Cypher.Database;

/// <summary>One request's look at the database, of one version. Safe for concurrent use.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing.
internal sealed class Look
#pragma warning restore CA1001
{
    private const int Attempts = 3;

    // Each round goes one step further; the longest chain that may be asked for, through places and owners, is far shorter.
    private const int MostRounds = 100;

    private readonly Neo4jRecords _records;
    private readonly Reader _reader;
    private readonly Neo4jOptions _options;
    private readonly SemaphoreSlim _gate = new(1);
    private long _sequence;
    private bool _hasAnswered;

    public Look(ICypher cypher, Neo4jRecords records, Neo4jOptions options, Terms terms, long sequence)
    {
        (_records, _options, _sequence, Terms) = (records, options, sequence, terms);
        _reader = new Reader(cypher, options);
        Holdings = new Holdings(_reader, terms);
        Version = VersionOf(sequence);
    }

    public Terms Terms { get; }

    public Holdings Holdings { get; }

    public GraphVersion Version { get; private set; }

    public long MostEdges => _options.NeighbourhoodEdges;

    /// <summary>Asks a question until nothing that it looks at is missing, and all of it is of one version.</summary>
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

    /// <summary>Fetches while the caller waits, for a look outside of a question.</summary>
    public void FetchNow(Func<CancellationToken, Task> fetch) => Wait(async () =>
    {
        _hasAnswered = true;
        await fetch(CancellationToken.None).ConfigureAwait(false);
        await RefuseMovedAsync().ConfigureAwait(false);
        return true;
    });

    /// <summary>How many records of a kind there are.</summary>
    public int Count(RecordKind kind) => Wait(async () =>
    {
        var rows = await _reader.RunAsync($"MATCH (n:{GraphRows.Label(kind)}) WHERE n.record IS NOT NULL RETURN count(n)", CancellationToken.None).ConfigureAwait(false);
        await RefuseMovedAsync().ConfigureAwait(false);
        return (int)rows[0].Get<long>(0);
    });

    /// <summary>All records of a kind, extensions merged in, by id.</summary>
    public IReadOnlyList<object> ReadAll(RecordKind kind) => Wait(async () =>
    {
        var kinds = kind is RecordKind.Entity or RecordKind.Event ? new[] { kind, RecordKind.Extension } : [kind];
        var records = await _records.AllAsync(kinds, CancellationToken.None).ConfigureAwait(false);
        await RefuseMovedAsync().ConfigureAwait(false);
        var set = RecordSet.Read(records);
        IEnumerable<object> all = kind switch
        {
            RecordKind.Dossier => set.Dossiers,
            RecordKind.Entity => set.Entities,
            RecordKind.Event => set.Events,
            RecordKind.Relation => set.Relations,
            RecordKind.Source => set.Sources,
            _ => set.Claims,
        };
        return (IReadOnlyList<object>)[.. all];
    });

    private async Task<T> AnswerAsync<T>(Func<IGraphView, T> question, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            // What goes wrong while somebody writes may have gone wrong because of it.
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

            if (attempt == Attempts || _hasAnswered)
            {
                throw Busy(failure);
            }

            Holdings.Clear();
            (_sequence, _) = await _records.HeadAsync(_options.LookTimeout, cancellation).ConfigureAwait(false);
            Version = VersionOf(_sequence);
        }
    }

    private async Task<T> RoundsAsync<T>(Func<IGraphView, T> question, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (new DatabaseGraph(this, isCollecting: true).TryAnswer(question, out var answer))
            {
                return answer;
            }

            await Holdings.FetchWantedAsync(cancellation).ConfigureAwait(false);
        }

        throw new StoreException("STORE_SLOW", "The question goes too far to be answered from the database. Ask for less at once.");
    }

    private async Task<bool> HasStayedAsync(CancellationToken cancellation) =>
        (await _records.HeadAsync(_options.ReadTimeout, cancellation).ConfigureAwait(false)).Sequence == _sequence;

    private async Task RefuseMovedAsync()
    {
        _hasAnswered = true;
        if (!await HasStayedAsync(CancellationToken.None).ConfigureAwait(false))
        {
            throw Busy(null);
        }
    }

    private static StoreException Busy(Exception? cause) => new("GRAPH_BUSY", "Others wrote while the graph was read. Ask again; if it goes on, when the load is over.", cause);

    /// <summary>The content hash of a version that is not in memory: of the hashes that the records carry.</summary>
    private GraphVersion VersionOf(long sequence) => new(sequence, () => Wait(async () =>
    {
        var records = await _records.AllAsync(Enum.GetValues<RecordKind>(), CancellationToken.None, withText: false).ConfigureAwait(false);
        await RefuseMovedAsync().ConfigureAwait(false);
        return ContentHash.Of(records);
    }));

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

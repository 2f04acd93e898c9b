using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Stores.Embedded;

namespace TechGraph.Tests.Fixtures;

/// <summary>A temporary folder with a data file, the stores that have it open, and what they log.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly List<SqliteGraph> _open = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("techgraph-data-").FullName;

    public string DataFile => System.IO.Path.Combine(Path, "techgraph.db");

    public string HeadFile => DataFile + ".head";

    /// <summary>The messages of all stores, each with its level.</summary>
    public List<string> Log { get; } = [];

    /// <summary>The store as another process would open it.</summary>
    public SqliteGraph Open()
    {
        var store = new SqliteGraph(Options.Create(new EmbeddedOptions { Data = Path, RefreshInterval = TimeSpan.Zero }), TimeProvider.System, log: new ListLogger<SqliteGraph>(Log));
        _open.Add(store);
        return store;
    }

    /// <summary>Closes all stores.</summary>
    public void Close()
    {
        _open.ForEach(store => store.Dispose());
        _open.Clear();
    }

    /// <summary>Writes versions, each of one source.</summary>
    public static async Task WriteAsync(SqliteGraph store, int from, int to)
    {
        for (var version = from; version <= to; version++)
        {
            await store.ApplyAsync(Change(version), version - 1);
        }
    }

    public static ChangeSet Change(int version)
    {
        var (id, dossier) = (new SourceId($"s{version}"), new DossierId("d"));
        return new ChangeSet("tester", $"change {version}", [StoredRecord.Of(RecordRef.To(id), dossier, new Source(id, dossier) { Tier = Tier.Secondary, Title = $"Source {version}" })], []);
    }

    public object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DataFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        Close();
        Directory.Delete(Path, recursive: true);
    }
}

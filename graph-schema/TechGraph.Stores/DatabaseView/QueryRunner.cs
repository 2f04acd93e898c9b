using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Stores.Cypher;

namespace TechGraph.Stores.DatabaseView;

/// <summary>Runs the statements of one read of the database. Data is passed only in parameters.</summary>
internal sealed class QueryRunner(ICypher cypher, Neo4jOptions options)
{
    // Limits the time of a request, and keeps the number of different statements in the server's plan cache small.
    private const int IdsAtOnce = 2_000;

    /// <summary>Rows of a statement.</summary>
    public Task<IReadOnlyList<CypherRow>> RunAsync(string text, CancellationToken cancellation, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var values = new Dictionary<string, object?>(parameters.Length);
        foreach (var (name, value) in parameters)
        {
            values[name] = value;
        }

        return cypher.RunAsync(new CypherStatement(text) { Parameters = values, Timeout = options.ReadTimeout }, cancellation: cancellation);
    }

    /// <summary>Rows of a statement that takes <c>$ids</c>; ids are sent in order and in limited numbers.</summary>
    public async Task<List<CypherRow>> ByIdsAsync(
        string text, IEnumerable<string> ids, CancellationToken cancellation, params (string Name, object? Value)[] parameters)
    {
        var rows = new List<CypherRow>();
        foreach (var chunk in ids.Distinct().Order(StringComparer.Ordinal).Chunk(IdsAtOnce))
        {
            rows.AddRange(await RunAsync(text, cancellation, [("ids", chunk), .. parameters]).ConfigureAwait(false));
        }

        return rows;
    }

    /// <summary>Parses a record.</summary>
    public static T Read<T>(RecordKind kind, object? json)
    {
        try
        {
            return (T)RecordJson.Read(kind, System.Text.Encoding.UTF8.GetBytes((string)json!));
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or FormatException or KeyNotFoundException)
        {
            throw new StoreException("STORE_DAMAGED", $"A record cannot be read: {error.Message} Run techgraph verify.", error);
        }
    }

    /// <summary>Parses the records of a column that is a list of texts.</summary>
    public static IEnumerable<T> ReadAll<T>(RecordKind kind, object? column) => ((IEnumerable<object?>)column!).Select(json => Read<T>(kind, json));

    /// <summary>Texts of a column that is a list.</summary>
    public static IEnumerable<string> Texts(object? column) => ((IEnumerable<object?>)column!).Cast<string>();
}

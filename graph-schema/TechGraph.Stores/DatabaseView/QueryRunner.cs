using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Stores.Cypher;

namespace TechGraph.Stores.DatabaseView;

/// <summary>Short ways for one look at the database to ask the server. Only parameters carry data.</summary>
internal sealed class QueryRunner(ICypher cypher, Neo4jOptions options)
{
    // Requests of a bounded size have a bounded time, and the plan's cache sees the same few statements.
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

    /// <summary>Rows of a statement that takes <c>$ids</c>, which are given in order and in bounded numbers.</summary>
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

    /// <summary>A record from its text.</summary>
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

    /// <summary>Records from a column that holds a list of texts.</summary>
    public static IEnumerable<T> ReadAll<T>(RecordKind kind, object? column) => ((IEnumerable<object?>)column!).Select(json => Read<T>(kind, json));

    /// <summary>Texts from a column that holds a list.</summary>
    public static IEnumerable<string> Texts(object? column) => ((IEnumerable<object?>)column!).Cast<string>();
}

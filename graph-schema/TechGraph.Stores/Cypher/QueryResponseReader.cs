using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TechGraph.Stores.Cypher;

/// <summary>Reads a response row by row, and keeps one row at a time in memory.</summary>
/// <remarks>
/// A response is <c>{"data":{"fields":[…],"values":[[…],…]},"errors":[…],"bookmarks":[…],"transaction":{…}}</c>. Errors may follow rows;
/// the end is missing if the connection was cut.
/// </remarks>
internal sealed class QueryResponseReader(Stream body)
{
    private enum Section
    {
        Outside,
        Rows,
        Ended,
    }

    private readonly PipeReader _pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = 64 });
    private Section _section = Section.Outside;
    private string? _member;

    /// <summary>The first error of the response; null: none. Known after the last row.</summary>
    public (string Code, string Message)? Error { get; private set; }

    public IReadOnlyList<string> Bookmarks { get; private set; } = [];

    public string? TransactionId { get; private set; }

    /// <summary>Whether the body was complete. Known after the last row.</summary>
    public bool IsComplete { get; private set; }

    public async IAsyncEnumerable<CypherRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = new List<CypherRow>();
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellation).ConfigureAwait(false);
            var consumed = Take(read.Buffer, read.IsCompleted, rows);
            _pipe.AdvanceTo(consumed, read.Buffer.End);
            foreach (var row in rows)
            {
                yield return row;
            }

            rows.Clear();
            if (read.IsCompleted || _section == Section.Ended)
            {
                yield break;
            }
        }
    }

    private SequencePosition Take(ReadOnlySequence<byte> buffer, bool isFinal, List<CypherRow> rows)
    {
        var reader = new Utf8JsonReader(buffer, isFinal, _state);
        var (position, state) = (reader.Position, reader.CurrentState);
        try
        {
            while (Step(ref reader, rows))
            {
                (position, state) = (reader.Position, reader.CurrentState);
            }
        }
        catch (JsonException)
        {
            // A body that was cut is not JSON; the caller detects that it is incomplete.
            _section = Section.Ended;
        }

        _state = state;
        return position;
    }

    /// <summary>Reads one token, or one complete value at the start of a row or of a small member; false: more bytes are needed.</summary>
    private bool Step(ref Utf8JsonReader reader, List<CypherRow> rows)
    {
        var before = reader;
        if (_section == Section.Ended || !reader.Read())
        {
            return false;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _member = reader.GetString();
                break;
            case JsonTokenType.StartArray when _section == Section.Outside && _member == "values" && reader.CurrentDepth == 2:
                _section = Section.Rows;
                break;
            case JsonTokenType.EndArray when _section == Section.Rows:
                _section = Section.Outside;
                break;
            case JsonTokenType.StartArray when _section == Section.Rows:
            case JsonTokenType.StartArray or JsonTokenType.StartObject when _member is "errors" or "bookmarks" or "transaction" && reader.CurrentDepth == 1:
                if (!JsonDocument.TryParseValue(ref reader, out var value))
                {
                    reader = before;
                    return false;
                }

                using (value)
                {
                    Keep(value.RootElement, rows);
                }

                break;
            case JsonTokenType.EndObject when reader.CurrentDepth == 0:
                IsComplete = true;
                _section = Section.Ended;
                break;
        }

        return true;
    }

    private void Keep(JsonElement value, List<CypherRow> rows)
    {
        if (_section == Section.Rows)
        {
            rows.Add(new CypherRow([.. value.EnumerateArray().Select(TypedJson.Read)]));
            return;
        }

        switch (_member)
        {
            case "errors" when value.GetArrayLength() > 0:
                Error = (value[0].GetProperty("code").GetString() ?? "", value[0].GetProperty("message").GetString() ?? "");
                break;
            case "bookmarks":
                Bookmarks = [.. value.EnumerateArray().Select(b => b.GetString()!)];
                break;
            case "transaction":
                TransactionId = value.GetProperty("id").GetString();
                break;
        }
    }
}

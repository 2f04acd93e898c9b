using TechGraph.Core.Graph;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Formats;

/// <summary>The whole graph as JSON lines, one record a line in order of kind and id. Read back, it is the same graph.</summary>
public static class JsonLines
{
    /// <summary>Writes records.</summary>
    public static async Task WriteAsync(IEnumerable<StoredRecord> records, TextWriter output, CancellationToken cancellation = default)
    {
        foreach (var record in StoredRecord.AsWritten(records).OrderBy(record => record.Ref))
        {
            cancellation.ThrowIfCancellationRequested();
            await output.WriteAsync(RecordLine.Write(record).AsMemory(), cancellation).ConfigureAwait(false);
            await output.WriteAsync("\n".AsMemory(), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Reads lines; empty ones are passed over.</summary>
    /// <param name="input">The lines.</param>
    /// <param name="file">Their name for problems.</param>
    /// <param name="problems">Takes what is wrong, by line.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IReadOnlyList<StoredRecord>> ReadAsync(TextReader input, string file, Problems problems, CancellationToken cancellation = default)
    {
        var records = new List<StoredRecord>();
        for (var number = 1; await input.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line) && RecordLine.Read(line, new TextPosition(file, number, 1), problems) is { } record)
            {
                records.Add(record);
            }
        }

        return records;
    }
}

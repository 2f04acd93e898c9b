using TechGraph.Core.Graph;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Formats;

/// <summary>Exports the graph as JSON lines, one record a line in order of kind and id. An import of the file gives the same graph.</summary>
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

    /// <summary>Reads lines and skips empty ones.</summary>
    /// <param name="input">The lines.</param>
    /// <param name="file">Their file name for problems.</param>
    /// <param name="problems">Receives the problems, in order of lines.</param>
    /// <param name="cancellation">Stops the read.</param>
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

using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using TechGraph.Core.Parsing;

namespace TechGraph.Api.Logging;

/// <summary>
/// Writes each event as one line: time in UTC, level, category, number, message, and an exception with its stack. Whatever comes from a
/// dossier or a request can neither start a line of its own nor move the cursor, and no line is longer than <see cref="MaxBytes"/>.
/// </summary>
internal sealed class EventLineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>The name in the setting <c>Logging:Console:FormatterName</c>.</summary>
    public const string FormatterName = "line";

    /// <summary>Maximum number of bytes of a line in UTF-8, without the line break.</summary>
    public const int MaxBytes = 4_000;

    private const string Cut = "…";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Level(entry.LogLevel)} {entry.Category}[{entry.EventId.Id}] ")
            .Append(SafeText.Message(entry.Formatter(entry.State, entry.Exception)));
        if (entry.Exception is { } exception)
        {
            line.Append(" | ").Append(SafeText.Escape(exception.ToString().ReplaceLineEndings(" | ")));
        }

        textWriter.Write(Shorten(line.ToString()));
        textWriter.Write('\n');
    }

    private static string Shorten(string line)
    {
        if (Encoding.UTF8.GetByteCount(line) <= MaxBytes)
        {
            return line;
        }

        var (bytes, length) = (Encoding.UTF8.GetByteCount(Cut), 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > MaxBytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return line[..length] + Cut;
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => level.ToString().ToLowerInvariant(),
    };
}

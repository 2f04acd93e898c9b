using System.Text;
using TechGraph.Core.Parsing;

namespace TechGraph.Cli;

/// <summary>Standard error for people: escapes characters that could move the cursor, and cuts long messages.</summary>
internal sealed class SafeWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(value is '\n' or '\r' or '\t' ? value.ToString() : SafeText.Escape(value.ToString()));

    public override void Write(string? value)
    {
        if (value is not null)
        {
            inner.Write(string.Join('\n', value.Split('\n').Select(Line)));
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine(string? value)
    {
        Write(value);
        inner.WriteLine();
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    /// <summary>A message of a command, which is one line: line breaks in it come from a value and are escaped.</summary>
    public override Task WriteLineAsync(string? value)
    {
        inner.WriteLine(SafeText.Message(value ?? ""));
        return Task.CompletedTask;
    }

    public override void Flush() => inner.Flush();

    private static string Line(string line) => string.Join('\t', SafeText.Message(line.TrimEnd('\r')).Split("\\u0009"));
}

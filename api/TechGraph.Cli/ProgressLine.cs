using System.Diagnostics;
using System.Globalization;
using TechGraph.Ingest.Loading;

namespace TechGraph.Cli;

/// <summary>Shows the progress of a long load: on a terminal in one updated line, otherwise in one line for each durable change set.</summary>
internal sealed class ProgressLine(TextWriter output) : IProgress<LoadProgress>
{
    private const int Width = 30;

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private readonly long _began = Stopwatch.GetTimestamp();
    private int _batches;

    public void Report(LoadProgress value)
    {
        _batches++;
        var seconds = Math.Max(0.001, Stopwatch.GetElapsedTime(_began).TotalSeconds);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Written} of {value.Total} records, {value.Written / seconds:F0} per second, {value.Written / _batches} per change set");
        if (!_isTerminal)
        {
            // A load of one change set needs no progress.
            if (value.Written < value.Total || _batches > 1)
            {
                output.WriteLine(text);
            }

            return;
        }

        var done = value.Total == 0 ? Width : (int)((long)Width * value.Written / value.Total);
        output.Write($"\r{new string('#', done).PadRight(Width, '.')} {text}{(value.Written == value.Total ? Environment.NewLine : "")}");
    }
}

using System.CommandLine;
using System.Text.Json;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Loading;

namespace TechGraph.Cli;

/// <summary>The report of a command for programs: with <c>--json</c>, standard output has one JSON object and nothing else.</summary>
internal static class JsonReport
{
    public static Option<bool> Option() => new("--json") { Description = "Write one JSON object instead of text." };

    public static Task WriteJsonAsync(this TextWriter output, object report) => output.WriteLineAsync(JsonSerializer.Serialize(report, TableOutput.Json));

    /// <summary>Problems with their positions; line and column count from 1.</summary>
    public static IEnumerable<object> Of(IEnumerable<Problem> problems) => problems.Select(p => new
    {
        file = p.Position.File,
        line = p.Position.Line,
        column = p.Position.Column,
        severity = p.IsWarning ? "warning" : "error",
        code = p.Code,
        text = p.Text,
    });

    /// <summary>The sentence about a load that ended with problems.</summary>
    public static string RefusalSummary(LoadReport report) => report.ChangeSets == 0
        ? $"Nothing was loaded: {Count.Of(report.Problems.Length, "problem")}."
        : $"Another process changed the graph during the load, and now there are problems: {report.Problems.Length}. Records already written stay: {report.Added} added, {report.Changed} changed, {report.Removed} removed.";

    /// <summary>The report of a load.</summary>
    public static object Of(LoadReport report) => new
    {
        dossiers = report.Dossiers,
        added = report.Added,
        changed = report.Changed,
        removed = report.Removed,
        unchanged = report.Unchanged,
        version = report.Sequence,
        missing = report.Missing.Select(id => id.ToString()),
        problems = Of(report.Problems),
    };
}

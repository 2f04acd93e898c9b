using System.CommandLine;
using TechGraph.Core.Graph;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.History;

namespace TechGraph.Cli;

/// <summary><c>--recorded</c>: uses a recorded version of the graph instead of the newest.</summary>
internal static class RecordedOption
{
    public static Option<RecordedPoint?> Create() => new("--recorded")
    {
        HelpName = "point",
        Description = "Use the graph as it was recorded at a version (12), at the end of a day in UTC (2026-11-24) or at a moment (2026-11-24T18:00:00Z).",
        CustomParser = result =>
        {
            var point = RecordedPoint.Parse(result.Tokens.Count == 1 ? result.Tokens[0].Value : "");
            if (point.Error is { } error)
            {
                result.AddError($"--recorded: {error.Text}");
            }

            return point.Value;
        },
    };

    /// <summary>The requested version of the graph.</summary>
    public static async Task<IGraphView> ReadAsync(this StoreSession session, Option<RecordedPoint?> recorded, CancellationToken cancellation) =>
        session.Parsed.GetValue(recorded) is { } point
            ? await RecordedGraph.ReadAsync(session.Open.Store, point, Terms.Shipped, cancellation)
            : await session.ReadAsync(cancellation);
}

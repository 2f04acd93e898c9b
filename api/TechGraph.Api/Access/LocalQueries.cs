using TechGraph.Core.Graph;

namespace TechGraph.Api.Access;

/// <summary>Marks that queries run in this process without a server: there are no users and no intake.</summary>
/// <param name="Recorded">The version of the graph to query; null: the newest.</param>
internal sealed record LocalQueries(RecordedPoint? Recorded)
{
    /// <summary>The answer to a query about the intake.</summary>
    public const string NoIntake = "There is no intake here. Send the query to the server over HTTP with a key, or run techgraph watch (docs/intake.md).";
}

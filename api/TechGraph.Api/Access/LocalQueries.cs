using TechGraph.Core.Graph;

namespace TechGraph.Api.Access;

/// <summary>The schema is asked in this process, without a server: nobody signs in, and there is no intake.</summary>
/// <param name="Recorded">Which graph is asked; null: the newest version.</param>
internal sealed record LocalQueries(RecordedPoint? Recorded)
{
    /// <summary>What is said to who asks for the intake.</summary>
    public const string NoIntake = "There is no intake here. Send the query to the server over HTTP with a key, or run techgraph watch (docs/intake.md).";
}

using TechGraph.Core.Graph;

namespace TechGraph.Api.Access;

/// <summary>The schema is asked in this process, without a server: nobody signs in, and there is no intake.</summary>
/// <param name="Recorded">Which graph is asked; null: the newest version.</param>
internal sealed record LocalQueries(RecordedPoint? Recorded)
{
    /// <summary>What is said to who asks for the intake.</summary>
    public const string NoIntake = "The intake is asked where it runs: over HTTP with a key, or by techgraph watch (docs/intake.md).";
}

namespace TechGraph.Ingest.Generation;

/// <summary>What to generate. The same plan gives the same dossiers, byte for byte, on every machine.</summary>
/// <param name="Events">Number of events; 1 to <see cref="MaxEvents"/>.</param>
/// <param name="Seed">Seed of the random numbers.</param>
/// <param name="WithPlaces">Whether to generate countries. Without them the graph can be loaded beside the shipped dossiers, which define the same ids.</param>
public sealed record GeneratorPlan(int Events, int Seed = 1, bool WithPlaces = true)
{
    /// <summary>Maximum number of events of one plan.</summary>
    public const int MaxEvents = 10_000_000;

    /// <summary>Events in one dossier; the last one may have fewer.</summary>
    public const int EventsPerDossier = 200;

    /// <summary>Number of dossiers with events.</summary>
    public int Dossiers => (Events + EventsPerDossier - 1) / EventsPerDossier;
}

/// <summary>A generated dossier.</summary>
/// <param name="Name">File name, such as <c>made-up-00001.yaml</c>.</param>
/// <param name="Text">The dossier.</param>
public sealed record GeneratedDossier(string Name, string Text);

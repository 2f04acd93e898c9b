namespace TechGraph.Ingest.Generation;

/// <summary>What graph is to be made up. The same plan gives the same dossiers, byte for byte, on every machine.</summary>
/// <param name="Events">How many events; 1 to <see cref="MaxEvents"/>.</param>
/// <param name="Seed">Of the random numbers.</param>
/// <param name="WithPlaces">Whether countries come too; without them the graph goes beside the shipped dossiers, which define the same ids.</param>
public sealed record GeneratorPlan(int Events, int Seed = 1, bool WithPlaces = true)
{
    /// <summary>Most events of one plan.</summary>
    public const int MaxEvents = 10_000_000;

    /// <summary>Events of one dossier; the last one may have fewer.</summary>
    public const int EventsPerDossier = 200;

    /// <summary>How many dossiers of events it makes.</summary>
    public int Dossiers => (Events + EventsPerDossier - 1) / EventsPerDossier;
}

/// <summary>A dossier that was made up.</summary>
/// <param name="Name">Of the file, such as <c>made-up-00001.yaml</c>.</param>
/// <param name="Text">The dossier.</param>
public sealed record GeneratedDossier(string Name, string Text);

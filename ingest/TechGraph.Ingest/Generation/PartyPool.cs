namespace TechGraph.Ingest.Generation;

/// <summary>The parties generated so far. It grows from dossier to dossier, so that later deals involve earlier parties.</summary>
internal sealed class PartyPool
{
    /// <summary>Companies, oldest first.</summary>
    public List<string> Companies { get; } = [];

    /// <summary>Technologies with their holders. A licensee may pass on what it has, so that chains arise.</summary>
    public List<PooledTechnology> Technologies { get; } = [];

    /// <summary>Deals that acts may be about.</summary>
    public List<string> Deals { get; } = [];

    /// <summary>Sources of the dossier that is being generated.</summary>
    public List<string> Sources { get; } = [];
}

/// <summary>A technology and its holders, the owner first.</summary>
internal sealed record PooledTechnology(string Id, List<string> Holders);

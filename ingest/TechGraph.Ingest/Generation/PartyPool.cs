namespace TechGraph.Ingest.Generation;

/// <summary>Who there is so far to take part: it grows from dossier to dossier, and later deals know earlier parties.</summary>
internal sealed class PartyPool
{
    /// <summary>Companies, oldest first.</summary>
    public List<string> Companies { get; } = [];

    /// <summary>Technologies with those who have them; a licensee may pass on what it has, so that chains come about.</summary>
    public List<PooledTechnology> Technologies { get; } = [];

    /// <summary>Deals of which acts may speak.</summary>
    public List<string> Deals { get; } = [];

    /// <summary>Sources of the dossier that is being written.</summary>
    public List<string> Sources { get; } = [];
}

/// <summary>A technology and who has it, first its owner.</summary>
internal sealed record PooledTechnology(string Id, List<string> Holders);

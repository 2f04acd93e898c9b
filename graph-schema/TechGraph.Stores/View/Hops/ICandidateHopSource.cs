
namespace TechGraph.Stores.View.Hops;

/// <summary>Gives the candidate hops of one query. It may give too many, never too few.</summary>
internal interface ICandidateHopSource
{
    /// <summary>Hops that begin at one of the entities.</summary>
    Task<List<CandidateHop>> FromAsync(IEnumerable<string> givers, CancellationToken cancellation);

    /// <summary>Hops that end at one of the entities.</summary>
    Task<List<CandidateHop>> ToAsync(IEnumerable<string> takers, CancellationToken cancellation);

    /// <summary>A page of hops in order of deal id, after a deal; and the last deal of the page, null at the end.</summary>
    Task<(List<CandidateHop> Hops, string? Last)> AllAsync(string after, CancellationToken cancellation);

    /// <summary>Pairs of holder and owner, at any time, for holders; none if owners do not continue chains.</summary>
    Task<ILookup<string, string>> OwnersAsync(IEnumerable<string> holders, CancellationToken cancellation);

    /// <summary>What entities own, at any time; nothing if owners do not continue chains.</summary>
    Task<IReadOnlyCollection<string>> OwnedAsync(IEnumerable<string> owners, CancellationToken cancellation);
}


namespace TechGraph.Stores.View.Hops;

/// <summary>Where the walks of one question come from. Each may give too many, never too few.</summary>
internal interface ICandidateHopSource
{
    /// <summary>Walks that begin at one of the entities.</summary>
    Task<List<CandidateHop>> FromAsync(IEnumerable<string> givers, CancellationToken cancellation);

    /// <summary>Walks that end at one of the entities.</summary>
    Task<List<CandidateHop>> ToAsync(IEnumerable<string> takers, CancellationToken cancellation);

    /// <summary>Some walks by id of the deal, after a deal; and the last deal looked at, null at the end.</summary>
    Task<(List<CandidateHop> Walks, string? Last)> AllAsync(string after, CancellationToken cancellation);

    /// <summary>Pairs of holder and owner, at some time, for holders; none where owners do not carry on.</summary>
    Task<ILookup<string, string>> OwnersAsync(IEnumerable<string> holders, CancellationToken cancellation);

    /// <summary>Whom entities own, at some time; nobody where owners do not carry on.</summary>
    Task<IReadOnlyCollection<string>> OwnedAsync(IEnumerable<string> owners, CancellationToken cancellation);
}


namespace TechGraph.Stores.View.Hops;

/// <summary>A deal along which a flow may run from one entity to another, before anything but its shape is known.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Giver">From whom.</param>
/// <param name="Taker">To whom.</param>
/// <param name="MayGoOn">Its kind may stand before the last deal.</param>
/// <param name="MayEnd">Its kind may stand at the end.</param>
internal sealed record CandidateHop(string Deal, string Giver, string Taker, bool MayGoOn, bool MayEnd);

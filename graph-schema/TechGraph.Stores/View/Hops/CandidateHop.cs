
namespace TechGraph.Stores.View.Hops;

/// <summary>A deal along which a flow may run from one entity to another. Only its kind and roles have been tested.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Giver">From whom.</param>
/// <param name="Taker">To whom.</param>
/// <param name="MayContinue">Whether deals of its kind may come before the last one.</param>
/// <param name="MayEnd">Whether deals of its kind may be the last one.</param>
internal sealed record CandidateHop(string Deal, string Giver, string Taker, bool MayContinue, bool MayEnd);

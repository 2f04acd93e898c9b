using System.Collections.Immutable;
using TechGraph.Schema.Model;

namespace TechGraph.Schema.Resolution;

/// <summary>What is shown as <em>the</em> value, with everything that it rests on and everything that speaks against it.</summary>
/// <typeparam name="T">The type of value.</typeparam>
/// <param name="Value">The value after the rule: what can all be true is combined; of what excludes each other, tier, then the later publication, then the claim id decide.</param>
/// <param name="By">Claims that it rests on, the deciding one first; never empty.</param>
/// <param name="Competing">Claims that say something that excludes it, strongest first.</param>
public sealed record Resolved<T>(T Value, ImmutableArray<Claim> By, ImmutableArray<Claim> Competing)
    where T : class;

using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Lenses;

/// <summary>The value that is shown, with the claims that it is based on and the claims that contradict it.</summary>
/// <typeparam name="T">The type of value.</typeparam>
/// <param name="Value">
/// Statements that can all be true are combined. Among statements that exclude each other, the claim with the higher tier is used, then the later
/// publication, then the lower claim id.
/// </param>
/// <param name="By">Claims that the value is based on, the deciding one first; never empty.</param>
/// <param name="Competing">Claims that contradict the value, strongest first.</param>
public sealed record Resolved<T>(T Value, ImmutableArray<Claim> By, ImmutableArray<Claim> Competing)
    where T : class;

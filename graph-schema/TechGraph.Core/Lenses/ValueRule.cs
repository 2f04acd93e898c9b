using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Lenses;

/// <summary>The one rule that turns claims into a value (docs/values.md).</summary>
internal static class ValueRule
{
    /// <summary>Combines values in order of strength; null when there are none.</summary>
    /// <param name="stated">Claims that resolve, with what they state, in any order.</param>
    /// <param name="strength">Orders claims, the strongest first.</param>
    /// <param name="combine">What both values allow; null when they exclude each other.</param>
    public static Resolved<T>? Resolve<T>(IEnumerable<(Claim Claim, T Value)> stated, IComparer<Claim> strength, Func<T, T, T?> combine)
        where T : class
    {
        T? value = null;
        var by = ImmutableArray.CreateBuilder<Claim>();
        var competing = ImmutableArray.CreateBuilder<Claim>();
        foreach (var (claim, next) in stated.OrderBy(pair => pair.Claim, strength))
        {
            var combined = value is null ? next : combine(value, next);
            if (combined is null)
            {
                competing.Add(claim);
            }
            else
            {
                value = combined;
                by.Add(claim);
            }
        }

        return value is null ? null : new Resolved<T>(value, by.ToImmutable(), competing.ToImmutable());
    }
}

using TechGraph.Core.Lenses;

namespace TechGraph.Api.Resolvers;

/// <summary>A record together with the lens through which the request reads it.</summary>
internal sealed record LensView<T>(Lens Lens, T Record)
{
    /// <summary>Another record through the same lens.</summary>
    public LensView<TOther> With<TOther>(TOther other) => new(Lens, other);

    /// <summary>Other records through the same lens.</summary>
    public IEnumerable<LensView<TOther>> Each<TOther>(IEnumerable<TOther> others) => others.Select(other => With(other));
}

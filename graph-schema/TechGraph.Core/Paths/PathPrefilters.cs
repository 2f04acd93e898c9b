using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;

namespace TechGraph.Core.Paths;

/// <summary>Derives from a path query what a store can filter by itself. A prefilter may let too much through, never too little; the engine decides.</summary>
internal static class PathPrefilters
{
    /// <summary>Which deals may be hops.</summary>
    /// <param name="lens">Which claims count.</param>
    /// <param name="query">The query.</param>
    /// <param name="lenient">Whether unknown values pass, so that no country is a filter.</param>
    public static DealPrefilter Of(Lens lens, DealPathQuery query, bool lenient)
    {
        // The dates and the outcome that a store keeps with a deal come from all claims. They can filter only if all claims count.
        var all = query.KnownAt is null && query.Evidence.ExcludeSources.IsEmpty;
        // A deal without a date is an error then, wherever it is.
        var everywhere = query.Time is { Mode: TimeMode.Window, Undated: UndatedRule.Error };
        var window = query.Time.Mode == TimeMode.Window ? query.Time : null;
        return new DealPrefilter
        {
            Flow = query.Flow,
            From = everywhere ? null : NullIfBroad(Ends(query.From, query.IncludeGroups, lenient)),
            To = everywhere ? null : NullIfBroad(Ends(query.To, query.IncludeGroups, lenient)),
            Kinds = query.DealKinds,
            FinalKinds = query.FinalKinds,
            MaxHops = query.MaxHops,
            LatestStart = all ? Earlier(query.Time.AsOf, window?.WindowTo) : null,
            EarliestEnd = all ? window?.WindowFrom : null,
            WithOwners = query.Ownership is not null,
            WithoutStopped = all && query.Time.AsOf is null && !query.EffectiveStandings.Contains(Standing.Never),
            Avoid = query.Avoid.Ids,
            Budget = Math.Min(query.Budget, lens.View.MaxEdges),
        };
    }

    /// <summary>The entities that a selector matches, whatever the country.</summary>
    public static EntityPrefilter Of(EndpointSelector selector, bool includeGroups) => new()
    {
        Ids = selector.Ids,
        Families = selector.Families,
        Kinds = selector.Kinds,
        Sectors = selector.Sectors,
        NamedOnly = !includeGroups,
    };

    /// <summary>The relation that the sense of a country requires of the entity itself; null: none.</summary>
    public static PlacePrefilter? PlaceOf(CountryRule? rule) => rule?.Sense switch
    {
        CountrySense.FoundedIn => new PlacePrefilter("founded_in", rule.Code),
        CountrySense.IncorporatedIn => new PlacePrefilter("incorporated_in", rule.Code),
        CountrySense.BasedIn => new PlacePrefilter("based_in", rule.Code),
        _ => null,
    };

    private static EntityPrefilter Ends(EndpointSelector selector, bool includeGroups, bool lenient) =>
        Of(selector, includeGroups) with { Place = lenient ? null : PlaceOf(selector.Country) };

    /// <summary>The prefilter; null if it has only families and kinds, which filter too little to be worth a list of entities.</summary>
    private static EntityPrefilter? NullIfBroad(EntityPrefilter prefilter) =>
        prefilter.Ids.IsEmpty && prefilter.Place is null && prefilter.Sectors.IsEmpty ? null : prefilter;

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null ? a : a < b ? a : b;
}

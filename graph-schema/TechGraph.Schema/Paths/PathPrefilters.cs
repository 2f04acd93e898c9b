using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Resolution;

namespace TechGraph.Schema.Paths;

/// <summary>What of a path question a store can narrow by itself. It may let too much through, never too little; the engine decides.</summary>
internal static class PathPrefilters
{
    /// <summary>Which deals may be hops.</summary>
    /// <param name="lens">What is known.</param>
    /// <param name="query">The question.</param>
    /// <param name="lenient">Whether values that are unknown pass, so that no country narrows.</param>
    public static DealPrefilter Of(Lens lens, DealPathQuery query, bool lenient)
    {
        // What a store has written beside a deal (its dates, that it came to nothing) is worked out of all claims: it narrows only where all count.
        var all = query.KnownAt is null && query.Evidence.ExcludeSources.IsEmpty;
        // A deal without a date is an error then, wherever it lies.
        var everywhere = query.Time is { Mode: TimeMode.Window, Undated: UndatedRule.Error };
        var window = query.Time.Mode == TimeMode.Window ? query.Time : null;
        return new DealPrefilter
        {
            Flow = query.Flow,
            From = everywhere ? null : Anybody(Ends(query.From, query.IncludeGroups, lenient)),
            To = everywhere ? null : Anybody(Ends(query.To, query.IncludeGroups, lenient)),
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

    /// <summary>Whom a selector means by itself, whatever the country.</summary>
    public static EntityPrefilter Of(EndpointSelector selector, bool includeGroups) => new()
    {
        Ids = selector.Ids,
        Families = selector.Families,
        Kinds = selector.Kinds,
        Sectors = selector.Sectors,
        NamedOnly = !includeGroups,
    };

    /// <summary>The relation that a country's sense asks of the entity itself; null: it asks none.</summary>
    public static PlacePrefilter? PlaceOf(CountryRule? rule) => rule?.Sense switch
    {
        CountrySense.FoundedIn => new PlacePrefilter("founded_in", rule.Code),
        CountrySense.IncorporatedIn => new PlacePrefilter("incorporated_in", rule.Code),
        CountrySense.BasedIn => new PlacePrefilter("based_in", rule.Code),
        _ => null,
    };

    private static EntityPrefilter Ends(EndpointSelector selector, bool includeGroups, bool lenient) =>
        Of(selector, includeGroups) with { Place = lenient ? null : PlaceOf(selector.Country) };

    /// <summary>Families and kinds alone narrow too little to be worth a list of entities.</summary>
    private static EntityPrefilter? Anybody(EntityPrefilter prefilter) =>
        prefilter.Ids.IsEmpty && prefilter.Place is null && prefilter.Sectors.IsEmpty ? null : prefilter;

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null ? a : a < b ? a : b;
}

using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Tests.Core.Paths.Reference;

/// <summary>A random query about a small world.</summary>
internal static class RandomQuery
{
    public static DealPathQuery Of(Random random, SmallWorld world)
    {
        var mode = (TimeMode)SmallWorld.Pick(random, [3, 3, 3, 0, 1, 2]);
        var asOf = mode == TimeMode.Snapshot || random.Next(3) == 0 ? SmallWorld.Day(random.Next(1, 18)) : (DateOnly?)null;
        var (from, window) = (random.Next(1, 12), random.Next(3));
        return new DealPathQuery(Selector(random, world), Selector(random, world))
        {
            Flow = SmallWorld.Pick(random, [Flow.Ip, Flow.Ip, Flow.Ip, Flow.Money, Flow.Control, Flow.People]),
            DealKinds = random.Next(6) == 0 ? ["licence"] : [],
            FinalKinds = random.Next(6) == 0 ? ["acquisition"] : [],
            Standings = random.Next(6) == 0 ? [SmallWorld.Pick(random, Enum.GetValues<Standing>())] : [],
            Via = random.Next(8) == 0 ? [new ViaRule([new EntityId(SmallWorld.Pick(random, world.Companies))], [])] : [],
            Avoid = new AvoidRule { DegreeAbove = random.Next(4) == 0 ? random.Next(1, 4) : 200, Ids = random.Next(8) switch { 0 => [SmallWorld.Pick(random, world.Deals).Id], 1 => [SmallWorld.Pick(random, world.Companies)], _ => [] } },
            MinHops = random.Next(6) == 0 ? 2 : 1,
            MaxHops = random.Next(2, 5),
            Time = new TimeRule
            {
                Mode = mode,
                AsOf = asOf,
                WindowFrom = mode == TimeMode.Window && window > 0 ? SmallWorld.Day(from) : null,
                WindowTo = mode == TimeMode.Window && window < 2 ? SmallWorld.Day(from + random.Next(8)) : null,
                TiesAllowed = random.Next(3) > 0,
                Certain = random.Next(4) == 0,
                MaxGap = random.Next(4) == 0 ? random.Next(6) : null,
                Undated = random.Next(3) == 0 ? UndatedRule.Wildcard : UndatedRule.Exclude,
            },
            JurisdictionAt = SmallWorld.Pick(random, [JurisdictionAt.HopDate, JurisdictionAt.HopDate, JurisdictionAt.AsOf, JurisdictionAt.Ever]),
            Ownership = random.Next(3) == 0 ? new OwnershipRule(random.Next(2) * 50, random.Next(2) == 0 ? UnknownShare.Allow : UnknownShare.Exclude) : null,
            IncludeGroups = random.Next(2) == 0,
        };
    }

    /// <summary>The query as text for test output.</summary>
    public static string Describe(DealPathQuery query) =>
        $"from {End(query.From)} to {End(query.To)} flow {query.Flow} hops {query.MinHops}..{query.MaxHops} kinds [{string.Join(' ', query.DealKinds)}] "
        + $"final [{string.Join(' ', query.FinalKinds)}] standings [{string.Join(' ', query.Standings)}] via [{string.Join(' ', query.Via.SelectMany(v => v.Ids))}] "
        + $"avoid [{string.Join(' ', query.Avoid.Ids)}] degree {query.Avoid.DegreeAbove} groups {query.IncludeGroups} at {query.JurisdictionAt} {query.Ownership} {query.Time}";

    private static string End(EndpointSelector end) => $"[{string.Join(' ', end.Ids)} {end.Country}]";

    private static EndpointSelector Selector(Random random, SmallWorld world) => random.Next(4) switch
    {
        0 => new EndpointSelector { Ids = [new EntityId(SmallWorld.Pick(random, world.Companies))] },
        1 => new EndpointSelector
        {
            Country = new CountryRule(
                SmallWorld.Pick(random, [CountrySense.BasedIn, CountrySense.BasedIn, CountrySense.FoundedIn, CountrySense.Origin]),
                SmallWorld.Country(random).ToUpperInvariant()),
        },
        _ => new EndpointSelector(),
    };
}

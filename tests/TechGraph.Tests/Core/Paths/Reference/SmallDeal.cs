namespace TechGraph.Tests.Core.Paths.Reference;

/// <summary>A deal of a small world: a giving party, a taking party, and sometimes a seller.</summary>
internal sealed record SmallDeal(string Id, string Kind, string Giving, string Taking)
{
    public string? Seller { get; init; }

    public List<string> Technologies { get; init; } = [];

    public DaySpan? Announced { get; init; }

    public DaySpan? Closed { get; init; }

    public DaySpan? Ended { get; init; }

    public DaySpan? Blocked { get; init; }

    public string? Supersedes { get; init; }

    public static SmallDeal Random(Random random, string id, SmallWorld world, IReadOnlyList<string> parties)
    {
        var kind = SmallWorld.Pick(random, ["licence", "licence", "partnership", "acquisition"]);
        var giving = SmallWorld.Pick(random, parties);
        var taking = SmallWorld.Pick(random, parties.Where(p => p != giving).ToList());
        var others = parties.Where(p => p != giving && p != taking).ToList();
        var date = random.Next(10) == 0 ? null : DaySpan.Random(random);
        var closed = random.Next(4) > 0;
        var later = date is null ? null : new DaySpan(date.Last + 1 + random.Next(3), date.Last + 4 + random.Next(3));
        return new SmallDeal(id, kind, giving, taking)
        {
            Seller = kind == "acquisition" && others.Count > 0 && random.Next(2) == 0 ? SmallWorld.Pick(random, others) : null,
            Technologies = [.. world.Technologies.Append("f0").Where(_ => random.Next(3) == 0)],
            Announced = closed ? null : date,
            Closed = closed ? date : null,
            Ended = closed && kind == "licence" && random.Next(3) == 0 ? later : null,
            Blocked = kind == "acquisition" && random.Next(4) == 0 ? later : null,
            Supersedes = random.Next(5) == 0 && world.Deals.Count > 0 ? SmallWorld.Pick(random, world.Deals).Id : null,
        };
    }

    /// <summary>The participants with the roles of the vocabulary.</summary>
    public IEnumerable<(string Role, string Entity)> Roles()
    {
        yield return (Kind switch { "licence" => "licensor", "partnership" => "contributor", _ => "target" }, Giving);
        yield return (Kind switch { "licence" => "licensee", "partnership" => "recipient", _ => "acquirer" }, Taking);
        if (Seller is not null)
        {
            yield return ("seller", Seller);
        }

        foreach (var technology in Technologies)
        {
            yield return ("technology", technology);
        }
    }

    /// <summary>The values of its one claim.</summary>
    public IEnumerable<string> Values()
    {
        if (Announced is not null)
        {
            yield return $"announced: {Announced}";
        }

        if (Closed is not null)
        {
            yield return $"closed: {Closed}";
        }

        if (Ended is not null)
        {
            yield return $"ended: {Ended}";
        }

        if (Blocked is not null)
        {
            yield return $"status: {{is: blocked, from: {Blocked}}}";
        }
    }
}

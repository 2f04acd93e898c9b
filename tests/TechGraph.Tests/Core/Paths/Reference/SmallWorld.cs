using System.Globalization;
using System.Text;

namespace TechGraph.Tests.Core.Paths.Reference;

/// <summary>A small random graph, given to the product as a dossier and to the reference as plain lists.</summary>
internal sealed class SmallWorld
{
    public List<string> Companies { get; } = [];

    public List<string> Groups { get; } = [];

    public List<string> Technologies { get; } = [];

    public List<SmallDeal> Deals { get; } = [];

    public List<SmallRelation> Relations { get; } = [];

    public bool IsGroup(string id) => Groups.Contains(id);

    /// <summary>The date of a day number of these worlds; day 1 is 2020-01-01.</summary>
    public static DateOnly Day(int number) => new DateOnly(2020, 1, 1).AddDays(number - 1);

    public static SmallWorld Random(Random random)
    {
        var world = new SmallWorld();
        world.Companies.AddRange(Enumerable.Range(0, random.Next(3, 7)).Select(n => $"e{n}x"));
        world.Groups.AddRange(Enumerable.Range(0, random.Next(0, 2)).Select(n => $"g{n}"));
        world.Technologies.AddRange(Enumerable.Range(0, random.Next(1, 4)).Select(n => $"t{n}"));
        var parties = world.Companies.Concat(world.Groups).ToList();
        for (var n = random.Next(2, 9); n > 0; n--)
        {
            world.Deals.Add(SmallDeal.Random(random, $"d{n}", world, parties));
        }

        foreach (var company in parties)
        {
            world.AddPlaces(random, company);
        }

        foreach (var technology in world.Technologies)
        {
            if (random.Next(5) == 0)
            {
                world.Relations.Add(new SmallRelation("developed_in", technology, Country(random)));
            }

            if (random.Next(4) == 0 && Pick(random, world.Technologies) is var whole && string.CompareOrdinal(technology, whole) < 0)
            {
                world.Relations.Add(new SmallRelation("part_of", technology, whole));
            }

            if (random.Next(3) == 0)
            {
                world.Relations.Add(new SmallRelation(random.Next(2) == 0 ? "develops" : "holds", Pick(random, world.Companies), technology)
                {
                    Since = random.Next(3) == 0 ? DaySpan.Random(random) : null,
                });
            }
        }

        if (random.Next(2) == 0)
        {
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                var (owned, owner) = (Pick(random, world.Companies), Pick(random, world.Companies));
                if (owned != owner && !world.Relations.Exists(r => r.Kind == "owned_by" && r.From == owned && r.To == owner))
                {
                    world.Relations.Add(new SmallRelation("owned_by", owned, owner)
                    {
                        Share = random.Next(4) == 0 ? null : random.Next(3) * 25 + 25,
                        Since = random.Next(3) == 0 ? DaySpan.Random(random) : null,
                    });
                }
            }
        }

        return world;
    }

    public static T Pick<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public static string Country(Random random) => random.Next(2) == 0 ? "cn" : "us";

    private void AddPlaces(Random random, string company)
    {
        switch (random.Next(5))
        {
            case 0:
                break;
            case 1:
                var day = DaySpan.Random(random);
                Relations.Add(new SmallRelation("based_in", company, "cn") { Until = day });
                Relations.Add(new SmallRelation("based_in", company, "us") { Since = day });
                break;
            default:
                Relations.Add(new SmallRelation("based_in", company, Country(random)));
                break;
        }

        if (random.Next(3) == 0)
        {
            Relations.Add(new SmallRelation("founded_in", company, Country(random)));
        }
    }

    /// <summary>The world as a dossier.</summary>
    public string ToDossier()
    {
        var text = new StringBuilder("dossier: small\ntitle: small\nentities:\n");
        void Line(string line) => text.Append(line).Append('\n');
        Companies.ForEach(id => Line($"  {id}: {{kind: company, name: {id}}}"));
        Groups.ForEach(id => Line($"  {id}: {{kind: group, name: {id}, identified: set}}"));
        Technologies.ForEach(id => Line($"  {id}: {{kind: know-how, name: {id}}}"));
        Line("  f0: {kind: field, name: f0}");
        Line("events:");
        foreach (var deal in Deals)
        {
            Line($"  {deal.Id}:");
            Line($"    kind: {deal.Kind}");
            Line($"    title: {deal.Id}");
            Line($"    participants: [{string.Join(", ", deal.Roles().Select(r => $"{{role: {r.Role}, entity: {r.Entity}}}"))}]");
            if (deal.Supersedes is { } other)
            {
                Line($"    links: [{{kind: supersedes, event: {other}}}]");
            }

            Line($"    claims: [{{id: {deal.Id}.1, source: paper, says: x{string.Concat(deal.Values().Select(v => $", {v}"))}}}]");
        }

        if (Relations.Count > 0)
        {
            Line("relations:");
        }

        for (var n = 0; n < Relations.Count; n++)
        {
            var r = Relations[n];
            var share = r.Share is { } percent ? string.Create(CultureInfo.InvariantCulture, $", share: {percent}") : "";
            Line($"  r{n}: {{kind: {r.Kind}, from: {r.From}, to: {r.To}, claims: [{{id: r{n}.1, source: paper, says: x{Values("since", r.Since)}{Values("until", r.Until)}{share}}}]}}");
        }

        return text.ToString();

        static string Values(string key, DaySpan? span) => span is null ? "" : $", {key}: {span}";
    }
}

/// <summary>Days from the first to the last, both inclusive.</summary>
internal sealed record DaySpan(int First, int Last)
{
    public static DaySpan Random(Random random)
    {
        var first = random.Next(1, 13);
        return new DaySpan(first, first + Math.Max(0, random.Next(-2, 4)));
    }

    public IEnumerable<int> Days => Enumerable.Range(First, Last - First + 1);

    public override string ToString() => $"{SmallWorld.Day(First):yyyy-MM-dd}/{SmallWorld.Day(Last):yyyy-MM-dd}";
}

/// <summary>A relation of a small world.</summary>
internal sealed record SmallRelation(string Kind, string From, string To)
{
    public DaySpan? Since { get; init; }

    public DaySpan? Until { get; init; }

    public int? Share { get; init; }
}

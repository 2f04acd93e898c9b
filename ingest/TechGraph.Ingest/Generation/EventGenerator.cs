namespace TechGraph.Ingest.Generation;

/// <summary>Generates one event with its parties and its claims.</summary>
internal static class EventGenerator
{
    private static readonly (string Kind, int Weight)[] Kinds =
        [("licence", 32), ("acquisition", 26), ("investment", 14), ("joint-venture", 7), ("supply", 7), ("asset-purchase", 5), ("review", 6), ("investigation", 3)];

    public static void Write(DossierText text, SeededRandom random, PartyPool pool, string id, DateOnly day)
    {
        var kind = random.Weighted(Kinds);
        if (kind is "review" or "investigation")
        {
            if (pool.Deals.Count > 0)
            {
                ActGenerator.Write(text, random, pool, id, kind, day);
                return;
            }

            kind = "licence";
        }

        var parties = PartyGenerator.Of(random, pool, kind);
        text.Line(1, $"{id}:").Line(2, $"kind: {kind}").Line(2, $"title: Made-up {kind} {id}").Line(2, $"sectors: [{random.Of(NameGenerator.Sectors)}]").Line(2, "participants:");
        foreach (var (role, entity) in parties)
        {
            var doubt = random.Percent(5) ? ", certainty: implied, basis: made up" : "";
            text.Line(3, $"- {{role: {role}, entity: {entity}{doubt}}}");
        }

        text.Line(2, "claims:");
        ClaimGenerator.OfDeal(text, random, pool, id, day);
        pool.Deals.Add(id);
    }
}

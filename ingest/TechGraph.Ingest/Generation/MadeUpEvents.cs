namespace TechGraph.Ingest.Generation;

/// <summary>One event with its parties and its claims.</summary>
internal static class MadeUpEvents
{
    private static readonly (string Kind, int Weight)[] Kinds =
        [("licence", 32), ("acquisition", 26), ("investment", 14), ("joint-venture", 7), ("supply", 7), ("asset-purchase", 5), ("review", 6), ("investigation", 3)];

    public static void Write(DossierText text, Chance chance, Cast cast, string id, DateOnly day)
    {
        var kind = chance.Weighted(Kinds);
        if (kind is "review" or "investigation")
        {
            if (cast.Deals.Count > 0)
            {
                MadeUpActs.Write(text, chance, cast, id, kind, day);
                return;
            }

            kind = "licence";
        }

        var parties = MadeUpParties.Of(chance, cast, kind);
        text.Line(1, $"{id}:").Line(2, $"kind: {kind}").Line(2, $"title: Made-up {kind} {id}").Line(2, $"sectors: [{chance.Of(MadeUpNames.Sectors)}]").Line(2, "participants:");
        foreach (var (role, entity) in parties)
        {
            var doubt = chance.In100(5) ? ", certainty: implied, basis: made up" : "";
            text.Line(3, $"- {{role: {role}, entity: {entity}{doubt}}}");
        }

        text.Line(2, "claims:");
        MadeUpClaims.OfDeal(text, chance, cast, id, day);
        cast.Deals.Add(id);
    }
}

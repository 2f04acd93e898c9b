namespace TechGraph.Ingest.Generation;

/// <summary>Chooses the parties of a deal. A deal that moves a technology adds a holder to it, and a later deal may start from there.</summary>
internal static class PartyGenerator
{
    public static IReadOnlyList<(string Role, string Entity)> Of(SeededRandom random, PartyPool pool, string kind)
    {
        var technology = random.Skewed(pool.Technologies);
        var giver = technology.Holders[random.Percent(60) ? ^1 : 0];
        var taker = Other(random, pool, giver);
        switch (kind)
        {
            case "acquisition":
                technology.Holders.Add(taker);
                return random.Percent(30) ? [("target", giver), ("acquirer", taker), ("seller", Other(random, pool, giver, taker))] : [("target", giver), ("acquirer", taker)];
            case "asset-purchase":
                technology.Holders.Add(taker);
                return [("seller", giver), ("acquirer", taker), ("asset", technology.Id)];
            case "investment":
                return [("investee", giver), ("lead-investor", taker)];
            case "joint-venture":
                technology.Holders.Add(taker);
                return [("contributor", giver), ("recipient", taker), ("technology", technology.Id)];
            case "supply":
                return [("supplier", giver), ("customer", taker), ("product", technology.Id)];
            default:
                technology.Holders.Add(taker);
                return [("licensor", giver), ("licensee", taker), ("technology", technology.Id)];
        }
    }

    private static string Other(SeededRandom random, PartyPool pool, params ReadOnlySpan<string> taken)
    {
        while (true)
        {
            var found = random.Skewed(pool.Companies);
            if (!taken.Contains(found))
            {
                return found;
            }
        }
    }
}

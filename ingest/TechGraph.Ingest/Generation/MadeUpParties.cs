namespace TechGraph.Ingest.Generation;

/// <summary>Who takes part in a deal. What moves a technology adds a holder to it, and the next deal may start from there.</summary>
internal static class MadeUpParties
{
    public static IReadOnlyList<(string Role, string Entity)> Of(Chance chance, Cast cast, string kind)
    {
        var technology = chance.Skewed(cast.Technologies);
        var giver = technology.Holders[chance.In100(60) ? ^1 : 0];
        var taker = Other(chance, cast, giver);
        switch (kind)
        {
            case "acquisition":
                technology.Holders.Add(taker);
                return chance.In100(30) ? [("target", giver), ("acquirer", taker), ("seller", Other(chance, cast, giver, taker))] : [("target", giver), ("acquirer", taker)];
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

    private static string Other(Chance chance, Cast cast, params ReadOnlySpan<string> taken)
    {
        while (true)
        {
            var found = chance.Skewed(cast.Companies);
            if (!taken.Contains(found))
            {
                return found;
            }
        }
    }
}

namespace TechGraph.Ingest.Generation;

/// <summary>Reports that nobody wrote.</summary>
internal static class MadeUpSources
{
    private static readonly (string Tier, int Weight)[] Tiers = [("press", 60), ("agency", 15), ("filing", 10), ("official", 8), ("secondary", 7)];

    public static void Write(DossierText text, Chance chance, Cast cast, string id, DateOnly day)
    {
        cast.Sources.Add(id);
        text.Line(1, $"{id}:").Line(2, $"title: Report {id}").Line(2, $"tier: {chance.Weighted(Tiers)}");
        if (chance.In100(95))
        {
            text.Line(2, $"published: {MadeUpDates.Text(day.AddDays(chance.Between(0, 60)), "yyyy-MM-dd")}");
        }
    }
}

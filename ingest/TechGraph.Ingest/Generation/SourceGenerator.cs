namespace TechGraph.Ingest.Generation;

/// <summary>Generates sources: reports that do not exist.</summary>
internal static class SourceGenerator
{
    private static readonly (string Tier, int Weight)[] Tiers = [("press", 60), ("agency", 15), ("filing", 10), ("official", 8), ("secondary", 7)];

    public static void Write(DossierText text, SeededRandom random, PartyPool pool, string id, DateOnly day)
    {
        pool.Sources.Add(id);
        text.Line(1, $"{id}:").Line(2, $"title: Report {id}").Line(2, $"tier: {random.Weighted(Tiers)}");
        if (random.Percent(95))
        {
            text.Line(2, $"published: {DateGenerator.Text(day.AddDays(random.Between(0, 60)), "yyyy-MM-dd")}");
        }
    }
}

namespace TechGraph.Ingest.Generation;

/// <summary>An authority looks into a deal; some never say how it ended.</summary>
internal static class ActGenerator
{
    private static readonly string[] Outcomes = ["cleared", "conditions", "blocked"];

    public static void Write(DossierText text, SeededRandom random, PartyPool pool, string id, string kind, DateOnly day)
    {
        text.Line(1, $"{id}:").Line(2, $"kind: {kind}").Line(2, $"title: Made-up {kind} {id}").Line(2, "participants:");
        text.Line(3, $"- {{role: authority, entity: {random.Of(PlaceGenerator.Authorities)}}}");

        // Of late deals more often than of early ones: an authority looks at what has just happened.
        var back = Math.Min(pool.Deals.Count, random.Between(1, 150));
        text.Line(3, $"- {{role: subject, event: {pool.Deals[^back]}}}");
        text.Line(2, "claims:");
        text.Line(3, $"- {{id: {id}.1, source: {random.Of(pool.Sources)}, says: An office looks into it., date: {DateGenerator.AsStated(random, day)}, status: open}}");
        if (kind == "review" && random.Percent(60))
        {
            var end = DateGenerator.Text(day.AddDays(random.Between(30, 400)), "yyyy-MM");
            text.Line(3, $"- {{id: {id}.2, source: {random.Of(pool.Sources)}, says: It ended., status: {{is: concluded, from: {end}}}, outcome: {random.Of(Outcomes)}}}");
        }
    }
}

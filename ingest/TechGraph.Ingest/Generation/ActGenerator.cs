namespace TechGraph.Ingest.Generation;

/// <summary>Generates an inquiry by an authority into a deal; some have no outcome.</summary>
internal static class ActGenerator
{
    private static readonly string[] Outcomes = ["cleared", "conditions", "blocked"];

    public static void Write(DossierText text, SeededRandom random, PartyPool pool, string id, string kind, DateOnly day)
    {
        text.Line(1, $"{id}:").Line(2, $"kind: {kind}").Line(2, $"title: Made-up {kind} {id}").Line(2, "participants:");
        text.Line(3, $"- {{role: authority, entity: {random.Of(PlaceGenerator.Authorities)}}}");

        // Late deals have an inquiry more often than early ones, because authorities inquire into recent deals.
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

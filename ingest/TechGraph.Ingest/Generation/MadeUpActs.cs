namespace TechGraph.Ingest.Generation;

/// <summary>An authority looks into a deal; some never say how it ended.</summary>
internal static class MadeUpActs
{
    private static readonly string[] Outcomes = ["cleared", "conditions", "blocked"];

    public static void Write(DossierText text, Chance chance, Cast cast, string id, string kind, DateOnly day)
    {
        text.Line(1, $"{id}:").Line(2, $"kind: {kind}").Line(2, $"title: Made-up {kind} {id}").Line(2, "participants:");
        text.Line(3, $"- {{role: authority, entity: {chance.Of(MadeUpPlaces.Authorities)}}}");

        // Of late deals more often than of early ones: an authority looks at what has just happened.
        var back = Math.Min(cast.Deals.Count, chance.Between(1, 150));
        text.Line(3, $"- {{role: subject, event: {cast.Deals[^back]}}}");
        text.Line(2, "claims:");
        text.Line(3, $"- {{id: {id}.1, source: {chance.Of(cast.Sources)}, says: An office looks into it., date: {MadeUpDates.Told(chance, day)}, status: open}}");
        if (kind == "review" && chance.In100(60))
        {
            var end = MadeUpDates.Text(day.AddDays(chance.Between(30, 400)), "yyyy-MM");
            text.Line(3, $"- {{id: {id}.2, source: {chance.Of(cast.Sources)}, says: It ended., status: {{is: concluded, from: {end}}}, outcome: {chance.Of(Outcomes)}}}");
        }
    }
}

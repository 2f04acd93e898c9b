namespace TechGraph.Ingest.Generation;

/// <summary>Generates the claims of sources about a deal: date, status and sum. Some dispute the sum, some are hedged.</summary>
internal static class ClaimGenerator
{
    private static readonly string[] Qualifiers = ["exact", "about", "up-to", "more-than"];

    public static void OfDeal(DossierText text, SeededRandom random, PartyPool pool, string id, DateOnly day)
    {
        var sum = random.Between(1, 900) * 1_000_000L;
        text.Line(3, $"- id: {id}.1").Line(4, $"source: {random.Of(pool.Sources)}").Line(4, "says: The parties make it known.");
        text.Line(4, $"announced: {DateGenerator.AsStated(random, day)}");
        if (random.Percent(12))
        {
            text.Line(4, "hedge: reportedly");
        }

        if (random.Percent(55))
        {
            text.Line(4, $"values: [{{amount: {sum}, currency: USD, qualifier: {random.Of(Qualifiers)}, measure: price}}]");
        }

        var closed = random.Percent(60);
        if (closed || random.Percent(15))
        {
            text.Line(3, $"- id: {id}.2").Line(4, $"source: {random.Of(pool.Sources)}").Line(4, "says: A later report.");
            text.Line(4, closed
                ? $"closed: {DateGenerator.AsStated(random, day.AddDays(random.Between(20, 300)))}"
                : $"status: {{is: withdrawn, from: {DateGenerator.Text(day.AddDays(random.Between(20, 300)), "yyyy-MM")}}}");
            if (random.Percent(15))
            {
                text.Line(4, $"values: [{{amount: {sum + (random.Between(1, 50) * 1_000_000L)}, currency: USD, measure: price}}]");
            }
        }
    }
}

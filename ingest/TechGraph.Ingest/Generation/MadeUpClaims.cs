namespace TechGraph.Ingest.Generation;

/// <summary>What sources say of a deal: when, how far it came, for how much; some dispute the sum, some doubt.</summary>
internal static class MadeUpClaims
{
    private static readonly string[] Qualifiers = ["exact", "about", "up-to", "more-than"];

    public static void OfDeal(DossierText text, Chance chance, Cast cast, string id, DateOnly day)
    {
        var sum = chance.Between(1, 900) * 1_000_000L;
        text.Line(3, $"- id: {id}.1").Line(4, $"source: {chance.Of(cast.Sources)}").Line(4, "says: The parties make it known.");
        text.Line(4, $"announced: {MadeUpDates.Told(chance, day)}");
        if (chance.In100(12))
        {
            text.Line(4, "hedge: reportedly");
        }

        if (chance.In100(55))
        {
            text.Line(4, $"values: [{{amount: {sum}, currency: USD, qualifier: {chance.Of(Qualifiers)}, measure: price}}]");
        }

        var closed = chance.In100(60);
        if (closed || chance.In100(15))
        {
            text.Line(3, $"- id: {id}.2").Line(4, $"source: {chance.Of(cast.Sources)}").Line(4, "says: A later report.");
            text.Line(4, closed
                ? $"closed: {MadeUpDates.Told(chance, day.AddDays(chance.Between(20, 300)))}"
                : $"status: {{is: withdrawn, from: {MadeUpDates.Text(day.AddDays(chance.Between(20, 300)), "yyyy-MM")}}}");
            if (chance.In100(15))
            {
                text.Line(4, $"values: [{{amount: {sum + (chance.Between(1, 50) * 1_000_000L)}, currency: USD, measure: price}}]");
            }
        }
    }
}

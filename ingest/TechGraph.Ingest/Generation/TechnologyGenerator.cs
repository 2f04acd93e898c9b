namespace TechGraph.Ingest.Generation;

/// <summary>Generates technologies, each with an owner and a place of development.</summary>
internal static class TechnologyGenerator
{
    private static readonly string[] Kinds = ["product", "know-how", "software", "material"];

    public static void Write(DossierText text, SeededRandom random, PartyPool pool, int number)
    {
        var id = FormattableString.Invariant($"made-up-t{number + 1}");
        pool.Technologies.Add(new PooledTechnology(id, [random.Skewed(pool.Companies)]));
        text.Line(1, $"{id}:").Line(2, $"kind: {random.Of(Kinds)}").Line(2, $"name: {NameGenerator.Technology(random, random.Of(NameGenerator.Sectors), number + 1)}");
        if (random.Percent(80))
        {
            text.Line(2, $"country: {{code: {random.Weighted(PlaceGenerator.Codes)}, source: {random.Of(pool.Sources)}}}");
        }
    }
}

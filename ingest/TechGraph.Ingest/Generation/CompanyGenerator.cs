namespace TechGraph.Ingest.Generation;

/// <summary>Generates companies with a country and, often, aliases.</summary>
internal static class CompanyGenerator
{
    public static void Write(DossierText text, SeededRandom random, PartyPool pool, int number)
    {
        var id = FormattableString.Invariant($"made-up-c{number + 1}");
        pool.Companies.Add(id);
        var name = NameGenerator.Company(random, number + 1);
        var code = random.Weighted(PlaceGenerator.Codes);
        text.Line(1, $"{id}:").Line(2, $"kind: {(random.Percent(8) ? "investor" : "company")}").Line(2, $"name: {name}");
        var aliases = Aliases(random, name, code, number + 1).ToList();
        if (aliases.Count > 0)
        {
            text.Line(2, $"aliases: [{string.Join(", ", aliases)}]");
        }

        if (random.Percent(90))
        {
            text.Line(2, $"country: {{code: {code}, source: {random.Of(pool.Sources)}}}");
        }
    }

    private static IEnumerable<string> Aliases(SeededRandom random, string name, string code, int number)
    {
        if (random.Percent(30))
        {
            yield return $"\"{NameGenerator.Legal(random, name)}\"";
        }

        if (random.Percent(8))
        {
            yield return $"{{name: {NameGenerator.Former(random, number)}, kind: former}}";
        }

        if (code == "CN" && random.Percent(50))
        {
            yield return $"{{name: {NameGenerator.Chinese(random, number)}, kind: translated, script: Hans}}";
        }
    }
}

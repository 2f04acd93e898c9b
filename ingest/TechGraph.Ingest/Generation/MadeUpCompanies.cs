namespace TechGraph.Ingest.Generation;

/// <summary>Companies with a country, and often with other names.</summary>
internal static class MadeUpCompanies
{
    public static void Write(DossierText text, Chance chance, Cast cast, int number)
    {
        var id = FormattableString.Invariant($"made-up-c{number + 1}");
        cast.Companies.Add(id);
        var name = MadeUpNames.Company(chance, number + 1);
        var code = chance.Weighted(MadeUpPlaces.Codes);
        text.Line(1, $"{id}:").Line(2, $"kind: {(chance.In100(8) ? "investor" : "company")}").Line(2, $"name: {name}");
        var aliases = Aliases(chance, name, code, number + 1).ToList();
        if (aliases.Count > 0)
        {
            text.Line(2, $"aliases: [{string.Join(", ", aliases)}]");
        }

        if (chance.In100(90))
        {
            text.Line(2, $"country: {{code: {code}, source: {chance.Of(cast.Sources)}}}");
        }
    }

    private static IEnumerable<string> Aliases(Chance chance, string name, string code, int number)
    {
        if (chance.In100(30))
        {
            yield return $"\"{MadeUpNames.Legal(chance, name)}\"";
        }

        if (chance.In100(8))
        {
            yield return $"{{name: {MadeUpNames.Former(chance, number)}, kind: former}}";
        }

        if (code == "CN" && chance.In100(50))
        {
            yield return $"{{name: {MadeUpNames.Chinese(chance, number)}, kind: translated, script: Hans}}";
        }
    }
}

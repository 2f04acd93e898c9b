namespace TechGraph.Ingest.Generation;

/// <summary>Technologies, each with an owner and where it was developed.</summary>
internal static class MadeUpTechnologies
{
    private static readonly string[] Kinds = ["product", "know-how", "software", "material"];

    public static void Write(DossierText text, Chance chance, Cast cast, int number)
    {
        var id = FormattableString.Invariant($"made-up-t{number + 1}");
        cast.Technologies.Add(new MadeUpTechnology(id, [chance.Skewed(cast.Companies)]));
        text.Line(1, $"{id}:").Line(2, $"kind: {chance.Of(Kinds)}").Line(2, $"name: {MadeUpNames.Technology(chance, chance.Of(MadeUpNames.Sectors), number + 1)}");
        if (chance.In100(80))
        {
            text.Line(2, $"country: {{code: {chance.Weighted(MadeUpPlaces.Codes)}, source: {chance.Of(cast.Sources)}}}");
        }
    }
}

namespace TechGraph.Ingest.Generation;

/// <summary>Generates countries, with the ids of the shipped dossiers, and authorities.</summary>
internal static class PlaceGenerator
{
    /// <summary>Countries by code, with the frequency of companies from there.</summary>
    public static readonly (string Code, int Weight)[] Codes = [("CN", 32), ("US", 30), ("DE", 8), ("JP", 7), ("KR", 6), ("GB", 6), ("SG", 4), ("FR", 4), ("CH", 3)];

    private static readonly (string Id, string Code, string Name)[] Countries =
    [
        ("cn", "CN", "China"), ("us", "US", "United States"), ("de", "DE", "Germany"), ("jp", "JP", "Japan"), ("kr", "KR", "South Korea"),
        ("gb", "GB", "United Kingdom"), ("sg", "SG", "Singapore"), ("fr", "FR", "France"), ("ch", "CH", "Switzerland"),
    ];

    /// <summary>Authorities that inquire into deals.</summary>
    public static readonly string[] Authorities = [.. Countries.Select(country => $"made-up-office-{country.Id}")];

    public static string Write(bool withCountries)
    {
        var text = new DossierText("made-up-places", "Countries and offices of a made-up graph");
        text.Section("sources").Line(1, "made-up-gazetteer:").Line(2, "title: A gazetteer that does not exist").Line(2, "tier: other");
        text.Section("entities");
        foreach (var (id, code, name) in Countries)
        {
            if (withCountries)
            {
                text.Line(1, $"{id}:").Line(2, "kind: country").Line(2, $"name: {name}").Line(2, $"code: {code}");
            }

            text.Line(1, $"made-up-office-{id}:").Line(2, "kind: agency").Line(2, $"name: Made-up Office for Deals of {name}");
            text.Line(2, $"country: {{code: {code}, source: made-up-gazetteer}}");
        }

        return text.ToString();
    }
}

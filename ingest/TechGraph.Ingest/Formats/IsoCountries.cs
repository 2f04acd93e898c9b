using System.Collections.Frozen;
using System.Globalization;

namespace TechGraph.Ingest.Formats;

/// <summary>The countries of ISO 3166-1 by their two-letter and three-letter codes, from the platform's data (CLDR).</summary>
internal static class IsoCountries
{
    private static readonly FrozenDictionary<string, IsoCountry> All = Read();

    /// <summary>The country; null: no country has this code.</summary>
    public static IsoCountry? Find(string code) => All.GetValueOrDefault(code);

    private static FrozenDictionary<string, IsoCountry> Read()
    {
        var regions = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => new RegionInfo(culture.Name))
            .Where(region => region.TwoLetterISORegionName.All(char.IsAsciiLetterUpper) && region.ThreeLetterISORegionName.Length == 3)
            .Select(region => new IsoCountry(region.TwoLetterISORegionName, region.ThreeLetterISORegionName, region.EnglishName))
            .DistinctBy(country => country.Code)
            .ToList();
        return regions.Select(country => (country.Code, country))
            .Concat(regions.Select(country => (country.LongCode, country)))
            .DistinctBy(pair => pair.Item1)
            .ToFrozenDictionary(pair => pair.Item1, pair => pair.country, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>A country.</summary>
/// <param name="Code">Two letters.</param>
/// <param name="LongCode">Three letters.</param>
/// <param name="Name">Its English name.</param>
internal sealed record IsoCountry(string Code, string LongCode, string Name);

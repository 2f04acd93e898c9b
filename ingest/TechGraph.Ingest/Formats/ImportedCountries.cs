using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Dossiers;

namespace TechGraph.Ingest.Formats;

/// <summary>Finds the countries that an import names: those of the graph and, if one is missing there, a country added by the import.</summary>
/// <param name="dossier">Receives countries that the graph does not have.</param>
/// <param name="known">The entities of the graph.</param>
internal sealed class ImportedCountries(DossierFile dossier, EntityMatcher known)
{
    private readonly Dictionary<string, EntityId?> _found = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The country with a code of two or three letters; null: ISO 3166-1 has no such code.</summary>
    public EntityId? Find(string code, TextPosition position)
    {
        if (_found.TryGetValue(code, out var there))
        {
            return there;
        }

        if (IsoCountries.Find(code) is not { } region)
        {
            return _found[code] = null;
        }

        if (known.Country(region.Code) is { } country)
        {
            return _found[code] = country;
        }

        var id = new EntityId($"{dossier.Dossier.Id}.country.{region.Code.ToLowerInvariant()}");
        if (dossier.Entities.All(entity => entity.Record.Id != id))
        {
            dossier.Entities.Add(new Positioned<Entity>(new Entity(id, "country", region.Name, dossier.Dossier.Id) { Code = region.Code }, position));
        }

        return _found[code] = id;
    }
}

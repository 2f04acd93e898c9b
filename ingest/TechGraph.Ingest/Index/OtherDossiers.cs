using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Ingest.Index;

/// <summary>What stays beside the dossiers that are loaded: records of all other dossiers, as these have them.</summary>
/// <param name="index">All records.</param>
/// <param name="stays">Whether a dossier's records stay.</param>
internal sealed class OtherDossiers(RecordIndex index, Func<DossierId, bool> stays)
{
    /// <summary>All of them; long.</summary>
    public IEnumerable<StoredRecord> All => index.Written.Where(record => stays(record.Dossier));

    /// <summary>The record as it is held already, where a dossier that is loaded again says the same: its text is then in memory once.</summary>
    public StoredRecord Reuse(StoredRecord record) => index.FindWritten(record.Ref) is { } held && held == record ? held : record;

    /// <summary>Codes of countries.</summary>
    public IEnumerable<string> CountryCodes => index.Countries.Where(country => Find(RecordRef.To(country.Value)) is not null).Select(country => country.Key);

    /// <summary>The record; null: none that stays.</summary>
    public StoredRecord? Find(RecordRef reference) => index.FindWritten(reference) is { } record && stays(record.Dossier) ? record : null;

    /// <summary>The place with a country code; null: none.</summary>
    public EntityId? Country(string code) =>
        index.Countries.TryGetValue(code, out var place) && Find(RecordRef.To(place)) is not null ? place : null;

    /// <summary>Records that point at one.</summary>
    public IEnumerable<StoredRecord> PointingAt(RecordRef reference) => index.PointingAt(reference).Select(Find).OfType<StoredRecord>();
}

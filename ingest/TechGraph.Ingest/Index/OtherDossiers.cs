using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Ingest.Index;

/// <summary>The records that a load leaves in place: those of all other dossiers, as these have them.</summary>
/// <param name="index">All records.</param>
/// <param name="stays">Whether a dossier is left in place.</param>
internal sealed class OtherDossiers(RecordIndex index, Func<DossierId, bool> stays)
{
    /// <summary>All of them; slow.</summary>
    public IEnumerable<StoredRecord> All => index.Written.Where(record => stays(record.Dossier));

    /// <summary>Returns the record already in memory if a reloaded dossier has an equal one, so that its text is in memory once.</summary>
    public StoredRecord Reuse(StoredRecord record) => index.FindWritten(record.Ref) is { } held && held == record ? held : record;

    /// <summary>Codes of countries.</summary>
    public IEnumerable<string> CountryCodes => index.Countries.Where(country => Find(RecordRef.To(country.Value)) is not null).Select(country => country.Key);

    /// <summary>The record; null: it does not exist or is being replaced.</summary>
    public StoredRecord? Find(RecordRef reference) => index.FindWritten(reference) is { } record && stays(record.Dossier) ? record : null;

    /// <summary>The place with a country code; null: none.</summary>
    public EntityId? Country(string code) =>
        index.Countries.TryGetValue(code, out var place) && Find(RecordRef.To(place)) is not null ? place : null;

    /// <summary>Records that refer to a record.</summary>
    public IEnumerable<StoredRecord> PointingAt(RecordRef reference) => index.PointingAt(reference).Select(Find).OfType<StoredRecord>();
}

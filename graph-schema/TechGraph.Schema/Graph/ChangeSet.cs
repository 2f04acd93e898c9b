using System.Collections.Immutable;
using TechGraph.Schema.Model;

namespace TechGraph.Schema.Graph;

/// <summary>A record in the form in which it is stored.</summary>
/// <param name="Ref">Its kind and id; an extension's id is <c>dossier/kind/id</c> or, of what was an entity, <c>was/id</c>.</param>
/// <param name="Dossier">The dossier that holds it.</param>
/// <param name="Json">Its canonical text, see <see cref="RecordJson"/>.</param>
/// <param name="Hash">SHA-256 of <paramref name="Json"/>, lower-case hex.</param>
public sealed record StoredRecord(RecordRef Ref, DossierId Dossier, string Json, string Hash)
{
    /// <summary>
    /// The canonical text as its dossier has it, where a judgement or a withdrawal makes <see cref="Json"/> another; null: they are one.
    /// With it a judgement can be taken back.
    /// </summary>
    public string? Original { get; init; }

    /// <summary>Prepares a record for storing.</summary>
    public static StoredRecord Of(RecordRef reference, DossierId dossier, object record)
    {
        var bytes = RecordJson.Write(record);
        return new StoredRecord(reference, dossier, System.Text.Encoding.UTF8.GetString(bytes), RecordJson.Hash(bytes));
    }

    /// <summary>The record as its dossier has it: without what judgements and withdrawals make of it.</summary>
    public StoredRecord AsWritten()
    {
        if (Original is null)
        {
            return this;
        }

        // Only what was an entity stands in another place.
        var reference = Ref.Kind == RecordKind.Extension && Read() is Extension { Was: { } entity } ? RecordRef.To(entity) : Ref;
        return new StoredRecord(reference, Dossier, Original, RecordJson.Hash(System.Text.Encoding.UTF8.GetBytes(Original)));
    }

    /// <summary>
    /// Records as their dossiers have them. One that stands twice, where a load died between two change sets, comes once, as the last of the
    /// two has it; the same load again leaves the right one alone.
    /// </summary>
    public static IEnumerable<StoredRecord> AsWritten(IEnumerable<StoredRecord> records)
    {
        var written = new Dictionary<RecordRef, StoredRecord>();
        foreach (var record in records.Select(record => record.AsWritten()))
        {
            written[record.Ref] = record;
        }

        return written.Values;
    }

    /// <summary>The record itself.</summary>
    public object Read() => RecordJson.Read(Ref.Kind, System.Text.Encoding.UTF8.GetBytes(Json));
}

/// <summary>Changes that are written together or not at all. Applying the same set twice changes nothing the second time.</summary>
/// <param name="Author">Who changes.</param>
/// <param name="Reason">Why.</param>
/// <param name="Put">Records to add or replace, in order of <see cref="RecordRef"/>.</param>
/// <param name="Remove">Records to take away, in order of <see cref="RecordRef"/>.</param>
public sealed record ChangeSet(string Author, string Reason, ImmutableArray<StoredRecord> Put, ImmutableArray<RecordRef> Remove)
{
    /// <summary>Most records that one set may touch.</summary>
    public const int MaxRecords = 50_000;

    /// <summary>Refuses a set of more than <see cref="MaxRecords"/>.</summary>
    /// <exception cref="StoreException"><c>STORE_TOO_LARGE</c>.</exception>
    public void RefuseTooLarge()
    {
        if (Put.Length + Remove.Length > MaxRecords)
        {
            throw new StoreException(
                "STORE_TOO_LARGE", $"A change set touches at most {MaxRecords} records; this one touches {Put.Length + Remove.Length}. Split it.");
        }
    }

    /// <summary>Works the changes into records: what goes first, then what comes.</summary>
    public void WorkInto(IDictionary<RecordRef, StoredRecord> records)
    {
        foreach (var reference in Remove)
        {
            records.Remove(reference);
        }

        foreach (var record in Put)
        {
            records[record.Ref] = record;
        }
    }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => Put.IsEmpty && Remove.IsEmpty;
}

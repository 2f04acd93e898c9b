using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Graph;

/// <summary>A record in its stored form.</summary>
/// <param name="Ref">Its kind and id. The id of an extension is <c>dossier/kind/id</c> or, if it was an entity before a merge, <c>was/id</c>.</param>
/// <param name="Dossier">The dossier that it belongs to.</param>
/// <param name="Json">Its canonical text, see <see cref="RecordJson"/>.</param>
/// <param name="Hash">SHA-256 of <paramref name="Json"/>, lower-case hex.</param>
public sealed record StoredRecord(RecordRef Ref, DossierId Dossier, string Json, string Hash)
{
    /// <summary>
    /// The canonical text as the dossier has it, if a judgement or a withdrawal changed <see cref="Json"/>; null: both are the same. It
    /// allows the judgement to be undone.
    /// </summary>
    public string? Original { get; init; }

    /// <summary>Prepares a record for storing.</summary>
    public static StoredRecord Of(RecordRef reference, DossierId dossier, object record)
    {
        var bytes = RecordJson.Write(record);
        return new StoredRecord(reference, dossier, System.Text.Encoding.UTF8.GetString(bytes), RecordJson.Hash(bytes));
    }

    /// <summary>The record as its dossier has it, without the effect of judgements and withdrawals.</summary>
    public StoredRecord AsWritten()
    {
        if (Original is null)
        {
            return this;
        }

        // Only a record that was an entity has another reference than the one in its dossier.
        var reference = Ref.Kind == RecordKind.Extension && Read() is Extension { Was: { } entity } ? RecordRef.To(entity) : Ref;
        return new StoredRecord(reference, Dossier, Original, RecordJson.Hash(System.Text.Encoding.UTF8.GetBytes(Original)));
    }

    /// <summary>
    /// The records as their dossiers have them. A load that crashed between two change sets can leave a record twice; it is returned once,
    /// in the version of the later of the two. Repeating the load removes the wrong one.
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

    /// <summary>Parses the record.</summary>
    public object Read() => RecordJson.Read(Ref.Kind, System.Text.Encoding.UTF8.GetBytes(Json));
}

/// <summary>Changes that are written together or not at all. Applying the same set twice changes nothing the second time.</summary>
/// <param name="Author">Who makes the change.</param>
/// <param name="Reason">Why.</param>
/// <param name="Put">Records to add or replace, in order of <see cref="RecordRef"/>.</param>
/// <param name="Remove">Records to remove, in order of <see cref="RecordRef"/>.</param>
public sealed record ChangeSet(string Author, string Reason, ImmutableArray<StoredRecord> Put, ImmutableArray<RecordRef> Remove)
{
    /// <summary>Maximum number of records that one change set may contain.</summary>
    public const int MaxRecords = 50_000;

    /// <summary>Refuses a set of more than <see cref="MaxRecords"/>.</summary>
    /// <exception cref="StoreException"><c>STORE_TOO_LARGE</c>.</exception>
    public void RefuseTooLarge()
    {
        if (Put.Length + Remove.Length > MaxRecords)
        {
            throw new StoreException(
                "STORE_TOO_LARGE", $"A change set has at most {MaxRecords} records, but this one has {Put.Length + Remove.Length}. Split it.");
        }
    }

    /// <summary>Applies the changes to a set of records: removals first, then additions and replacements.</summary>
    public void ApplyTo(IDictionary<RecordRef, StoredRecord> records)
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

    /// <summary>Whether the set contains no change.</summary>
    public bool IsEmpty => Put.IsEmpty && Remove.IsEmpty;
}

using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Ingest.Curation;

namespace TechGraph.Ingest.Index;

/// <summary>
/// The records of a graph by id and by dossier, both in their current form and as their dossiers have them, so that a load reads only the
/// records it touches. Not safe for concurrent use.
/// </summary>
internal sealed class RecordIndex
{
    private readonly Dictionary<RecordRef, StoredRecord> _current = [];
    private readonly Dictionary<RecordRef, StoredRecord> _written = [];
    private readonly Dictionary<RecordRef, RecordRef> _currentRefs = [];
    private readonly Dictionary<DossierId, HashSet<RecordRef>> _dossiers = [];
    private readonly Dictionary<string, EntityId> _countries = new(StringComparer.Ordinal);
    private Dictionary<RecordRef, HashSet<RecordRef>>? _pointers;
    private CurationState? _curation;

    public RecordIndex(IEnumerable<StoredRecord> records)
    {
        foreach (var record in records)
        {
            Put(record);
        }
    }

    /// <summary>Judgements and withdrawals.</summary>
    public CurationState Curation => _curation ??= CurationState.Of(_current.Values);

    /// <summary>Dossiers that have records.</summary>
    public IReadOnlyCollection<DossierId> Dossiers => _dossiers.Keys;

    /// <summary>All records in their current form, except judgements and withdrawals.</summary>
    public IEnumerable<StoredRecord> Current => _current.Values.Where(record => !CurationState.IsCurationRecord(record));

    /// <summary>All records as their dossiers have them, except judgements and withdrawals.</summary>
    public IReadOnlyCollection<StoredRecord> Written => _written.Values;

    /// <summary>Country codes with their places.</summary>
    public IReadOnlyDictionary<string, EntityId> Countries => _countries;

    /// <summary>The record in its current form; null: none.</summary>
    public StoredRecord? FindCurrent(RecordRef reference) => _current.GetValueOrDefault(reference);

    /// <summary>The record as its dossier has it; null: none.</summary>
    public StoredRecord? FindWritten(RecordRef reference) => _written.GetValueOrDefault(reference);

    /// <summary>The current reference of a record of a dossier; an entity that was merged is now an extension.</summary>
    public RecordRef CurrentRefOf(RecordRef written) => _currentRefs[written];

    /// <summary>The records of a dossier, as it has them.</summary>
    public IReadOnlyCollection<RecordRef> Of(DossierId dossier) => _dossiers.TryGetValue(dossier, out var records) ? records : [];

    /// <summary>Records, as their dossiers have them, that refer to a record. The first call parses all records.</summary>
    public IReadOnlyCollection<RecordRef> PointingAt(RecordRef reference)
    {
        if (_pointers is null)
        {
            _pointers = [];
            foreach (var record in _written.Values)
            {
                AddPointers(record);
            }
        }

        return _pointers.TryGetValue(reference, out var found) ? found : [];
    }

    /// <summary>
    /// Whether judgements and withdrawals are known to be applied to every record. False after the graph was read, and after a change set
    /// that judgements or withdrawals affected: it may be one of several, of which the rest was never written.
    /// </summary>
    public bool IsCurationApplied { get; set; }

    /// <summary>Applies a change set.</summary>
    public void Apply(ChangeSet changes)
    {
        IsCurationApplied &= !changes.Put.Any(record => record.Original is not null)
            && !changes.Put.Select(record => record.Ref).Concat(changes.Remove).Any(IsAffectedByCuration);
        foreach (var reference in changes.Remove)
        {
            Remove(reference);
        }

        foreach (var record in changes.Put)
        {
            Remove(record.Ref);
            Put(record);
        }
    }

    private bool IsAffectedByCuration(RecordRef reference) =>
        CurationState.IsCurationRecord(reference) || Curation.AffectsRedirects(reference) || _current.GetValueOrDefault(reference)?.Original is not null;

    private void Put(StoredRecord record)
    {
        _current[record.Ref] = record;
        if (CurationState.IsCurationRecord(record))
        {
            _curation = null;
            return;
        }

        var written = record.AsWritten();
        if (_currentRefs.ContainsKey(written.Ref))
        {
            // The record had another reference. That one is removed next, and must not remove this record with it.
            Forget(written.Ref);
        }

        _written[written.Ref] = written;
        _currentRefs[written.Ref] = record.Ref;
        if (!_dossiers.TryGetValue(written.Dossier, out var records))
        {
            _dossiers[written.Dossier] = records = [];
        }

        records.Add(written.Ref);
        if (written.Ref.Kind == RecordKind.Entity && CodeOf(written) is { } code)
        {
            _countries[code] = new EntityId(written.Ref.Id);
        }

        if (_pointers is not null)
        {
            AddPointers(written);
        }
    }

    private void Remove(RecordRef reference)
    {
        if (!_current.Remove(reference, out var record))
        {
            return;
        }

        if (CurationState.IsCurationRecord(record))
        {
            _curation = null;
            return;
        }

        var written = record.AsWritten().Ref;
        if (_currentRefs.TryGetValue(written, out var stands) && stands == reference)
        {
            Forget(written);
        }
    }

    private void Forget(RecordRef reference)
    {
        if (!_written.Remove(reference, out var written))
        {
            return;
        }

        _currentRefs.Remove(reference);
        if (_dossiers.TryGetValue(written.Dossier, out var records) && records.Remove(reference) && records.Count == 0)
        {
            _dossiers.Remove(written.Dossier);
        }

        if (reference.Kind == RecordKind.Entity && CodeOf(written) is { } code && _countries.TryGetValue(code, out var place) && place.Value == reference.Id)
        {
            _countries.Remove(code);
        }

        if (_pointers is not null)
        {
            foreach (var to in RecordReferences.Of(written.Read()))
            {
                _pointers.GetValueOrDefault(to)?.Remove(reference);
            }
        }
    }

    private void AddPointers(StoredRecord written)
    {
        foreach (var to in RecordReferences.Of(written.Read()))
        {
            if (!_pointers!.TryGetValue(to, out var from))
            {
                _pointers[to] = from = [];
            }

            from.Add(written.Ref);
        }
    }

    // Few entities have a code, and their JSON shows it.
    private static string? CodeOf(StoredRecord entity) =>
        entity.Json.Contains("\"code\":", StringComparison.Ordinal) ? ((Entity)entity.Read()).Code : null;
}

using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Curation;
using TechGraph.Ingest.Index;
using TechGraph.Ingest.Linking;

namespace TechGraph.Ingest.Loading;

/// <summary>
/// Loads dossiers. A load is declarative (the earlier content of a dossier is replaced; other dossiers stay), all or nothing
/// (up to 50,000 records), and idempotent. The loader keeps an index of the graph, so that the next load reads only its own records; the
/// index takes about as much memory as the text of the records. Safe for concurrent use: loads run one at a time.
/// </summary>
/// <param name="store">Reads the graph.</param>
/// <param name="writer">Writes the graph.</param>
/// <param name="terms">The vocabulary.</param>
/// <param name="lastLoad">Stores the last load; null: every load reads its files.</param>
public sealed class Loader(IGraphStore store, IGraphWriter writer, Terms terms, LastLoad? lastLoad = null) : IDisposable
{
    private const int Attempts = 5;

    /// <summary>Maximum number of records in one change set.</summary>
    internal int RecordsPerChangeSet { get; init; } = ChangeSet.MaxRecords;

    private readonly RecordIndexFollower _follower = new(store);
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>
    /// Loads files and folders in one change set or, if they have too many records, in several. Unchanged files are recognized by their
    /// hash.
    /// </summary>
    /// <param name="paths">Dossier files, or folders of them.</param>
    /// <param name="author">Who loads.</param>
    /// <param name="prune">Whether to remove dossiers of the graph that are not among the files.</param>
    /// <param name="progress">Receives the number of records written.</param>
    /// <param name="intakeCopies">
    /// The contents of a dossier that the intake submitted. If the graph has the dossier exactly so, the load leaves it, whatever the file
    /// says; null: there are none.
    /// </param>
    /// <param name="cancellation">Stops between two change sets; a repeated load continues from there.</param>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async Task<LoadReport> LoadAsync(
        IEnumerable<string> paths,
        string author,
        bool prune = false,
        IProgress<LoadProgress>? progress = null,
        Func<DossierId, IEnumerable<Dossiers.DossierFile>>? intakeCopies = null,
        CancellationToken cancellation = default)
    {
        await writer.CheckWritableAsync(cancellation);
        var problems = new Problems();
        var found = DossierFiles.Find(paths, problems);
        var digests = lastLoad is null || problems.Count > 0 ? [] : found.Select(LastLoad.Digest).ToList();
        if (digests.Count > 0 && lastLoad!.FindReport(await store.HeadAsync(cancellation), digests, prune) is { } cachedReport)
        {
            return cachedReport;
        }

        var files = DossierFiles.Read(found, terms, problems);
        var report = await LoadAsync(files, problems, author, prune, progress, beforeWrite: null, intakeCopies, cancellation);
        if (lastLoad is not null && report.Problems.IsEmpty && report.KeptFromIntake.Count == 0)
        {
            await SaveLastLoadAsync(files, report, prune);
        }

        return report;
    }

    private async Task SaveLastLoadAsync(IReadOnlyList<Dossiers.DossierFile> files, LoadReport report, bool prune)
    {
        // The load is done, so a cancellation from here on must not interrupt anything.
        var head = await store.HeadAsync(CancellationToken.None);
        if (head.Sequence == report.Sequence && files.DistinctBy(file => file.Digest).Count() == files.Count)
        {
            // The hashes are of the bytes that were read; the files may have changed since.
            var noted = files.ToDictionary(file => file.Digest!, file => new LoadedFile(file.Dossier.Id.Value, file.RecordCount));
            lastLoad!.Save(head, noted, files.Select(file => file.Dossier.Id).Concat(prune ? [] : report.Missing));
        }
    }

    /// <summary>Loads parsed dossiers in one change set or, if they have too many records, in several.</summary>
    /// <param name="files">The dossiers, such as those of an import.</param>
    /// <param name="problems">Their problems; if there are any, nothing is loaded.</param>
    /// <param name="author">Who loads.</param>
    /// <param name="prune">Whether to remove dossiers of the graph that are not among them.</param>
    /// <param name="progress">Receives the number of records written.</param>
    /// <param name="cancellation">Stops between two change sets; a repeated load continues from there.</param>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public Task<LoadReport> LoadAsync(
        IReadOnlyList<Dossiers.DossierFile> files, Problems problems, string author, bool prune, IProgress<LoadProgress>? progress, CancellationToken cancellation) =>
        LoadAsync(files, problems, author, prune, progress, beforeWrite: null, intakeCopies: null, cancellation);

    /// <summary>
    /// Loads parsed dossiers, for a caller that may lose the right to write while it works, or that must not overwrite what the intake
    /// submits.
    /// </summary>
    /// <param name="files">The dossiers.</param>
    /// <param name="problems">Their problems; if there are any, nothing is loaded.</param>
    /// <param name="author">Who loads.</param>
    /// <param name="prune">Whether to remove dossiers of the graph that are not among them.</param>
    /// <param name="progress">Receives the number of records written.</param>
    /// <param name="beforeWrite">
    /// Called after the graph was read and before each write, also if nothing is left to write; an exception from it ends the load.
    /// </param>
    /// <param name="intakeCopies">
    /// The contents of a dossier that the intake submitted. If the graph has the dossier exactly so, the load leaves it, whatever the file
    /// says; null: there are none.
    /// </param>
    /// <param name="cancellation">Stops between two change sets; a repeated load continues from there.</param>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public async Task<LoadReport> LoadAsync(
        IReadOnlyList<Dossiers.DossierFile> files,
        Problems problems,
        string author,
        bool prune,
        IProgress<LoadProgress>? progress,
        Action? beforeWrite,
        Func<DossierId, IEnumerable<Dossiers.DossierFile>>? intakeCopies,
        CancellationToken cancellation)
    {
        await writer.CheckWritableAsync(cancellation);
        await _gate.WaitAsync(cancellation);
        try
        {
            var loaded = files.Select(file => file.Dossier.Id).ToHashSet();
            var counts = new LoadCounts(record => prune || loaded.Contains(record.Dossier));
            return await RetryOnConflictAsync(() => LoadOnceAsync(files, problems, author, prune, progress, beforeWrite, intakeCopies, counts, cancellation));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>If another writer was first, computes the load again from the new version.</summary>
    private async Task<LoadReport> RetryOnConflictAsync(Func<Task<LoadReport>> load)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var report = await load();
                if (report.Problems.IsEmpty)
                {
                    _follower.MarkCurationApplied(report.Sequence);
                }

                if (report.ChangeSets > 1)
                {
                    _follower.Reset();
                }

                return report;
            }
            catch (StoreException conflict) when (conflict.Code == "STORE_CONFLICT" && attempt < Attempts)
            {
            }
        }
    }

    private async Task<LoadReport> LoadOnceAsync(
        IReadOnlyList<Dossiers.DossierFile> files,
        Problems read,
        string author,
        bool prune,
        IProgress<LoadProgress>? progress,
        Action? beforeWrite,
        Func<DossierId, IEnumerable<Dossiers.DossierFile>>? intakeCopies,
        LoadCounts counts,
        CancellationToken cancellation)
    {
        var problems = new Problems();
        problems.AddRange(read);
        var (index, sequence) = await _follower.ReadAsync(cancellation);

        // Checked against the version that is written to, so that submissions during this load are seen.
        var left = intakeCopies is null ? [] : files.Select(file => file.Dossier.Id).Where(id => intakeCopies(id).Any(file => IsCurrentAsLoaded(index, file))).Order().ToList();
        files = left.Count == 0 ? files : [.. files.Where(file => !left.Contains(file.Dossier.Id))];
        var loaded = files.Select(file => file.Dossier.Id).ToHashSet();
        var gone = index.Dossiers.Where(id => !loaded.Contains(id) && !left.Contains(id)).Order().ToList();
        var others = new OtherDossiers(index, id => left.Contains(id) || (!prune && !loaded.Contains(id)));
        var records = DossierLinker.Link(files, others, terms, problems);
        var before = (prune ? loaded.Concat(gone) : loaded).SelectMany(index.Of).ToList();
        new DependentChecks(index, others, terms, problems).Check(before, records);
        if (problems.Count > 0)
        {
            return counts.Report(files.Count, records.Count, problems, sequence) with { Missing = gone, KeptFromIntake = left };
        }

        var reason = prune ? $"load of {files.Count} dossiers, others removed" : $"load of {files.Count} dossiers";
        var change = RecordDiff.Of(index, others, before, records);
        sequence = await WriteAsync(change, author, reason, sequence, progress, beforeWrite, counts, cancellation);
        return counts.Report(files.Count, records.Count, [], sequence) with { Missing = gone, KeptFromIntake = left };
    }

    /// <summary>Whether the graph has a dossier exactly as a file has it.</summary>
    private bool IsCurrentAsLoaded(RecordIndex index, Dossiers.DossierFile file)
    {
        var id = file.Dossier.Id;
        var records = DossierLinker.Link([file], new OtherDossiers(index, other => other != id), terms, new Problems());
        return index.Of(id).Count == records.Count && records.All(record => index.FindWritten(record.Ref) == record);
    }

    private async Task<long> WriteAsync(
        RecordDiff change,
        string author,
        string reason,
        long sequence,
        IProgress<LoadProgress>? progress,
        Action? beforeWrite,
        LoadCounts counts,
        CancellationToken cancellation)
    {
        var sets = Split(author, reason, change.Put, change.Remove).ToList();
        var (written, total) = (0, change.Put.Count + change.Remove.Count);
        beforeWrite?.Invoke();
        foreach (var changes in sets)
        {
            if (written > 0)
            {
                beforeWrite?.Invoke();
            }

            sequence = await writer.ApplyAsync(changes, sequence, cancellation);
            counts.Add(changes, change);
            written += changes.Put.Length + changes.Remove.Length;
            progress?.Report(new LoadProgress(written, total, sequence));
        }

        return sequence;
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>
    /// Loads the records of an export. Each dossier among them is replaced. Other dossiers stay, and so do judgements and withdrawals that
    /// the export does not contain.
    /// </summary>
    /// <param name="records">Records as their dossiers have them, with judgements and withdrawals.</param>
    /// <param name="problems">Their problems; if there are any, nothing is loaded.</param>
    /// <param name="author">Who loads.</param>
    /// <param name="progress">Receives the number of records written.</param>
    /// <param name="cancellation">Stops between two change sets.</param>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public async Task<LoadReport> LoadRecordsAsync(
        IReadOnlyList<StoredRecord> records, Problems problems, string author, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        await writer.CheckWritableAsync(cancellation);
        await _gate.WaitAsync(cancellation);
        try
        {
            var loaded = records.Where(record => !CurationState.IsCurationRecord(record)).Select(record => record.Dossier).ToHashSet();
            var judged = records.Where(CurationState.IsCurationRecord).Select(record => record.Ref).ToHashSet();
            var counts = new LoadCounts(record => loaded.Contains(record.Dossier) || judged.Contains(record.Ref));
            return await RetryOnConflictAsync(() => LoadRecordsOnceAsync(records, loaded, judged, problems, author, progress, counts, cancellation));
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<LoadReport> LoadRecordsOnceAsync(
        IReadOnlyList<StoredRecord> records,
        HashSet<DossierId> loaded,
        HashSet<RecordRef> judged,
        Problems read,
        string author,
        IProgress<LoadProgress>? progress,
        LoadCounts counts,
        CancellationToken cancellation)
    {
        var problems = new Problems();
        problems.AddRange(read);
        var sequence = (await store.HeadAsync(cancellation)).Sequence;
        var all = await store.RecordsAsync(cancellation);
        var others = StoredRecord.AsWritten(all.Where(record => CurationState.IsCurationRecord(record) ? !judged.Contains(record.Ref) : !loaded.Contains(record.Dossier))).ToList();
        var together = new Dictionary<RecordRef, StoredRecord>();
        foreach (var record in others.Concat(records))
        {
            if (!together.TryAdd(record.Ref, record))
            {
                problems.Add("REC003", RecordChecks.PositionOf(record), $"{record.Ref} occurs twice, in dossier \"{together[record.Ref].Dossier}\" and in dossier \"{record.Dossier}\". Keep one.");
            }
        }

        problems.AddRange(RecordChecks.Run(records, together, terms));
        if (problems.Count > 0)
        {
            return counts.Report(loaded.Count, records.Count, problems, sequence);
        }

        var kinds = together.Values.ToLookup(CurationState.IsCurationRecord);
        var curated = CurationState.Of(kinds[true]).Apply(kinds[false]).Concat(kinds[true]).OrderBy(record => record.Ref).ToList();
        var change = RecordDiff.Between(all.ToDictionary(record => record.Ref), curated);
        sequence = await WriteAsync(change, author, $"import of {records.Count} records", sequence, progress, beforeWrite: null, counts, cancellation);
        return counts.Report(loaded.Count, records.Count, [], sequence);
    }

    /// <summary>
    /// Splits a load that is too large for one change set. Records come in order of their kinds, so that the target of a reference is
    /// written first and removed last.
    /// </summary>
    private IEnumerable<ChangeSet> Split(string author, string reason, IReadOnlyList<StoredRecord> put, IReadOnlyList<RecordRef> remove)
    {
        if (put.Count + remove.Count <= RecordsPerChangeSet)
        {
            return put.Count + remove.Count == 0 ? [] : [new ChangeSet(author, reason, [.. put], [.. remove])];
        }

        return put.Chunk(RecordsPerChangeSet).Select(part => new ChangeSet(author, reason, [.. part], []))
            .Concat(remove.OrderDescending().Chunk(RecordsPerChangeSet).Select(part => new ChangeSet(author, reason, [], [.. part.Order()])));
    }
}

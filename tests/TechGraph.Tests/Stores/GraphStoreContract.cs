using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Formats;
using TechGraph.Stores.Embedded;
using TechGraph.Stores.History;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Stores;

/// <summary>The behaviour that every store must have. Another store is tested by deriving from this fixture.</summary>
public abstract class GraphStoreContract
{
    /// <summary>Opens an empty store.</summary>
    protected abstract (IGraphStore Store, IGraphWriter Writer) OpenEmpty();

    /// <summary>Opens the same data again, as another process would.</summary>
    protected abstract (IGraphStore Store, IGraphWriter Writer) Reopen();

    [Test]
    public async Task An_empty_store_is_at_version_0()
    {
        var view = await OpenEmpty().Store.ReadAsync();
        Assert.That((view.Version.Sequence, view.Entities.Count), Is.EqualTo((0L, 0)));
    }

    [Test]
    public async Task Written_records_are_read_back()
    {
        var (store, writer) = OpenEmpty();
        var sequence = await writer.ApplyAsync(ManusChanges, 0);
        var view = await store.ReadAsync(sequence);
        var expected = Graphs.Of(Fixtures.Manus.Dossier);
        Assert.That(view.Version, Is.EqualTo(expected.Version));
        Assert.That(view.Claims.Select(c => $"{c.Id} {c.Says} {c.Dates.Count}"), Is.EqualTo(expected.Claims.Select(c => $"{c.Id} {c.Says} {c.Dates.Count}")));
        Assert.That(view.Find(new EventId("sale"))!.Participants.Select(p => p.ToString()), Is.EqualTo(expected.Find(new EventId("sale"))!.Participants.Select(p => p.ToString())));
    }

    [Test]
    public async Task An_empty_change_set_writes_nothing()
    {
        var (store, writer) = OpenEmpty();
        var sequence = await writer.ApplyAsync(ManusChanges, 0);
        Assert.That(await writer.ApplyAsync(ManusChanges with { Put = [] }, sequence), Is.EqualTo(sequence));
        Assert.That(await store.HistoryAsync().CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_records_have_the_same_content_hash_for_any_history()
    {
        var (store, writer) = OpenEmpty();
        var middle = ManusChanges.Put.Length / 2;
        await writer.ApplyAsync(ManusChanges with { Put = ManusChanges.Put[middle..] }, 0);
        await writer.ApplyAsync(ManusChanges with { Put = ManusChanges.Put[..middle] }, 1);
        Assert.That((await store.ReadAsync()).Version.ContentHash, Is.EqualTo(Graphs.Of(Fixtures.Manus.Dossier).Version.ContentHash));
    }

    [Test]
    public async Task A_removed_record_is_deleted_and_stays_in_the_history()
    {
        var (store, writer) = OpenEmpty();
        await writer.ApplyAsync(ManusChanges, 0);
        var claim = RecordRef.To(new ClaimId("V.1"));
        var review = RecordRef.To(new EventId("review"));
        await writer.ApplyAsync(new ChangeSet("test", "removal", [], [review, claim]), 1);
        Assert.That((await store.ReadAsync()).Find(new ClaimId("V.1")), Is.Null);
        Assert.That((await store.HistoryAsync().FirstAsync()).Content, Does.Contain("It is under review."));
    }

    [Test]
    public async Task A_write_based_on_an_older_version_is_refused_and_nothing_is_written()
    {
        var (store, writer) = OpenEmpty();
        await writer.ApplyAsync(ManusChanges, 0);
        var late = await StoreFailure.ExpectAsync(() => writer.ApplyAsync(ManusChanges with { Remove = [RecordRef.To(new ClaimId("V.1"))] }, 0));
        Assert.That(late.Code, Is.EqualTo("STORE_CONFLICT"));
        Assert.That((await store.ReadAsync()).Find(new ClaimId("V.1")), Is.Not.Null);
    }

    [Test]
    public async Task Another_process_sees_the_write()
    {
        var (_, writer) = OpenEmpty();
        var (other, otherWriter) = Reopen();
        Assert.That((await other.ReadAsync()).Version.Sequence, Is.Zero);
        var sequence = await writer.ApplyAsync(ManusChanges, 0);
        Assert.That((await other.ReadAsync(sequence)).Find(new EntityId("manus"))!.Name, Is.EqualTo("Manus"));
        await otherWriter.ApplyAsync(ManusChanges with { Put = [], Remove = [RecordRef.To(new ClaimId("V.1"))] }, sequence);
        Assert.That((await Reopen().Store.ReadAsync()).Find(new ClaimId("V.1")), Is.Null);
    }

    [Test]
    public async Task Reading_a_version_that_does_not_exist_yet_is_an_error()
    {
        var (store, _) = OpenEmpty();
        var behind = await StoreFailure.ExpectAsync(async () => await store.ReadAsync(atLeast: 1));
        Assert.That(behind.Code, Is.EqualTo("STORE_BEHIND"));
        Assert.That((await store.ReadAsync()).Version.Sequence, Is.Zero);
    }

    [Test]
    public async Task The_history_lists_author_and_reason_in_order()
    {
        var (store, writer) = OpenEmpty();
        await writer.ApplyAsync(ManusChanges, 0);
        await writer.ApplyAsync(new ChangeSet("another", "removal", [], [RecordRef.To(new ClaimId("V.1"))]), 1);
        Assert.That(await store.HistoryAsync().Select(h => $"{h.Sequence} {h.Author} {h.Reason}").ToListAsync(), Is.EqualTo(["1 test manus", "2 another removal"]));
        Assert.That(await store.HistoryAsync(after: 1).CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_head_is_the_newest_history_entry()
    {
        var (store, writer) = OpenEmpty();
        Assert.That((await store.HeadAsync()).Sequence, Is.Zero);
        await writer.ApplyAsync(ManusChanges, 0);
        await writer.ApplyAsync(new ChangeSet("test", "removal", [], [RecordRef.To(new ClaimId("V.1"))]), 1);
        var last = await store.HistoryAsync().LastAsync();
        Assert.That(await Reopen().Store.HeadAsync(), Is.EqualTo(new GraphHead(last.Sequence, last.Hash)));
    }

    [Test]
    public async Task The_graph_as_recorded_at_a_version_or_time_can_be_read()
    {
        var (store, writer) = OpenEmpty();
        await writer.ApplyAsync(ManusChanges, 0);
        var whole = (await store.ReadAsync(1)).Version.ContentHash;
        await writer.ApplyAsync(new ChangeSet("test", "removal", [], [RecordRef.To(new ClaimId("V.1"))]), 1);
        var (first, second) = ((await store.HistoryAsync().FirstAsync()).At, (await store.HistoryAsync().LastAsync()).At);
        Assert.That(await Recorded(RecordedPoint.Version(0)), Is.EqualTo((0L, 0)));
        Assert.That(await Recorded(RecordedPoint.Version(1)), Is.EqualTo((1L, ManusChanges.Put.Count(record => record.Ref.Kind == RecordKind.Claim))));
        Assert.That((await RecordedGraph.ReadAsync(store, 1, Terms.Shipped)).Version.ContentHash, Is.EqualTo(whole));
        Assert.That((await Recorded(RecordedPoint.At(first.AddTicks(-1)))).Sequence, Is.Zero);
        Assert.That((await Recorded(RecordedPoint.At(first))).Sequence, Is.EqualTo(1));
        Assert.That((await Recorded(RecordedPoint.At(second))).Sequence, Is.EqualTo(2));
        Assert.That((await Recorded(RecordedPoint.At(second.AddYears(1)))).Sequence, Is.EqualTo(2));
        var behind = await StoreFailure.ExpectAsync(() => RecordedGraph.SequenceOfAsync(store, RecordedPoint.Version(3)));
        Assert.That((behind.Code, behind.Message), Is.EqualTo(("STORE_BEHIND", "The store is at version 2; version 3 was requested.")));

        async Task<(long Sequence, int Claims)> Recorded(RecordedPoint point)
        {
            var view = await RecordedGraph.ReadAsync(store, await RecordedGraph.SequenceOfAsync(store, point), Terms.Shipped);
            return (view.Version.Sequence, view.Claims.Count);
        }
    }

    [Test]
    public async Task A_backup_contains_the_graph_and_its_history()
    {
        var (store, writer) = OpenEmpty();
        await writer.ApplyAsync(ManusChanges, 0);
        await writer.ApplyAsync(new ChangeSet("test", "removal", [], [RecordRef.To(new ClaimId("V.1"))]), 1);
        var folder = Directory.CreateTempSubdirectory("techgraph-backup-");
        try
        {
            var file = Path.Combine(folder.FullName, "backup.db");
            Assert.That((await Backup.WriteAsync(store, file)).Sequence, Is.EqualTo(2));
            using var backup = new SqliteGraph(Options.Create(new EmbeddedOptions { Data = file }), TimeProvider.System);
            Assert.That(await backup.HistoryAsync().ToListAsync(), Is.EqualTo(await store.HistoryAsync().ToListAsync()));
            Assert.That((await backup.ReadAsync()).Version, Is.EqualTo((await store.ReadAsync()).Version));
            Assert.That((await backup.VerifyAsync()).Faults, Is.Empty);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Exports_are_the_same_for_every_store()
    {
        var (store, writer) = OpenEmpty();
        await writer.ApplyAsync(ManusChanges, 0);
        var expected = Graphs.Of(Fixtures.Manus.Dossier);
        Assert.That(await Exported(await store.ReadAsync()), Is.EqualTo(await Exported(expected)));
        var (lines, wanted) = (new StringWriter(), new StringWriter());
        await JsonLines.WriteAsync(await store.RecordsAsync(), lines);
        await JsonLines.WriteAsync(ManusChanges.Put, wanted);
        Assert.That(lines.ToString(), Is.EqualTo(wanted.ToString()));

        static async Task<string> Exported(IGraphView view)
        {
            using var drawing = new MemoryStream();
            await GraphMlExport.WriteAsync(new Lens(view), drawing);
            var money = new StringWriter();
            await FtmExport.WriteAsync(new Lens(view), money);
            return System.Text.Encoding.UTF8.GetString(drawing.ToArray()) + money;
        }
    }

    [Test]
    public async Task An_undamaged_store_verifies_without_errors()
    {
        var (store, writer) = OpenEmpty();
        await writer.ApplyAsync(ManusChanges, 0);
        await writer.ApplyAsync(new ChangeSet("test", "removal", [], [RecordRef.To(new ClaimId("V.1"))]), 1);
        Assert.That((await store.VerifyAsync()).Faults, Is.Empty);
    }

    [Test]
    public async Task A_judgement_and_the_original_of_a_merged_record_are_read_back()
    {
        var (store, writer) = OpenEmpty();
        var sequence = await writer.ApplyAsync(ManusChanges, 0);
        var written = (await store.RecordsAsync()).Single(record => record.Ref == RecordRef.To(new EntityId("fund")));
        var dossier = written.Dossier;
        var was = new Extension(RecordRef.To(new EntityId("meta")), dossier) { Was = new EntityId("fund"), Aliases = [new Alias("A fund", "other", null)] };
        var reference = new RecordRef(RecordKind.Extension, $"was/fund");
        var judgement = new Judgement(new EntityId("fund"), new EntityId("meta"), Verdict.Same, "test", new DateOnly(2026, 1, 1));
        var pair = Judgement.RefOf(judgement.Entity, judgement.Other);
        await writer.ApplyAsync(
            new ChangeSet("test", "one", [StoredRecord.Of(reference, dossier, was) with { Original = written.Json }, StoredRecord.Of(pair, new DossierId("(desk)"), judgement)], [written.Ref]), sequence);
        var (view, records) = (await Reopen().Store.ReadAsync(), await Reopen().Store.RecordsAsync());
        Assert.That(view.Find(new EntityId("fund")), Is.Null);
        Assert.That(view.MergedInto(new EntityId("fund")), Is.EqualTo(new EntityId("meta")));
        Assert.That(view.MergedInto(new EntityId("meta")), Is.Null);
        Assert.That(view.Find(new EntityId("meta"))!.FormerIds, Is.EqualTo(new[] { new EntityId("fund") }));
        Assert.That(records.Single(record => record.Ref == reference).AsWritten(), Is.EqualTo(written));
        Assert.That(records.Single(record => record.Ref == pair).Read(), Is.EqualTo(judgement));
        Assert.That((await store.VerifyAsync()).Faults, Is.Empty);
    }

    [Test]
    public async Task A_change_set_has_at_most_50000_records() => Assert.That(
        (await StoreFailure.ExpectAsync(() => OpenEmpty().Writer.ApplyAsync(ManusChanges with { Remove = [.. Enumerable.Range(0, 50_001).Select(n => RecordRef.To(new ClaimId($"x.{n}")))] }, 0))).Code,
        Is.EqualTo("STORE_TOO_LARGE"));

    [Test]
    public async Task Hostile_values_are_stored_unchanged_and_change_nothing_else()
    {
        var (store, writer) = OpenEmpty();
        string[] texts =
        [
            "`) DETACH DELETE n //", "'; DROP TABLE entity; --", "\" OR 1=1", "MATCH (n) RETURN n", "{\"$type\":\"Null\"}", "$x ${y} {{z}}", "\\u0041 \\n \\",
            "line\nline\r\nline\ttab", "\u0001\u001f\u007f\u0085", "深度求索 Ⅳ ﬁ İ ß", "\u202eright to left\u202c", "e\u0301 \u00e9", "😀👩‍👩‍👧‍👦", "\ufeff\u200b\u2060", "null", "NaN", "1e400", "",
            "../../etc/passwd", "<script>alert(1)</script>", new string('x', 1_000_000),
        ];
        var id = new DossierId("hostile");
        var records = texts.Select((text, n) => StoredRecord.Of(
            RecordRef.To(new EntityId($"h{n:00}")),
            id,
            new Entity(new EntityId($"h{n:00}"), "company", text.Length > 1_000 ? "long" : text, id) { Note = text, Aliases = [new Alias(text.Length > 1_000 ? "long" : text, "other", null)] }));
        await writer.ApplyAsync(ManusChanges, 0);
        var before = (await store.ReadAsync(1)).Entities.Count;
        await writer.ApplyAsync(new ChangeSet("`test\"", "'; //", [.. records], []), 1);
        var view = await Reopen().Store.ReadAsync(2);
        Assert.That(view.Entities, Has.Count.EqualTo(before + texts.Length));
        Assert.That(texts.Select((text, n) => view.Find(new EntityId($"h{n:00}"))!.Note == text), Is.All.True);
        Assert.That((await store.VerifyAsync()).Faults, Is.Empty);
    }

    /// <summary>The Manus story as one change set.</summary>
    internal static ChangeSet ManusChanges { get; } = new("test", "manus", [.. Graphs.Records([Graphs.World, Fixtures.Manus.Dossier])], []);
}

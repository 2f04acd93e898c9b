using System.Text;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Curation;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.Embedded;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>Judgements and withdrawals persist through every load and can be undone.</summary>
/// <remarks><code> manus (dossier manus)        butterfly (dossier other): "Butterfly Effect", which licenses to meta </code></remarks>
public sealed class CurationTests
{
    private const string Other = """
        dossier: other
        title: The same company by another name
        entities:
          butterfly: {kind: company, name: Butterfly Effect, external_ids: {wikidata: Q1}}
          lab: {kind: agency, name: A laboratory}
        events:
          licence-2024:
            kind: licence
            title: Butterfly Effect licenses to Meta
            participants: [{role: licensor, entity: butterfly}, {role: licensee, entity: meta}]
            claims: [{id: L.1, source: wire, at: para 9, says: It licensed., signed: 2024-03}]
        relations:
          butterfly.based-in.cn: {kind: based_in, from: butterfly, to: cn, claims: [{id: B.1, source: wire, at: para 9, says: It sits in China.}]}
        """;

    private string _folder = "";
    private SqliteGraph _store = null!;
    private Curator _curator = null!;

    [SetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("techgraph-test-").FullName;
        _store = new SqliteGraph(Options.Create(new EmbeddedOptions { Data = Path.Combine(_folder, "data") }), TimeProvider.System);
        _curator = new Curator(_store, _store, Terms.Shipped, TimeProvider.System);
        Write("world", Graphs.World);
        Write("manus", Manus.Dossier);
        Write("other", Other);
        await Load();
    }

    [TearDown]
    public void Stop()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Entities_judged_the_same_are_merged_and_the_old_id_leads_to_the_merged_one()
    {
        await Judge(Verdict.Same);
        var view = await _store.ReadAsync();
        var manus = view.Find(new EntityId("manus"))!;
        Assert.That(view.Find(new EntityId("butterfly")), Is.Null);
        Assert.That(view.CurrentIdOf(new EntityId("butterfly")), Is.EqualTo(manus.Id));
        Assert.That(manus.Aliases.Select(alias => alias.Name), Is.EqualTo(["Butterfly Effect"]));
        Assert.That(manus.ExternalIds["wikidata"], Is.EqualTo("Q1"));
        Assert.That(manus.FormerIds.Select(id => id.Value), Is.EqualTo(["butterfly"]));
        Assert.That(view.ParticipationsOf(RecordRef.To(manus.Id)).Select(part => part.Event.Id.Value), Does.Contain("licence-2024").And.Contain("sale"));
        Assert.That(view.RelationsFrom(manus.Id).Select(relation => relation.To.Value), Is.EqualTo(["cn"]));
        Assert.That((await _store.VerifyAsync()).Faults, Is.Empty);
    }

    [Test]
    public async Task A_path_query_accepts_the_old_id()
    {
        await Judge(Verdict.Same);
        var query = new DealPathQuery(new EndpointSelector { Ids = [new EntityId("butterfly")] }, new EndpointSelector { Ids = [new EntityId("meta")] });
        var found = PathEngine.Find(await _store.ReadAsync(), query);
        Assert.That(found.Paths.Select(path => path.Hops[0].Deal.Id.Value).Order(), Is.EqualTo(["licence-2024", "sale"]));
    }

    [Test]
    public async Task Loading_the_files_again_changes_nothing_after_a_judgement()
    {
        await Judge(Verdict.Same);
        var report = await Load();
        Assert.That((report.Wrote, report.Problems.Length), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task Undoing_a_judgement_restores_the_graph()
    {
        var before = (await _store.ReadAsync()).Version.ContentHash;
        await Judge(Verdict.Same);
        Assert.That((await _store.ReadAsync()).Version.ContentHash, Is.Not.EqualTo(before));
        var report = await _curator.UndoJudgementAsync(new EntityId("manus"), new EntityId("butterfly"), "test");
        Assert.That(report.Problem, Is.Null);
        Assert.That((await _store.ReadAsync()).Version.ContentHash, Is.EqualTo(before));
        Assert.That(await _store.HistoryAsync().CountAsync(), Is.EqualTo(3));
    }

    [Test]
    public async Task An_edit_of_the_merged_dossier_changes_the_merged_entity()
    {
        await Judge(Verdict.Same);
        Write("other", Other.Replace("Butterfly Effect licenses", "Butterfly Effect Ltd licenses", StringComparison.Ordinal).Replace("name: Butterfly Effect,", "name: Butterfly,", StringComparison.Ordinal));
        var report = await Load();
        Assert.That(report.Changed, Is.EqualTo(2));
        var view = await _store.ReadAsync();
        Assert.That(view.Find(new EntityId("manus"))!.Aliases.Select(alias => alias.Name), Is.EqualTo(["Butterfly"]));
    }

    [Test]
    public async Task If_the_remaining_entity_is_not_loaded_the_merged_one_is_kept_under_its_own_id()
    {
        await Judge(Verdict.Same);
        File.Delete(FilePath("manus"));
        Write("other", Other.Replace("entity: meta", "entity: lab", StringComparison.Ordinal));
        await Load(prune: true);
        Assert.That((await _store.ReadAsync()).Find(new EntityId("butterfly"))!.Name, Is.EqualTo("Butterfly Effect"));
        Write("manus", Manus.Dossier);
        await Load(prune: true);
        Assert.That((await _store.ReadAsync()).Find(new EntityId("butterfly")), Is.Null);
    }

    [TestCase("manus", "manus", Verdict.Same, "judgements(0,0): error CUR005: A judgement needs two different entities.")]
    [TestCase("manus", "butterfy", Verdict.Same, "judgements(0,0): error CUR002: There is no entity \"butterfy\". Did you mean \"butterfly\"?")]
    [TestCase("manus", "cn", Verdict.Same, "judgements(0,0): error CUR007: \"manus\" and \"cn\" are of different families, so they are never the same.")]
    public async Task An_invalid_judgement_is_refused(string one, string other, Verdict verdict, string problem) => Assert.That(
        (await _curator.JudgeAsync(new EntityId(one), new EntityId(other), verdict, "test", null)).Problem?.ToString(), Is.EqualTo(problem));

    [Test]
    public async Task Judgements_that_contradict_each_other_are_refused()
    {
        await Judge(Verdict.Same);
        var (manus, butterfly, meta) = (new EntityId("manus"), new EntityId("butterfly"), new EntityId("meta"));
        Assert.That((await _curator.JudgeAsync(butterfly, meta, Verdict.Same, "test", null)).Problem!.Text, Is.EqualTo("\"butterfly\" already leads to \"manus\". Judge \"manus\" and \"meta\"."));
        await _curator.JudgeAsync(manus, meta, Verdict.Same, "test", null);
        Assert.That((await _curator.JudgeAsync(butterfly, meta, Verdict.Different, "test", null)).Problem!.Code, Is.EqualTo("CUR006"));
        Assert.That((await _curator.JudgeAsync(meta, butterfly, Verdict.Same, "test", null)).Problem!.Code, Is.EqualTo("CUR006"));
        Assert.That((await _store.ReadAsync()).CurrentIdOf(butterfly), Is.EqualTo(meta));
    }

    [Test]
    public async Task A_judgement_of_different_prevents_a_merge_until_it_is_undone()
    {
        await Judge(Verdict.Different);
        Assert.That((await Judge(Verdict.Same)).Problem, Is.Null, "A later judgement on the pair takes the place of the earlier one.");
        await _curator.UndoJudgementAsync(new EntityId("manus"), new EntityId("butterfly"), "test");
        await _curator.JudgeAsync(new EntityId("manus"), new EntityId("meta"), Verdict.Different, "test", null);
        await _curator.JudgeAsync(new EntityId("butterfly"), new EntityId("meta"), Verdict.Same, "test", null);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.That(
            (await _curator.JudgeAsync(new EntityId("manus"), new EntityId("butterfly"), Verdict.Same, "test", null)).Problem!.Text,
            Does.StartWith($"test judged on {today:yyyy-MM-dd}"));
    }

    [Test]
    public async Task A_withdrawn_claim_sets_no_value_and_stays_withdrawn_when_its_file_is_loaded_again()
    {
        var review = new EventId("review");
        Assert.That((await _curator.WithdrawAsync(RecordRef.To(new ClaimId("V.1")), "The paper took it back.", "test")).Problem, Is.Null);
        Write("manus", Manus.Dossier.Replace("It is under review.", "It is being reviewed.", StringComparison.Ordinal));
        await Load();
        var view = await _store.ReadAsync();
        Assert.That(new Lens(view).Exists(view.Find(review)!), Is.False);
        Assert.That(view.Find(new ClaimId("V.1"))!.Withdrawn!.Reason, Is.EqualTo("The paper took it back."));
        await _curator.ReinstateAsync(RecordRef.To(new ClaimId("V.1")), "test");
        view = await _store.ReadAsync();
        Assert.That(new Lens(view).ClaimsAbout(RecordRef.To(review)).Single().Says, Is.EqualTo("It is being reviewed."));
    }

    [TestCase("2026-01-31", true)]
    [TestCase("2026-02-01", false)]
    public async Task A_claim_withdrawn_from_a_day_counts_before_that_day(string knownAt, bool known)
    {
        await _curator.WithdrawAsync(RecordRef.To(new ClaimId("V.1")), "The paper took it back.", "test", from: new DateOnly(2026, 2, 1));
        var view = await _store.ReadAsync();
        Assert.That(new Lens(view, DateOnly.Parse(knownAt, null)).Exists(view.Find(new EventId("review"))!), Is.EqualTo(known));
    }

    [Test]
    public async Task The_correcting_claim_of_a_withdrawal_must_have_the_stance_corrects()
    {
        var refused = await _curator.WithdrawAsync(RecordRef.To(new ClaimId("V.1")), "Wrong.", "test", correctedBy: new ClaimId("S.1"));
        Assert.That(refused.Problem!.Code, Is.EqualTo("CUR003"));
        Write("right", """
            dossier: right
            title: A correction
            extend:
              events:
                review: {claims: [{id: C.1, source: paper, at: a note, stance: corrects, says: There was no review.}]}
            """);
        await Load();
        Assert.That((await _curator.WithdrawAsync(RecordRef.To(new ClaimId("V.1")), "Wrong.", "test", correctedBy: new ClaimId("C.1"))).Problem, Is.Null);
        Assert.That((await _store.ReadAsync()).Find(new ClaimId("V.1"))!.Withdrawn!.CorrectedBy, Is.EqualTo(new ClaimId("C.1")));
    }

    [Test]
    public async Task A_withdrawn_entity_leaves_only_a_tombstone()
    {
        await _curator.WithdrawAsync(RecordRef.To(new EntityId("butterfly")), "It asked us to.", "test");
        Assert.That((await Load()).Wrote, Is.False);
        var view = await _store.ReadAsync();
        var tombstone = view.Find(new EntityId("butterfly"))!;
        Assert.That((tombstone.Name, tombstone.ExternalIds.Count, tombstone.Withdrawn!.Reason), Is.EqualTo(("(withdrawn)", 0, "It asked us to.")));
        Assert.That(view.ParticipationsOf(RecordRef.To(tombstone.Id)), Is.Empty);
        Assert.That(new Lens(view).RelationsFrom(tombstone.Id), Is.Empty);
        Assert.That(Encoding.UTF8.GetString(RecordJson.Write(view.Find(new EventId("licence-2024"))!)), Does.Not.Contain("butterfly"));
    }

    [Test]
    public async Task A_record_that_does_not_exist_cannot_be_withdrawn() => Assert.That(
        (await _curator.WithdrawAsync(RecordRef.To(new ClaimId("nothing")), "x", "test")).Problem!.Code, Is.EqualTo("CUR002"));

    [Test]
    public async Task A_record_that_is_not_withdrawn_cannot_be_reinstated() => Assert.That(
        (await _curator.ReinstateAsync(RecordRef.To(new ClaimId("S.1")), "test")).Problem!.Code, Is.EqualTo("CUR004"));

    private Task<CurationReport> Judge(Verdict verdict) => _curator.JudgeAsync(new EntityId("butterfly"), new EntityId("manus"), verdict, "test", "one company");

    [TestCase("butterfly", "manus")]
    [TestCase("manus", "butterfly")]
    public async Task Entities_judged_the_same_must_stay_in_one_family(string entity, string other)
    {
        Assert.That((await _curator.JudgeAsync(new EntityId(entity), new EntityId(other), Verdict.Same, "test", null)).Problem, Is.Null);
        Write("other", """
            dossier: other
            title: The same name, another thing
            entities:
              butterfly: {kind: software, name: Butterfly Effect}
              lab: {kind: agency, name: A laboratory}
            """);
        var report = await Load();
        Assert.That(report.Problems.Select(problem => problem.ToString()), Does.Contain(
            "dossier other(1,1): error LOAD004: \"butterfly\" would be of family technology, but a person judged it to be the same as \"manus\", "
            + "of family organization. Keep its kind, or undo the judgement first."));
        await _curator.UndoJudgementAsync(new EntityId(entity), new EntityId(other), "test");
        Assert.That((await Load()).Problems, Is.Empty);
    }

    private Task<LoadReport> Load(bool prune = false) => new Loader(_store, _store, Terms.Shipped).LoadAsync([Path.Combine(_folder, "files")], "test", prune);

    private string FilePath(string name) => Path.Combine(_folder, "files", $"{name}.yaml");

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "files"));
        File.WriteAllText(FilePath(name), text);
    }
}

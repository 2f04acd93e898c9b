using TechGraph.Core.Graph;
using TechGraph.Core.Matching;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Curation;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Linking;
using TechGraph.Stores.View;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Core.Matching;

/// <summary>Suggests entities that may be the same, with the reason; a person decides.</summary>
public sealed class SuggestionTests
{
    [TestCase("{kind: company, name: Acme, external_ids: {wikidata: Q1}}", "{kind: company, name: Bolt, external_ids: {wikidata: Q1}}", MatchReason.ExternalId, "both have wikidata Q1")]
    [TestCase("{kind: company, name: Acme Inc.}", "{kind: company, name: Bolt, aliases: [ACMÉ]}", MatchReason.Name, "\"Acme Inc.\" and \"ACMÉ\" are the same name")]
    [TestCase("{kind: company, name: Acme, aliases: [{name: Old, kind: former}]}", "{kind: company, name: Old GmbH}", MatchReason.Name, "\"Old\" and \"Old GmbH\" are the same name")]
    [TestCase("{kind: company, name: 红杉}", "{kind: investor, name: HongShan, aliases: [{name: 红杉, kind: translated, script: Hans}]}", MatchReason.Name, "\"红杉\" and \"红杉\" are the same name")]
    [TestCase("{kind: company, name: Acme}", "{kind: company, name: \"\\u0410cme\"}", MatchReason.Lookalike, "\"\u0410cme\" has the letter U+0410, which looks like a Latin letter, among Latin letters")]
    [TestCase("{kind: company, name: Acme Works}", "{kind: company, name: \"Acme\\u200B Works\"}", MatchReason.Name, "\"Acme Works\" and \"Acme\u200B Works\" are the same name")]
    [TestCase("{kind: company, name: Contemporary Amperex}", "{kind: company, name: Contemporary Ampere}", MatchReason.Spelling, "\"Contemporary Amperex\" and \"Contemporary Ampere\" differ by one letter")]
    [TestCase("{kind: company, name: Siemens}", "{kind: company, name: Seimens}", MatchReason.Spelling, "\"Siemens\" and \"Seimens\" differ by one letter")]
    [TestCase("{kind: company, name: Benchmark}", "{kind: company, name: Benchmark Mineral Intelligence}", MatchReason.Words, "\"Benchmark Mineral Intelligence\" begins with \"Benchmark\"")]
    [TestCase("{kind: company, name: University Beijing}", "{kind: company, name: Beijing University}", MatchReason.Words, "\"University Beijing\" and \"Beijing University\" have the same words")]
    public void Each_kind_of_similarity_is_suggested_with_its_explanation(string one, string other, MatchReason reason, string explanation)
    {
        var found = Suggestions.Of(Graphs.Of(Two(one, other)));
        Assert.That(found.Select(pair => (pair.One.Id.Value, pair.Other.Id.Value, pair.Reason, pair.Explanation)), Is.EqualTo([("a", "b", reason, explanation)]));
    }

    [TestCase("{kind: company, name: Acme 123}", "{kind: company, name: Acme 124}", Description = "Other numbers, other things.")]
    [TestCase("{kind: company, name: Acme}", "{kind: software, name: Acme}", Description = "Another family.")]
    [TestCase("{kind: company, name: Acme}", "{kind: company, name: Acme, identified: unnamed}")]
    [TestCase("{kind: company, name: Acme, not_same_as: [{entity: b}]}", "{kind: company, name: Acme}")]
    [TestCase("{kind: company, name: Acme}", "{kind: company, name: Acne}", Description = "Too short to distinguish a typing error from another name.")]
    [TestCase("{kind: company, name: Siemens}", "{kind: company, name: Semiens works}")]
    public void Entities_that_are_not_similar_are_not_suggested(string one, string other) => Assert.That(Suggestions.Of(Graphs.Of(Two(one, other))), Is.Empty);

    [TestCase(Verdict.Same)]
    [TestCase(Verdict.Different)]
    [TestCase(Verdict.Unsure)]
    public void A_judged_pair_is_not_suggested_again(Verdict verdict)
    {
        var judgement = new Judgement(new EntityId("b"), new EntityId("a"), verdict, "test", new DateOnly(2026, 1, 1));
        var records = Graphs.Records([Graphs.World, Two("{kind: company, name: Acme}", "{kind: company, name: Acme Ltd}")]);
        var judged = StoredRecord.Of(Judgement.RefOf(judgement.Entity, judgement.Other), CurationState.Id, judgement);
        var view = MemoryGraph.Build(Terms.Shipped, 1, CurationState.Of([judged]).Apply(records).Append(judged));
        Assert.That(Suggestions.Of(view), Is.Empty);
    }

    [Test]
    public void All_entities_with_the_same_name_are_suggested()
    {
        var many = string.Concat(Enumerable.Range(10, 40).Select(n => $"  c{n}: {{kind: company, name: Acme}}\n"));
        var found = Suggestions.Of(Graphs.Of($"dossier: many\ntitle: many\nentities:\n{many}"));
        Assert.That(found.SelectMany(pair => new[] { pair.One.Id, pair.Other.Id }).Distinct().Count(), Is.EqualTo(40));
        Assert.That(found, Has.Count.EqualTo(39));
    }

    [Test]
    public void An_entity_of_another_family_with_the_same_name_hides_no_suggestion()
    {
        var found = Suggestions.Of(Graphs.Of("dossier: d\ntitle: d\nentities:\n  a: {kind: software, name: Manus}\n  b: {kind: company, name: Manus}\n  c: {kind: company, name: Manus Holding}\n"));
        Assert.That(found.Select(pair => (pair.One.Id.Value, pair.Other.Id.Value)), Is.EqualTo([("b", "c")]));
    }

    [Test]
    public void All_entities_with_a_similar_spelling_are_suggested()
    {
        var many = string.Concat(Enumerable.Range(0, 25).Select(n => $"  c{n:D2}: {{kind: company, name: Mediate{(char)('a' + n)}}}\n"));
        var found = Suggestions.Of(Graphs.Of($"dossier: many\ntitle: many\nentities:\n{many}"));
        Assert.That(found.SelectMany(pair => new[] { pair.One.Id, pair.Other.Id }).Distinct().Count(), Is.EqualTo(25));
    }

    [Test]
    public void No_shipped_entities_look_like_duplicates()
    {
        var pairs = Suggestions.Of(Shipped.Graph).Where(pair => pair.Reason < MatchReason.Spelling).Select(pair => $"{pair.One.Id} {pair.Other.Id}");
        Assert.That(pairs, Is.Empty, "No shipped entity is a duplicate, and entities with the same name are marked as different.");
        var benchmark = Suggestions.Of(Shipped.Graph).Where(pair => pair.One.Id.Value.StartsWith("benchmark", StringComparison.Ordinal));
        Assert.That(benchmark, Is.Empty);
    }

    [Test]
    public void A_name_with_lookalike_letters_is_kept_with_a_warning()
    {
        var problems = new Problems();
        var file = DossierParser.Parse("dossier: a\ntitle: a\nentities:\n  x: {kind: company, name: \"\\u0410cme\"}\n"u8, "a.yaml", Terms.Shipped, problems)!;
        Assert.That(problems, Is.Empty);
        Assert.That(NameWarnings.Of([file]).Select(warning => warning.ToString()), Is.EqualTo([
            "a.yaml(4,3): warning DOS021: \"\u0410cme\" has the letter U+0410, which looks like a Latin letter, among Latin letters. Type it again, unless the letters are intended."]));
    }

    private static string Two(string one, string other) => $"dossier: two\ntitle: two\nentities:\n  a: {one}\n  b: {other}\n";
}

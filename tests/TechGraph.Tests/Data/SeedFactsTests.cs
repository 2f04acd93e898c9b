using System.Globalization;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Tests.Fixtures;
using YamlDotNet.RepresentationModel;

namespace TechGraph.Tests.Data;

/// <summary>Compares the dossiers with <c>seed-facts.yaml</c>, id by id.</summary>
public sealed class SeedFactsTests
{
    private static readonly Dictionary<string, string> Sources = new()
    {
        ["000_b4eabb1ba2c4bc58.txt"] = "ft-reversal",
        ["002_928adc954d88187a.txt"] = "china-tech-curbs",
    };

    private static IGraphView Graph => Shipped.Graph;

    private static ILookup<string?, Claim> Claims => Graph.Claims.ToLookup(claim => claim.Fact);

    [OneTimeSetUp]
    public void Skip_without_the_fact_file() => Repository.Facts("seed-facts.yaml");

    [Test]
    public void Every_entity_is_in_the_graph_with_its_name()
    {
        var entities = FactFile.Read("seed-facts.yaml").Entities.Where(e => FactFile.Text(e, "kind") != "deal").ToList();
        Assert.That(entities, Has.Count.EqualTo(113), "114 with the Bolivian project, which is an event");
        Assert.Multiple(() =>
        {
            foreach (var entity in entities)
            {
                var id = FactFile.Text(entity, "id")!;
                Assert.That(Graph.Find(new EntityId(FactFile.Id(id)))?.Name, Is.EqualTo(FactFile.Text(entity, "name")), id);
            }
        });
    }

    [Test]
    public void Every_evidence_of_every_fact_is_a_claim_at_its_paragraph()
    {
        var facts = FactFile.Read("seed-facts.yaml").Facts.ToList();
        Assert.That(facts, Has.Count.EqualTo(90));
        Assert.Multiple(() =>
        {
            foreach (var fact in facts)
            {
                var id = FactFile.Text(fact, "id")!;
                foreach (var evidence in FactFile.List(fact, "evidence"))
                {
                    var source = Sources[FactFile.Text(evidence, "seed")!];
                    var locator = $"para {FactFile.Text(evidence, "para")}";
                    Assert.That(
                        Claims[id].Any(c => c.Source.Value == source && c.Locator == locator && c.Says == FactFile.Text(evidence, "paraphrase")),
                        Is.True,
                        $"{id}: {source} {locator}");
                }
            }
        });
    }

    [Test]
    public void Every_date_is_kept_as_written_with_its_bounds() => ForEachFact((id, fact) =>
    {
        var date = FactFile.Map(fact, "date")!;
        var wanted = PartialDate.Parse(FactFile.Text(date, "edtf")!, FactFile.Text(date, "not_before"), FactFile.Text(date, "not_after")).Require();
        var given = Claims[id].SelectMany(c => c.Dates.Values.Append(c.Held)).OfType<StatedDate>().Select(d => d.Date)
            .Concat(Claims[id].Where(c => c.About.Kind == RecordKind.Source).Select(c => Graph.Find(new SourceId(c.About.Id))!.Published?.Date).OfType<PartialDate>());
        // A source that is known only because another one mentions it has no date.
        if (id != "S002-012")
        {
            Assert.That(given, Does.Contain(wanted), id);
        }
    });

    [Test]
    public void Every_hedge_speaker_and_denial_is_kept() => ForEachFact((id, fact) =>
    {
        var hedge = FactFile.Text(fact, "hedge");
        Assert.That(Claims[id].Select(c => c.Hedge).Distinct(), Is.EqualTo(new[] { hedge == "none" ? null : hedge }), id);
        var speaker = FactFile.Text(fact, "said_by");
        Assert.That(Claims[id].Select(c => c.AttributedTo?.Value).Distinct(), Is.EqualTo(new[] { speaker is null ? null : FactFile.Id(speaker) }), id);
        Assert.That(Claims[id].All(c => c.Negative == (FactFile.Text(fact, "negative") == "true")), Is.True, id);
    });

    [Test]
    public void Every_sum_is_kept_with_its_qualifier() => ForEachFact((id, fact) =>
    {
        var wanted = FactFile.List(fact, "money").Select(m => $"{FactFile.Text(m, "amount")} {FactFile.Text(m, "currency")} {FactFile.Text(m, "qualifier")}");
        var given = Claims[id].SelectMany(c => c.Values).Select(v => string.Create(
            CultureInfo.InvariantCulture, $"{v.Low} {v.Currency} {EnumText.Kebab(v.Qualifier)}"));
        Assert.That(given, Is.EqualTo(wanted), id);
    });

    [Test]
    public void Every_participant_is_in_the_graph_and_an_implied_one_is_marked_as_implied() => ForEachFact((id, fact) =>
    {
        var records = Claims[id].Select(c => c.About).ToHashSet();
        foreach (var participant in FactFile.List(fact, "participants"))
        {
            var name = FactFile.Text(participant, "entity")!;
            var role = FactFile.Text(participant, "role")!;
            if (name == "proj_bolivia" || role is "author" or "reporter" or "publisher" || id == "S002-012")
            {
                continue;
            }

            var of = name.StartsWith('S') && name.Contains('-', StringComparison.Ordinal) ? Claims[name].First().About : RecordRef.To(new EntityId(FactFile.Id(name)));
            var parts = records.Where(r => r.Kind == RecordKind.Event).SelectMany(r => Graph.Find(new EventId(r.Id))!.Participants).Where(p => p.Of == of).ToList();
            var ends = records.Where(r => r.Kind == RecordKind.Relation).Select(r => Graph.Find(new RelationId(r.Id))!).Where(r => r.From.Value == of.Id || r.To.Value == of.Id);
            Assert.That(parts.Count > 0 || ends.Any(), Is.True, $"{id}: {role} {name}");
            if (FactFile.Text(participant, "certainty")?.StartsWith("implied", StringComparison.Ordinal) == true)
            {
                Assert.That(parts.All(p => p.Certainty == Certainty.Implied), Is.True, $"{id}: {name} is implied");
            }
        }
    });

    [Test]
    public void A_plain_country_is_an_editorial_claim_and_a_qualified_one_is_not()
    {
        foreach (var entity in FactFile.Read("seed-facts.yaml").Entities.Where(e => FactFile.Text(e, "country") is not null))
        {
            var id = FactFile.Id(FactFile.Text(entity, "id")!);
            var country = FactFile.Text(entity, "country")!;
            var claim = Graph.Find(new ClaimId($"{id}.country"));
            if (country.Contains("then", StringComparison.Ordinal) || country.Contains("per the", StringComparison.Ordinal) || country.StartsWith("not ", StringComparison.Ordinal))
            {
                // If the seed gives no country, the wider facts may give one.
                Assert.That(claim is null || Graph.Find(claim.Source)!.Id.Value is not ("ft-reversal" or "china-tech-curbs"), Is.True, id);
            }
            else if (claim is not null)
            {
                Assert.That((claim.Origin, Graph.Find(new RelationId(claim.About.Id))!.To), Is.EqualTo((ClaimOrigin.Editorial, Graph.Country(country[..2])!.Id)), id);
            }
        }
    }

    private static void ForEachFact(Action<string, YamlMappingNode> check) => Assert.Multiple(() =>
    {
        foreach (var fact in FactFile.Read("seed-facts.yaml").Facts)
        {
            check(FactFile.Text(fact, "id")!, fact);
        }
    });
}

using System.Globalization;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Tests.Fixtures;
using YamlDotNet.RepresentationModel;

namespace TechGraph.Tests.Data;

/// <summary>Compares the dossiers with <c>wider-facts.yaml</c>, id by id.</summary>
public sealed class WiderFactsTests
{
    /// <summary>Dates that the dossiers write differently, and why (docs/decisions/fact-mapping.md, "Dates").</summary>
    private static readonly Dictionary<string, string> Reworded = new()
    {
        ["W-AG-02"] = "both pages were published before the vote of September",
        ["W-CH-23"] = "W-CH-24 states the block",
    };

    private static IGraphView Graph => Shipped.Graph;

    private static ILookup<string?, Claim> Claims => Graph.Claims.ToLookup(claim => claim.Fact);

    [OneTimeSetUp]
    public void Skip_without_the_fact_file() => Repository.Facts("wider-facts.yaml");

    [Test]
    public void Every_entity_is_in_the_graph_with_its_name_and_aliases()
    {
        var entities = FactFile.Read("wider-facts.yaml").Entities.ToList();
        Assert.That(entities, Has.Count.EqualTo(342));
        Assert.Multiple(() =>
        {
            foreach (var entity in entities)
            {
                var id = WiderFacts.Entity(FactFile.Text(entity, "id")!);
                var known = Graph.Find(id);
                Assert.That(known, Is.Not.Null, id.Value);
                var names = known!.Aliases.Select(alias => alias.Name).Append(known.Name).ToList();
                Assert.That(names, Does.Contain(FactFile.Text(entity, "name")).IgnoreCase, id.Value);
                foreach (var alias in WiderFacts.Texts(entity, "aliases"))
                {
                    var plain = alias.Split(" (")[0];
                    Assert.That(names.Contains(alias) || names.Contains(plain) || known.Note?.Contains(alias, StringComparison.Ordinal) == true || plain.Contains("HongShan", StringComparison.Ordinal), Is.True, $"{id}: {alias}");
                }
            }
        });
    }

    [Test]
    public void Every_page_of_every_fact_is_a_source_with_a_paraphrasing_claim()
    {
        var facts = FactFile.Read("wider-facts.yaml").Facts.ToList();
        Assert.That(facts, Has.Count.EqualTo(211));
        Assert.Multiple(() =>
        {
            foreach (var fact in facts)
            {
                var id = FactFile.Text(fact, "id")!;
                var given = Claims[id].Select(claim => Page(Graph.Find(claim.Source)!)).ToHashSet();
                var wanted = FactFile.List(fact, "sources").Select(s => $"{FactFile.Text(s, "publisher")}|{FactFile.Text(s, "title")}|{FactFile.Text(s, "date")}|{Url(s)}");
                Assert.That(given, Is.EquivalentTo(wanted.Distinct()), id);
            }

            var titles = Graph.Sources.Select(source => source.Title).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            Assert.That(Graph.Claims.Where(claim => titles.Contains(claim.Says.TrimEnd('.'))).Select(claim => claim.Id), Is.Empty, "headlines are not paraphrases");
        });
    }

    [Test]
    public void Every_date_is_kept_or_split_into_two_dates() => ForEachFact((id, fact) =>
    {
        var date = FactFile.Text(FactFile.Map(fact, "date")!, "edtf")!;
        var given = Claims[id].SelectMany(c => c.Dates.Values.Append(c.Held).Append(c.Since).Append(c.Until)).OfType<StatedDate>().Select(d => d.Date.Text)
            .Concat(Claims[id].Select(c => c.Status?.From?.Text).OfType<string>()).ToHashSet();
        var ends = date.Split('/');
        Assert.That(
            given.Contains(date) || (ends.Length == 2 && ends.All(end => end == ".." || given.Any(text => text.Split('/').Contains(end)))) || Reworded.ContainsKey(id),
            Is.True,
            $"{id}: {date}, given {string.Join(", ", given)}");
    });

    [Test]
    public void Every_hedge_is_kept_on_every_claim() => ForEachFact((id, fact) =>
        Assert.That(Claims[id].Select(c => c.Hedge).Distinct(), Is.EqualTo(new[] { FactFile.Text(fact, "hedge") }), id));

    [Test]
    public void Every_sum_is_kept_with_its_bounds_and_qualifier() => ForEachFact((id, fact) =>
    {
        var given = Claims[id].SelectMany(c => c.Values).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Low}..{v.High} {v.Currency} {EnumText.Kebab(v.Qualifier)}"));
        var wanted = FactFile.List(fact, "money").Select(m =>
        {
            var (amount, qualifier) = (FactFile.Text(m, "amount"), FactFile.Text(m, "qualifier")!.Replace("approx", "about", StringComparison.Ordinal));
            var low = qualifier == "up-to" ? "0" : amount ?? FactFile.Text(m, "amount_low");
            var high = qualifier == "more-than" ? "" : amount ?? FactFile.Text(m, "amount_high");
            return $"{low}..{high} {FactFile.Text(m, "currency")} {qualifier}";
        });
        Assert.That(given, Is.SupersetOf(wanted), id);
    });

    [Test]
    public void Every_upfront_payment_is_marked_as_upfront_and_no_total_is() => ForEachFact((id, fact) =>
    {
        foreach (var money in FactFile.List(fact, "money").Where(m => FactFile.Text(m, "component") is not null && FactFile.Text(m, "amount") is not null))
        {
            var amount = decimal.Parse(FactFile.Text(money, "amount")!, CultureInfo.InvariantCulture);
            var component = FactFile.Text(money, "component")!;
            var value = Claims[id].SelectMany(c => c.Values).First(v => v.High == amount || v.Low == amount);
            Assert.That(value.Measure == Measure.Upfront, Is.EqualTo(component.StartsWith("upfront", StringComparison.Ordinal)), $"{id}: {component}");
        }
    });

    [Test]
    public void Every_participant_is_in_the_graph_and_every_share_is_kept() => ForEachFact((id, fact) =>
    {
        foreach (var participant in FactFile.List(fact, "participants"))
        {
            var name = FactFile.Text(participant, "entity")!;
            var of = name.StartsWith("W-", StringComparison.Ordinal) ? WiderFacts.FirstRecordOf(name) : RecordRef.To(WiderFacts.Entity(name));
            Assert.That(WiderFacts.ParticipantsOf(id).Any(part => part.Of == of) || WiderFacts.EndsOf(id).Any(end => end.Value == of.Id), Is.True, $"{id}: {FactFile.Text(participant, "role")} {name}");
            if (FactFile.Text(participant, "share") is { } share)
            {
                var percent = decimal.Parse(share.Trim('%', '~'), CultureInfo.InvariantCulture);
                var shares = WiderFacts.ParticipantsOf(id).Where(part => part.Of == of).Select(part => part.ShareAfter)
                    .Concat(Claims[id].Select(claim => claim.Share)).OfType<Share>();
                Assert.That(shares.Any(known => known.Low == percent && (known.Qualifier == Qualifier.About || !share.StartsWith('~'))), Is.True, $"{id}: {name} {share}");
            }
        }
    });

    [Test]
    public void Every_figure_and_threshold_is_a_quantity() => ForEachFact((id, fact) =>
    {
        var figures = FactFile.Map(fact, "figures")?.Children.Values.Select(v => decimal.Parse(((YamlScalarNode)v).Value!, CultureInfo.InvariantCulture)) ?? [];
        var quantities = Claims[id].SelectMany(c => c.Quantities).Select(q => q.Amount).ToHashSet();
        Assert.That(figures.All(figure => quantities.Contains(figure < 1 ? figure * 100 : figure)), Is.True, id);
        if (FactFile.Text(fact, "thresholds") is not null)
        {
            Assert.That(quantities, Is.EquivalentTo([2.58m, 160m, 97m]), id);
        }
    });

    [Test]
    public void Elements_of_a_control_are_its_technologies() => ForEachFact((id, fact) =>
    {
        foreach (var element in WiderFacts.Texts(fact, "elements"))
        {
            Assert.That(WiderFacts.ParticipantsOf(id).Any(part => part.Role == "technology" && part.Of.Id == $"t-{element}"), Is.True, $"{id}: {element}");
        }
    });

    [Test]
    public void Entries_about_the_same_event_are_one_event() => ForEachFact((id, fact) =>
    {
        foreach (var other in new[] { FactFile.Text(fact, "same_event_as"), FactFile.Text(fact, "completes") }.OfType<string>())
        {
            Assert.That(WiderFacts.FirstRecordOf(id), Is.EqualTo(WiderFacts.FirstRecordOf(other)), $"{id} and {other}");
        }
    });

    [TestCase("superseded_by", true, "supersedes")]
    [TestCase("suspends", false, "suspends")]
    [TestCase("undoes", false, "undoes")]
    [TestCase("conditions_of", false, "condition-of")]
    [TestCase("follows", false, "after", "amends")]
    public void Entries_that_refer_to_each_other_are_linked(string key, bool fromOther, params string[] kinds) => ForEachFact((id, fact) =>
    {
        if (FactFile.Text(fact, key) is { } other)
        {
            var (from, to) = fromOther ? (other, id) : (id, other);
            var links = Graph.Find(new EventId(WiderFacts.FirstRecordOf(from).Id))!.Links;
            Assert.That(links.Any(link => kinds.Contains(link.Kind) && link.Event.Value == WiderFacts.FirstRecordOf(to).Id), Is.True, $"{id} {key} {other}");
        }
    });

    [Test]
    public void A_fact_that_is_also_in_the_seed_is_the_same_record_or_linked_to_it() => ForEachFact((id, fact) =>
    {
        foreach (var seed in (FactFile.Text(fact, "seed_fact")?.Split(' ') ?? []).Where(word => word.StartsWith('S')))
        {
            var mine = Claims[id].Select(claim => claim.About).ToHashSet();
            var theirs = Claims[seed].Select(claim => claim.About).ToHashSet();
            var linked = mine.Where(r => r.Kind == RecordKind.Event).SelectMany(r => Graph.Find(new EventId(r.Id))!.Links).Any(link => theirs.Contains(RecordRef.To(link.Event)));
            Assert.That(mine.Overlaps(theirs) || linked, Is.True, $"{id} and {seed}");
        }
    });

    [Test]
    public void The_status_of_a_deal_at_each_date_follows_its_status_history() => ForEachFact((id, fact) =>
    {
        if (WiderFacts.FirstRecordOf(id) is not { Kind: RecordKind.Event } record)
        {
            return;
        }

        var lens = new Lens(Graph);
        foreach (var step in FactFile.List(fact, "status_history"))
        {
            var day = PartialDate.Parse(FactFile.Text(step, "since")!).Require().Latest;
            var wanted = WiderFacts.Statuses(FactFile.Text(step, "status")!);
            Assert.That(wanted, Does.Contain(lens.StatusAt(Graph.Find(new EventId(record.Id))!, day).Status), $"{id} on {day:O}");
        }
    });

    [Test]
    public void The_timeline_has_the_status_that_the_file_gives() => ForEachFact((id, fact) =>
    {
        if (WiderFacts.FirstRecordOf(id) is not { Kind: RecordKind.Event } record || Graph.Find(new EventId(record.Id)) is not { } @event || Graph.Terms.Events[@event.Kind].IsAggregate)
        {
            return;
        }

        var wanted = WiderFacts.Statuses(FactFile.Text(fact, "status")!);
        var timeline = new Lens(Graph).Timeline(@event).Select(entry => entry.Status).Distinct().ToList();
        Assert.That(timeline.Any(wanted.Contains) || (FactFile.Text(fact, "status") == "alleged" && Claims[id].Any(c => c.Stance == Stance.Alleges)), Is.True, $"{id}: {FactFile.Text(fact, "status")}, timeline {string.Join(", ", timeline)}");
    });

    [Test]
    public void Every_decision_has_the_outcome_of_its_row() => ForEachFact((id, fact) =>
    {
        if (FactFile.Text(fact, "decision") is { } decision)
        {
            var @event = Graph.Find(new EventId(WiderFacts.FirstRecordOf(id).Id))!;
            Assert.That(new Lens(Graph).OutcomeOf(@event)?.Outcome, Is.EqualTo(WiderFacts.OutcomeOf(decision)), $"{id}: {decision}");
        }
    });

    [Test]
    public void Countries_are_editorial_and_a_base_with_dates_is_not() => Assert.Multiple(() =>
    {
        var given = FactFile.Read("wider-facts.yaml").Entities.Where(e => FactFile.Text(e, "kind") != "country" && FactFile.Text(e, "country") is not null);
        foreach (var entity in given)
        {
            var id = WiderFacts.Entity(FactFile.Text(entity, "id")!);
            var claim = Graph.Find(new ClaimId($"{id}.country"));
            if (Graph.Find(id)!.Code is { } code)
            {
                Assert.That(code, Is.EqualTo(FactFile.Text(entity, "country")), id.Value);
            }
            else if (WiderFacts.BasedByEvents.Contains(id.Value))
            {
                Assert.That(claim, Is.Null, id.Value);
            }
            else
            {
                Assert.That(claim is null ? null : (ClaimOrigin?)claim.Origin, Is.EqualTo(ClaimOrigin.Editorial), id.Value);
                Assert.That(Graph.Find(new RelationId(claim!.About.Id))!.To, Is.EqualTo(Graph.Country(FactFile.Text(entity, "country")!)!.Id), id.Value);
            }
        }
    });

    [Test]
    public void The_steps_of_every_chain_are_in_the_graph() => Assert.Multiple(() =>
    {
        var chains = FactFile.Read("wider-facts.yaml").Chains.ToList();
        Assert.That(chains, Has.Count.EqualTo(20));
        foreach (var (chain, step) in chains.SelectMany(chain => FactFile.List(chain, "steps").Select(step => (chain, step))))
        {
            var fact = FactFile.Text(step, "fact")!;
            var touched = WiderFacts.ParticipantsOf(fact).Select(part => part.Of.Id).Concat(WiderFacts.EndsOf(fact).Select(end => end.Value))
                .Concat(WiderFacts.ParticipantsOf(fact).Where(p => p.Of.Kind == RecordKind.Event).SelectMany(p => Graph.Find(new EventId(p.Of.Id))!.Participants).Select(p => p.Of.Id))
                .Concat(WiderFacts.ParticipantsOf(fact).Where(p => p.Role == "technology").SelectMany(p => Graph.RelationsTo(new EntityId(p.Of.Id))).Select(r => r.From.Value)).ToHashSet();
            foreach (var end in (string[])[FactFile.Text(step, "node")!, FactFile.Text(step, "to")!])
            {
                Assert.That(touched, Does.Contain(WiderFacts.Entity(end).Value), $"{FactFile.Text(chain, "id")} step {FactFile.Text(step, "n")}");
            }
        }
    });

    [Test]
    public void Unverified_entries_are_left_out()
    {
        var left = FactFile.Read("wider-facts.yaml").Unverified.ToDictionary(e => FactFile.Text(e, "id")!, e => FactFile.Text(e, "title")!);
        Assert.That(WiderFacts.LeftOut, Is.EquivalentTo(left.Keys), "each id has its row in docs/decisions/fact-mapping.md");
        Assert.That(Graph.Claims.Select(claim => claim.Fact).OfType<string>().Where(left.ContainsKey), Is.Empty);
        Assert.That(Graph.Events.Select(@event => @event.Title).Intersect(left.Values), Is.Empty);
    }

    private static string Page(Source source) => $"{source.Publisher}|{source.Title}|{source.Published?.Date.Text}|{source.Url}";

    private static string? Url(YamlMappingNode source) => FactFile.Text(source, "url") is { } url and not "null" ? url : null;

    private static void ForEachFact(Action<string, YamlMappingNode> check) => Assert.Multiple(() =>
    {
        foreach (var fact in FactFile.Read("wider-facts.yaml").Facts)
        {
            check(FactFile.Text(fact, "id")!, fact);
        }
    });
}

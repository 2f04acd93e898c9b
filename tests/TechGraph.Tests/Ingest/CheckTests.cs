using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>Every problem of a dossier, as <c>file(line,column): error CODE: text</c>. The world is 0.yaml, the dossier of the test is 1.yaml.</summary>
public sealed class CheckTests
{
    private const string Head = """
        dossier: d
        title: d
        entities:
          a: {kind: company, name: A}
          b: {kind: company, name: B}
          t: {kind: know-how, name: T}

        """;

    [Test]
    public void A_valid_dossier_has_no_problems() => Assert.That(Check(Deal("")), Is.Empty);

    [TestCase("kind: licence", "kind: license", "1.yaml(9,11): error DOS004: Kind of event \"license\" is unknown. Did you mean \"licence\"?")]
    [TestCase("role: licensee", "role: licencee", "1.yaml(13,16): error DOS012: role \"licencee\" is unknown. Did you mean \"licensee\"?")]
    [TestCase("entity: b", "entity: bb", "1.yaml(13,34): error DOS003: There is no entity \"bb\". Did you mean \"b\"?")]
    [TestCase("entity: b", "entity: t", "1.yaml(13,9): error DOS005: \"t\" is of family technology, but the licensee of a licence must be of family organization or person.")]
    [TestCase("source: paper", "source: papers", "1.yaml(15,27): error DOS003: There is no source \"papers\". Did you mean \"paper\"?")]
    [TestCase("source: paper, ", "", "1.yaml(15,9): error DOS013: \"source\" is missing.")]
    [TestCase("says: x", "says: ''", "1.yaml(15,9): error YAML011: \"says\" is missing.")]
    [TestCase("says: x", "says: x, sais: y", "1.yaml(15,43): error YAML012: \"sais\" is unknown here. Did you mean \"says\"?")]
    [TestCase("says: x", "says: x, closed: 2025-13", "1.yaml(15,51): error DATE002: \"2025-13\" names a day or month that does not exist.")]
    [TestCase("says: x", "says: x, status: open", "1.yaml(15,51): error DOS009: A deal cannot have the status \"open\".")]
    [TestCase("says: x", "says: x, status: opne", "1.yaml(15,51): error DOS008: \"status\" cannot be \"opne\". Did you mean \"open\"?")]
    [TestCase("says: x", "says: x, since: 2020", "1.yaml(15,50): error DOS010: A claim about an event cannot have \"since\".")]
    [TestCase("says: x", "says: x, values: [{amount: 2, currency: USX, measure: price}]", "1.yaml(15,52): error MON001: \"USX\" is not an ISO 4217 currency code, such as USD, EUR or CNY.")]
    [TestCase("says: x", "says: x, values: [{amount: 2bn, currency: USD, measure: price}]", "1.yaml(15,61): error DOS017: \"2bn\" is not a number. Write digits without separators, such as 2000000000.")]
    [TestCase("id: C.1", "id: c 1", "1.yaml(15,14): error ID001: \"c 1\" is not an id. Use letters a to z and digits, joined by single \"-\" or \".\".")]
    [TestCase("      - {role: licensee, entity: b}\n", "", "1.yaml(8,3): error DOS006: A licence must have at least 1 of role licensee, but this one has 0.")]
    public void A_problem_names_its_position_and_a_fix(string right, string wrong, string problem)
    {
        var text = Deal("");
        Assert.That(text, Does.Contain(right));
        var problems = Check(text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.That(problems, Is.Not.Empty);
        Assert.That(problems[0], Does.StartWith(problem));
    }

    [Test]
    public void All_problems_are_reported_together()
    {
        var text = Deal("").Replace("role: licensor", "role: licencor", StringComparison.Ordinal).Replace("source: paper", "source: nowhere", StringComparison.Ordinal);
        Assert.That(Check(text).Select(p => p.Split(": ")[1]), Is.EquivalentTo(new[] { "error DOS012", "error DOS003" }));
    }

    [Test]
    public void An_event_without_a_claim_is_refused() => Assert.That(
        Check(Head + "events:\n  e: {kind: licence, title: E, participants: [{role: licensor, entity: a}, {role: licensee, entity: b}]}\n"),
        Is.EqualTo(["1.yaml(8,3): error DOS011: Event \"e\" has no claim. Add a claim with its source."]));

    [Test]
    public void Two_definitions_of_one_id_are_refused_and_both_positions_are_named()
    {
        var problems = Graphs.Problems(Graphs.World, Head, Head.Replace("dossier: d", "dossier: e", StringComparison.Ordinal));
        Assert.That(problems[0], Is.EqualTo("2.yaml(4,3): error DOS002: entity \"a\" is already defined in 1.yaml(4,3). Define it once, and \"extend\" it in other dossiers."));
    }

    [Test]
    public void A_country_code_needs_a_country_entity_with_that_code() => Assert.That(
        Check("dossier: d\ntitle: d\nentities:\n  a: {kind: company, name: A, country: {code: FR, source: paper, at: para 1}}\n"),
        Is.EqualTo(["1.yaml(4,47): error DOS014: No country has the code \"FR\"."]));

    [Test]
    public void A_field_of_technology_cannot_have_a_country() => Assert.That(
        Check("dossier: d\ntitle: d\nentities:\n  a: {kind: field, name: A, country: {code: CN, source: paper}}\n").Single(), Does.Contain("DOS010"));

    [Test]
    public void A_participant_cannot_cite_a_claim_about_another_record()
    {
        var text = Deal("").Replace("entity: b}", "entity: b, claims: [C.2]}", StringComparison.Ordinal)
            + "relations:\n  r: {kind: owned_by, from: a, to: b, claims: [{id: C.2, source: paper, says: x}]}\n";
        Assert.That(Check(text).Single(), Does.Contain("error DOS019: Claim \"C.2\" is about relation/r, not about this event."));
    }

    [Test]
    public void A_source_url_must_be_http_or_https() => Assert.That(
        Check("dossier: d\ntitle: d\nsources:\n  s: {title: S, tier: press, url: 'javascript:alert(1)'}\n"),
        Is.EqualTo(["1.yaml(4,35): error DOS015: \"javascript:alert(1)\" is not an http or https address."]));

    [TestCase("https://x.example/\\n<script>", "000A", 19)]
    [TestCase("https://x.example/a\\tb", "0009", 20)]
    [TestCase("\\rhttps://x.example/", "000D", 1)]
    [TestCase("https://x.example/\\x7F", "007F", 19)]
    [TestCase("https://x.example/\\x9B", "009B", 19)]
    public void An_address_has_no_control_character(string url, string code, int place) => Assert.That(
        Check($"dossier: d\ntitle: d\nsources:\n  s: {{title: S, tier: press, url: \"{url}\"}}\n"),
        Is.EqualTo([$"1.yaml(4,35): error DOS015: The address has the control character U+{code} as character {place}. Remove it."]));

    [Test]
    public void A_dossier_needs_an_id() => Assert.That(Check("title: d"), Is.EqualTo(["1.yaml(1,1): error YAML011: \"dossier\" is missing."]));

    private static IReadOnlyList<string> Check(string dossier) => Graphs.Problems(Graphs.World, dossier);

    private static string Deal(string more) => Head + """
        events:
          e:
            kind: licence
            title: A deal
            participants:
              - {role: licensor, entity: a}
              - {role: licensee, entity: b}
            claims:
              - {id: C.1, source: paper, says: x}

        """ + more;
}

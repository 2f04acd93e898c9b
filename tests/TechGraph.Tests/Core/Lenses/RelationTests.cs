using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Core.Lenses;

public sealed class RelationTests
{
    [TestCase("2025-03-15", "CN Certain")]
    [TestCase("2025-04-30", "CN Certain")]
    [TestCase("2025-09-01", "CN Possible, SG Possible")]
    [TestCase("2025-12-31", "SG Certain")]
    [TestCase("2026-01-20", "SG Certain")]
    public void A_relocation_ends_one_base_and_starts_another(string day, string bases) => Assert.That(BasesOf("manus", day), Is.EqualTo(bases));

    [Test]
    public void A_country_without_dates_is_valid_at_any_time_and_is_marked_as_editorial()
    {
        var lens = new Lens(Graphs.Of(Manus.Dossier));
        var bases = lens.PlacesOf(new EntityId("meta"), "based_in", DateOnly.MinValue, DateOnly.MaxValue).ToList();
        Assert.That(bases.Select(b => $"{b.Countries[0]} {b.Truth} {b.Relation.Claims[0].Origin} {lens.TierOf(b.Relation.Claims[0])}"), Is.EqualTo(["US Certain Editorial Other"]));
    }

    [Test]
    public void A_planned_relocation_changes_no_base()
    {
        var lens = new Lens(Graphs.Of(Manus.Dossier.Replace("status: concluded\n", "status: proposed\n", StringComparison.Ordinal)));
        Assert.That(lens.PlacesOf(new EntityId("manus"), "based_in", DateOnly.MinValue, DateOnly.MaxValue), Is.Empty);
    }

    [Test]
    public void An_acquisition_implies_ownership_only_after_it_has_closed()
    {
        Assert.That(Owners(Manus.Dossier), Is.Empty);
        Assert.That(Owners(Manus.Dossier.Replace("announced: 2025-12\n", "closed: 2025-12-30\n", StringComparison.Ordinal)), Is.EqualTo(["meta since 2025-12-30"]));
    }

    [Test]
    public void An_implied_relation_exists_only_if_its_event_is_known()
    {
        var lens = new Lens(Graphs.Of(Manus.Dossier), knownAt: new DateOnly(2025, 6, 1));
        Assert.That(lens.PlacesOf(new EntityId("manus"), "based_in", DateOnly.MinValue, DateOnly.MaxValue), Is.Empty);
    }

    [TestCase("", "", "", "2020-01-01", "Certain")]
    [TestCase("since: 2020-05", "", "", "2020-05-15", "Possible")]
    [TestCase("since: 2020-05", "", "", "2020-05-31", "Certain")]
    [TestCase("since: 2020-05", "", "", "2020-04-30", "No")]
    [TestCase("", "until: 2020-05", "", "2020-04-30", "Certain")]
    [TestCase("", "until: 2020-05", "", "2020-05-15", "Possible")]
    [TestCase("", "until: 2020-05", "", "2020-05-31", "No")]
    [TestCase("", "", "held: ../2020-05", "2019-01-01", "Possible")]
    [TestCase("", "", "held: 2020-05-01", "2020-05-01", "Certain")]
    [TestCase("", "until: 9999-12", "", "9999-12-31", "No")]
    public void A_relation_is_valid_from_its_first_day_to_the_day_before_its_end(string since, string until, string held, string day, string answer)
    {
        var values = string.Concat(new[] { since, until, held }.Where(v => v.Length > 0).Select(v => $", {v}"));
        var lens = new Lens(Graphs.Of($$"""
            dossier: d
            title: d
            entities:
              a: {kind: company, name: A}
            relations:
              r:
                kind: based_in
                from: a
                to: cn
                claims: [{id: A, source: paper, says: x{{values}}}]
            """));
        var at = DateOnly.Parse(day, null);
        Assert.That(lens.RelationsFrom(new EntityId("a")).Single().IsValidDuring(at, at).ToString(), Is.EqualTo(answer));
    }

    private static IEnumerable<string> Owners(string dossier) => new Lens(Graphs.Of(dossier)).RelationsFrom(new EntityId("manus"))
        .Where(r => r.Kind == "owned_by" && r.To.Value == "meta").Select(r => $"{r.To} since {r.Since}");

    private static string BasesOf(string id, string day)
    {
        var at = DateOnly.Parse(day, null);
        var lens = new Lens(Graphs.Of(Manus.Dossier));
        return string.Join(", ", lens.PlacesOf(new EntityId(id), "based_in", at, at).Select(p => $"{p.Countries[0]} {p.Truth}"));
    }
}

using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Tests.Core.Model;

/// <summary>A record is read back as it was written, also if a member has the default value of its enum.</summary>
public sealed class RecordJsonTests
{
    [Test]
    public void A_source_of_any_tier_is_read_back_unchanged([Values] Tier tier)
    {
        var source = new Source(new SourceId("paper"), new DossierId("d")) { Tier = tier };
        Assert.That(((Source)RecordJson.Read(RecordKind.Source, RecordJson.Write(source))).Tier, Is.EqualTo(tier));
    }

    [Test]
    public void A_claim_with_default_enum_values_is_read_back_unchanged([Values] Outcome outcome, [Values] Performance performance)
    {
        var claim = new Claim(new ClaimId("A"), RecordRef.To(new EventId("e")), new SourceId("paper"), "x", new DossierId("d"))
        {
            Status = new StatedStatus(EventStatus.Rumoured, null),
            Outcome = outcome,
            Performed = new StatedPerformance(performance, null),
            Quantities = [new Quantity(0, null, "percent", Qualifier.Exact, "share", null)],
        };
        var read = (Claim)RecordJson.Read(RecordKind.Claim, RecordJson.Write(claim));
        Assert.That((read.Status, read.Outcome, read.Performed, read.Quantities.Single()), Is.EqualTo((claim.Status, claim.Outcome, claim.Performed, claim.Quantities.Single())));
    }
}

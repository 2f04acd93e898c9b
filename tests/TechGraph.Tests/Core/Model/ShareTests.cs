using TechGraph.Core.Model;

namespace TechGraph.Tests.Core.Model;

public sealed class ShareTests
{
    [TestCase(51, null, Qualifier.Exact, "51..51")]
    [TestCase(50, null, Qualifier.MoreThan, "50..100")]
    [TestCase(20, null, Qualifier.UpTo, "0..20")]
    [TestCase(20, 30, Qualifier.Between, "20..30")]
    public void A_share_is_a_range_in_percent(int low, int? high, Qualifier qualifier, string range)
    {
        var share = Share.Create(low, high, qualifier).Require();
        Assert.That($"{share.Low}..{share.High}", Is.EqualTo(range));
    }

    [TestCase(-1, null)]
    [TestCase(101, null)]
    [TestCase(30, 20)]
    public void A_share_is_from_0_to_100(int low, int? high) =>
        Assert.That(Share.Create(low, high, Qualifier.Exact).Error?.Code, Is.EqualTo("SHR001"));
}

using TechGraph.Core.Model;

namespace TechGraph.Tests.Core.Model;

public sealed class NameKeyTests
{
    [TestCase("HeyGen", "heygen")]
    [TestCase("Ford Motor Co.", "ford motor")]
    [TestCase("Müller GmbH", "muller")]
    [TestCase("ＡＢＣ", "abc")]
    [TestCase("宁德时代", "宁德时代")]
    [TestCase("Co.", "co")]
    [TestCase("…", "")]
    public void Names_compare_without_case_marks_and_legal_suffixes(string name, string key) => Assert.That(NameKey.Of(name), Is.EqualTo(key));

    [Test]
    public void Benchmark_and_Benchmark_Mineral_Intelligence_have_different_keys() =>
        Assert.That(NameKey.Of("Benchmark"), Is.Not.EqualTo(NameKey.Of("Benchmark Mineral Intelligence")));
}

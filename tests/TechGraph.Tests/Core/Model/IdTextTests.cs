using TechGraph.Core.Model;

namespace TechGraph.Tests.Core.Model;

public sealed class IdTextTests
{
    [TestCase("manus")]
    [TestCase("manus.owned-by.tencent")]
    [TestCase("3sbio")]
    public void An_id_has_lower_case_letters_and_digits_joined_by_hyphens_or_dots(string text) => Assert.That(IdText.Check(text), Is.Null);

    [TestCase("")]
    [TestCase("Manus")]
    [TestCase("-manus")]
    [TestCase("manus-")]
    [TestCase("ma--nus")]
    [TestCase("ma nus")]
    [TestCase("manüs")]
    [TestCase("ma\nnus")]
    public void Any_other_text_is_not_an_id(string text) => Assert.That(IdText.Check(text)?.Code, Is.EqualTo("ID001"));

    [Test]
    public void An_id_has_at_most_200_characters()
    {
        Assert.That(IdText.Check(new string('a', 200)), Is.Null);
        Assert.That(IdText.Check(new string('a', 201))?.Code, Is.EqualTo("ID001"));
    }

    [Test]
    public void A_claim_id_may_have_capitals() => Assert.That(IdText.Check("S000-024.1", capitals: true), Is.Null);
}

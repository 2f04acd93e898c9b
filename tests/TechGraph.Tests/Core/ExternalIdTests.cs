using TechGraph.Core.Model;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Core;

public sealed class ExternalIdTests
{
    [TestCase("lei", "HWUPKR0MPOU8FGXBT394")]
    [TestCase("lei", "BQ4BKCS1HXDV9HN80Z93")]
    [TestCase("wikidata", "Q312")]
    [TestCase("our-own-scheme", "anything at all")]
    public void A_valid_id_has_no_error(string scheme, string value) => Assert.That(ExternalIds.FindError(scheme, value), Is.Null);

    [TestCase("HWUPKR0MPOU8FGXBT395", "check digits do not match")]
    [TestCase("WHUPKR0MPOU8FGXBT394", "check digits do not match", Description = "Two letters changed places.")]
    [TestCase("HWUPKR0MPOU8FGXBT39", "20 digits and capital letters")]
    [TestCase("hwupkr0mpou8fgxbt394", "20 digits and capital letters")]
    [TestCase("HWUPKR0MPOU8FGXBT3９4", "20 digits and capital letters", Description = "A full-width digit.")]
    public void An_invalid_LEI_is_reported(string value, string why) => Assert.That(ExternalIds.FindError("lei", value), Does.Contain(why));

    [TestCase("312")]
    [TestCase("Q")]
    [TestCase("Q0312")]
    [TestCase("P31")]
    [TestCase("Q31x")]
    [TestCase("Q1234567890123")]
    public void An_invalid_Wikidata_id_is_reported(string value) => Assert.That(ExternalIds.FindError("wikidata", value), Does.Contain("not an item of Wikidata"));

    [Test]
    public void An_invalid_external_id_in_a_dossier_is_reported_with_its_position() => Assert.That(
        Graphs.Problems("dossier: a\ntitle: a\nentities:\n  x:\n    kind: company\n    name: X\n    external_ids: {lei: HWUPKR0MPOU8FGXBT395}\n"),
        Is.EqualTo(["0.yaml(7,20): error DOS020: \"HWUPKR0MPOU8FGXBT395\" is not an LEI: its check digits do not match, so a character is wrong (ISO 17442)."]));

    [Test]
    public void There_are_249_country_codes() => Assert.That(CountryCodes.All, Has.Count.EqualTo(249).And.All.Length.EqualTo(2));

    [Test]
    public void A_country_with_an_unassigned_code_is_refused() => Assert.That(
        Graphs.Problems("dossier: a\ntitle: a\nentities:\n  x: {kind: country, name: X, code: QX}\n"),
        Is.EqualTo(["0.yaml(4,37): error DOS014: \"QX\" is not the code of a country (ISO 3166-1 alpha-2)."]));
}

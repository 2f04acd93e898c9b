using System.Text;
using TechGraph.Core.Parsing;

namespace TechGraph.Tests.Core.Parsing;

public sealed class YamlReaderTests
{
    [Test]
    public void A_value_has_its_line_and_column()
    {
        var problems = new Problems();
        var map = YamlReader.Read("a: 1\nb:\n  - {c: x}\n"u8, "f.yaml", problems)!;
        var list = (YamlList)map.Entries[1].Value;
        var inner = (YamlMap)list.Items[0];
        Assert.That(inner.Entries[0].Value.Position, Is.EqualTo(new TextPosition("f.yaml", 3, 9)));
        Assert.That(problems, Is.Empty);
    }

    [TestCase("a: null", null)]
    [TestCase("a: ~", null)]
    [TestCase("a:", null)]
    [TestCase("a: 'null'", "null")]
    [TestCase("a: 2025-01-01", "2025-01-01")]
    [TestCase("a: yes", "yes")]
    public void A_scalar_is_read_as_text_or_null(string yaml, string? text) =>
        Assert.That(((YamlScalar)YamlReader.Read(Encoding.UTF8.GetBytes(yaml), "f", [])!.Entries[0].Value).Text, Is.EqualTo(text));

    [TestCase("a: [", "f(2,1): error YAML001")]
    [TestCase("? a\n: {\nh", "f(1,3): error YAML001: This is no YAML, from here on or a little later.")]
    [TestCase("... }", "f(1,1): error YAML001")]
    [TestCase("", "f(1,1): error YAML004: The file is empty; a mapping is expected.")]
    [TestCase("- a", "f(1,1): error YAML004: The file is no mapping of keys to values.")]
    [TestCase("a: 1\n---\nb: 2", "f(2,1): error YAML005: A file holds one document; remove the second, after \"---\".")]
    [TestCase("a: &x 1", "f(1,4): error YAML006: YAML anchors (&name) are not read. Remove it.")]
    [TestCase("a: *x", "f(1,4): error YAML006: YAML aliases (*name) are not read. Write the value out.")]
    [TestCase("a: !!int 1", "f(1,4): error YAML006: YAML tags (tag:yaml.org,2002:int) are not read. Remove it.")]
    [TestCase("a: 1\na: 2", "f(2,1): error YAML008: \"a\" is here twice. Keep one.")]
    [TestCase("[a]: 1", "f(1,1): error YAML004: A key of this mapping is no text.")]
    public void YAML_that_is_not_one_plain_mapping_is_refused(string yaml, string problem) => Assert.That(Problem(Encoding.UTF8.GetBytes(yaml)), Does.StartWith(problem));

    [Test]
    public void Brackets_nested_deeper_than_32_levels_are_refused() =>
        Assert.That(Problem(Encoding.UTF8.GetBytes("a: " + new string('[', 20_000))), Is.EqualTo("f(1,35): error YAML007: Nested deeper than 32 levels."));

    [Test]
    public void Nesting_of_32_levels_is_read()
    {
        var problems = new Problems();
        YamlReader.Read(Encoding.UTF8.GetBytes("a: " + new string('[', 30) + "x" + new string(']', 30)), "f", problems);
        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void A_file_that_is_not_UTF8_is_refused() => Assert.That(Problem([0x61, 0x3A, 0x20, 0xFF]), Is.EqualTo("f(1,1): error YAML003: The file is not UTF-8. Save it as UTF-8."));

    [Test]
    public void A_file_larger_than_8_MiB_is_refused() => Assert.That(Problem(new byte[YamlReader.MaxBytes + 1]), Does.StartWith("f(1,1): error YAML002"));

    private static string Problem(byte[] yaml)
    {
        var problems = new Problems();
        YamlReader.Read(yaml, "f", problems);
        return problems.First().ToString();
    }
}

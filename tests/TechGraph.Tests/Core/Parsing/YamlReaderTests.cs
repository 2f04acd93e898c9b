using System.Text;
using TechGraph.Core.Parsing;

namespace TechGraph.Tests.Core.Parsing;

public sealed class YamlReaderTests
{
    [Test]
    public void A_value_knows_its_line_and_column()
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
    public void A_text_stays_a_text(string yaml, string? text) =>
        Assert.That(((YamlScalar)YamlReader.Read(Encoding.UTF8.GetBytes(yaml), "f", [])!.Entries[0].Value).Text, Is.EqualTo(text));

    [TestCase("a: [", "f(2,1): error YAML001")]
    [TestCase("? a\n: {\nh", "f(1,3): error YAML001: This is not valid YAML, here or a little later.")]
    [TestCase("... }", "f(1,1): error YAML001")]
    [TestCase("", "f(1,1): error YAML004: The file is empty; a mapping is expected.")]
    [TestCase("- a", "f(1,1): error YAML004: The file is not a mapping of keys to values.")]
    [TestCase("a: 1\n---\nb: 2", "f(2,1): error YAML005: The file has a second document, after \"---\". Remove it.")]
    [TestCase("a: &x 1", "f(1,4): error YAML006: YAML anchors (&name) are not allowed. Remove it.")]
    [TestCase("a: *x", "f(1,4): error YAML006: YAML aliases (*name) are not allowed. Write out the value.")]
    [TestCase("a: !!int 1", "f(1,4): error YAML006: YAML tags (tag:yaml.org,2002:int) are not allowed. Remove it.")]
    [TestCase("a: 1\na: 2", "f(2,1): error YAML008: \"a\" occurs twice. Keep one.")]
    [TestCase("[a]: 1", "f(1,1): error YAML004: A key of this mapping is not a text.")]
    public void What_is_not_plain_data_is_refused(string yaml, string problem) => Assert.That(Problem(Encoding.UTF8.GetBytes(yaml)), Does.StartWith(problem));

    [Test]
    public void A_bomb_of_brackets_is_refused_at_its_33rd_level() =>
        Assert.That(Problem(Encoding.UTF8.GetBytes("a: " + new string('[', 20_000))), Is.EqualTo("f(1,35): error YAML007: The file is nested deeper than 32 levels."));

    [Test]
    public void Nested_32_deep_is_read()
    {
        var problems = new Problems();
        YamlReader.Read(Encoding.UTF8.GetBytes("a: " + new string('[', 30) + "x" + new string(']', 30)), "f", problems);
        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void What_is_no_UTF8_is_refused() => Assert.That(Problem([0x61, 0x3A, 0x20, 0xFF]), Is.EqualTo("f(1,1): error YAML003: The file is not UTF-8. Save it as UTF-8."));

    [Test]
    public void More_than_8_MiB_are_refused() => Assert.That(Problem(new byte[YamlReader.MaxBytes + 1]), Does.StartWith("f(1,1): error YAML002"));

    private static string Problem(byte[] yaml)
    {
        var problems = new Problems();
        YamlReader.Read(yaml, "f", problems);
        return problems.First().ToString();
    }
}

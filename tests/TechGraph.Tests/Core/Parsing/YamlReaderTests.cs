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
    public void YAML_that_is_not_one_plain_mapping_is_refused(string yaml, string problem) => Assert.That(Problem(Encoding.UTF8.GetBytes(yaml)), Does.StartWith(problem));

    [Test]
    public void Brackets_nested_deeper_than_32_levels_are_refused() =>
        Assert.That(Problem(Encoding.UTF8.GetBytes("a: " + new string('[', 20_000))), Is.EqualTo("f(1,35): error YAML007: The file is nested deeper than 32 levels."));

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
    public void A_byte_order_mark_of_UTF8_is_skipped()
    {
        var map = YamlReader.Read([0xEF, 0xBB, 0xBF, .. "a: x"u8], "f", [])!;
        Assert.That((map.Entries[0].Key, map.Entries[0].Position, ((YamlScalar)map.Entries[0].Value).Text), Is.EqualTo(("a", new TextPosition("f", 1, 1), "x")));
    }

    [TestCase(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, "UTF-16")]
    [TestCase(new byte[] { 0xFE, 0xFF, 0x00, 0x61 }, "UTF-16")]
    [TestCase(new byte[] { 0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00 }, "UTF-32")]
    public void Another_encoding_with_a_byte_order_mark_is_named(byte[] yaml, string encoding) =>
        Assert.That(Problem(yaml), Is.EqualTo($"f(1,1): error YAML003: The file is {encoding}, as its byte order mark says. Save it as UTF-8."));

    [TestCase("a: b\u2028c", "f(1,5): error YAML009: The line break U+2028 is not read. Use an ordinary line break, or write \\u2028 in a text in double quotes.")]
    [TestCase("a: 1\nb: 'x\u0085y'", "f(2,6): error YAML009: The line break U+0085 is not read. Use an ordinary line break, or write \\u0085 in a text in double quotes.")]
    [TestCase("a: \"\u2029\"", "f(1,5): error YAML009: The line break U+2029 is not read. Use an ordinary line break, or write \\u2029 in a text in double quotes.")]
    public void A_line_break_that_would_be_folded_is_refused(string yaml, string problem) => Assert.That(Problem(Encoding.UTF8.GetBytes(yaml)), Is.EqualTo(problem));

    [TestCase("\\u2028", "\u2028")]
    [TestCase("\\u0085", "\u0085")]
    [TestCase("\\L", "\u2028")]
    public void A_line_break_that_is_escaped_is_kept(string escaped, string text) =>
        Assert.That(((YamlScalar)YamlReader.Read(Encoding.UTF8.GetBytes($"a: \"x{escaped}y\""), "f", [])!.Entries[0].Value).Text, Is.EqualTo($"x{text}y"));

    [Test]
    public void A_file_larger_than_8_MiB_is_refused() => Assert.That(Problem(new byte[YamlReader.MaxBytes + 1]), Does.StartWith("f(1,1): error YAML002"));

    private static string Problem(byte[] yaml)
    {
        var problems = new Problems();
        YamlReader.Read(yaml, "f", problems);
        return problems.First().ToString();
    }
}

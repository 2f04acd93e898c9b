using TechGraph.Core.Parsing;

namespace TechGraph.Tests.Core.Parsing;

public sealed class SafeTextTests
{
    [TestCase("plain text, é, 名前, 😀", "plain text, é, 名前, 😀")]
    [TestCase("a\nwarn: forged", "a\\u000Awarn: forged")]
    [TestCase("\u001B[2J\r\0\u009B", "\\u001B[2J\\u000D\\u0000\\u009B")]
    [TestCase("abc\u202Etxt.exe\u2066\u200F", "abc\\u202Etxt.exe\\u2066\\u200F")]
    [TestCase("a\u2028b\u2029c\u0085d", "a\\u2028b\\u2029c\\u0085d")]
    public void Control_and_direction_characters_are_escaped(string text, string expected) =>
        Assert.That((SafeText.Escape(text), SafeText.Value(text), SafeText.Message(text)), Is.EqualTo((expected, expected, expected)));

    [Test]
    public void A_single_surrogate_is_escaped_and_a_pair_stays() =>
        Assert.That(SafeText.Escape("\uD83D\uDE00\uD83D x\uDE00"), Is.EqualTo("\uD83D\uDE00\\uD83D x\\uDE00"));

    [Test]
    public void A_long_value_is_cut_and_its_length_is_given()
    {
        Assert.That(SafeText.Value(new string('x', 200)), Is.EqualTo(new string('x', 200)));
        Assert.That(SafeText.Value(new string('x', 7_340_032)), Is.EqualTo(new string('x', 200) + "… (7,340,032 characters)"));
        Assert.That(SafeText.Value(new string('x', 199) + "😀"), Is.EqualTo(new string('x', 199) + "… (201 characters)"), "a pair is not cut in half");
    }

    [Test]
    public void A_long_message_is_cut_in_the_middle()
    {
        var text = new string('a', 5_000) + new string('b', 5_000);
        Assert.That(SafeText.Message(text), Is.EqualTo(new string('a', 1_000) + "… (10,000 characters)…" + new string('b', 1_000)));
    }

    [Test]
    public void A_problem_shows_values_of_the_data_escaped_and_cut()
    {
        var problems = new Problems();
        var (value, position) = ($"x\n\u202E{new string('y', 9_000)}", new TextPosition("a\u001B.yaml", 1, 2));
        problems.Add("X001", position, $"\"{value}\" is unknown; {3.5} of {SafeText.List(", ", ["a\n", "b"])}.");
        problems.Add(new ParseError("X002", $"\"{value}\" is no date."), position);
        problems.Add(new Problem("X003", position, "text\n" + value));
        var shown = $"x\\u000A\\u202E{new string('y', 197)}… (9,003 characters)";
        Assert.That(problems.Select(p => p.ToString()), Is.EqualTo([
            $"a\\u001B.yaml(1,2): error X001: \"{shown}\" is unknown; 3.5 of a\\u000A, b.",
            $"a\\u001B.yaml(1,2): error X002: \"{shown}\" is no date.",
            $"a\\u001B.yaml(1,2): error X003: text\\u000Ax\\u000A\\u202E{new string('y', 992)}… (9,008 characters)…{new string('y', 1_000)}"]));
    }
}

using System.Text;
using TechGraph.GraphQL.Language;

namespace TechGraph.Tests.GraphQL.Language;

/// <summary>Valid and invalid documents.</summary>
public sealed class ParserTests
{
    [TestCase("{a}")]
    [TestCase("\ufeff{ a,,, b # comment\n\t}\r\n")]
    [TestCase("query Q($a: [Int!]! = [1, -0, 2] @d) @d { x: a(v: $a, w: {b: null, c: [E true]}) @skip(if: false) { ...F ... @d { b } ... on T { c } } } fragment F on T { d }")]
    [TestCase("subscription on { fragment }")]
    [TestCase("mutation { a(v: 1.5e-3, w: -0, x: 0.0, y: 1E5) }")]
    [TestCase("\"About.\" query Q { a } \"\"\"Part.\"\"\" fragment F on T { a }")]
    [TestCase("type T { a: Int } query { a } extend schema @d")]
    [TestCase("{ a\ufeffb#c\r c\t,\n}", Description = "a byte-order mark between tokens, a comment that ends at CR")]
    [TestCase("{ a(v: \"control \u0007 \u000b\", w: \"\\u{0000041}\", x: \"\"\"\u0007\"\"\", y: {}, z: []) }")]
    [TestCase("{ true: null(on: 1) false fragment query }", Description = "words that are names where names stand")]
    [TestCase("{ a(v: \"\\u00e9\\u{1F600}\\ud83d\\ude00\\n\\/\", w: \"\"\" \\\"\"\" \"\"\", x: []) }")]
    public void A_valid_document_is_parsed(string text) => Assert.DoesNotThrow(() => Parse(text));

    [TestCase("", 1, 1)]
    [TestCase("{", 1, 2)]
    [TestCase("{}", 1, 2)]
    [TestCase("{ a() }", 1, 5)]
    [TestCase("query () { a }", 1, 8)]
    [TestCase("{ a }\n}", 2, 1)]
    [TestCase("{ a(v: 01) }", 1, 9)]
    [TestCase("{ a(v: +1) }", 1, 8)]
    [TestCase("{ a(v: .5) }", 1, 8)]
    [TestCase("{ a(v: 1.) }", 1, 10)]
    [TestCase("{ a(v: 1e) }", 1, 10)]
    [TestCase("{ a(v: 1x) }", 1, 9)]
    [TestCase("{ a(v: 1.2.3) }", 1, 11)]
    [TestCase("{ a(v: -01) }", 1, 10)]
    [TestCase("{ a(v: 00) }", 1, 9)]
    [TestCase("{ a(v: 1.e1) }", 1, 10)]
    [TestCase("{ a(v: 1e+) }", 1, 11)]
    [TestCase("{ a(v: - 1) }", 1, 9)]
    [TestCase("{ a(v: 0x1) }", 1, 9)]
    [TestCase("{ a(v: 1_000) }", 1, 9)]
    [TestCase("{ a(v: \"\\u{}\") }", 1, 9)]
    [TestCase("{ a(v: \"\\u{D800}\") }", 1, 9)]
    [TestCase("{ a(v: \"\\uDC00\") }", 1, 9)]
    [TestCase("{ a(v: \"\\uD83D\\u0041\") }", 1, 9)]
    [TestCase("{ a(v: \"x\ry\") }", 1, 10)]
    [TestCase("{ a..b }", 1, 4)]
    [TestCase("query Q($a: Int = 1 $b) { a }", 1, 23)]
    [TestCase("{ a # comment\r? }", 2, 1)]
    [TestCase("\u00e9", 1, 1)]
    [TestCase("{ a(v: \"x\n\") }", 1, 10)]
    [TestCase("{ a(v: \"\\x\") }", 1, 9)]
    [TestCase("{ a(v: \"\\ud83d\") }", 1, 9)]
    [TestCase("{ a(v: \"\\u{110000}\") }", 1, 9)]
    [TestCase("{ a(v: \"\"\"x) }", 1, 15)]
    [TestCase("{ a(v: $) }", 1, 9)]
    [TestCase("{ ...on }", 1, 9)]
    [TestCase("fragment on on T { a }", 1, 10)]
    [TestCase("fragment F($a: Int) on T { a }", 1, 11)]
    [TestCase("query ($a: Int = $b) { a }", 1, 18)]
    [TestCase("\"About.\" { a }", 1, 1)]
    [TestCase("\"About.\" extend type T { a: Int }", 1, 1)]
    [TestCase("extend query { a }", 1, 8)]
    [TestCase("{ a\u00a0}", 1, 4)]
    [TestCase("{ a\u000b}", 1, 4)]
    [TestCase("\r\n\r{ ? }", 3, 3)]
    public void An_invalid_document_is_not_parsed(string text, int line, int column)
    {
        var error = Assert.Throws<SyntaxException>(() => Parse(text))!.Error;
        Assert.That(error.Code, Is.EqualTo("GRAPHQL_PARSE_FAILED"));
        Assert.That((error.Locations[0].Line, error.Locations[0].Column), Is.EqualTo((line, column)), error.Message);
    }

    [TestCase("{ ", " }")]
    [TestCase("[", "]")]
    [TestCase("{a:", "}")]
    public void Nesting_has_a_limit_and_never_overflows_the_stack(string open, string close)
    {
        foreach (var depth in new[] { 500, 50_000 })
        {
            var text = $"{{ a(v: {string.Concat(Enumerable.Repeat(open, depth))} 1 {string.Concat(Enumerable.Repeat(close, depth))}) }}";
            Assert.That(Assert.Throws<SyntaxException>(() => Parse(text))!.Error.Code, Is.EqualTo("LIMIT_EXCEEDED").Or.EqualTo("GRAPHQL_PARSE_FAILED"));
        }
    }

    [TestCase(3, true)]
    [TestCase(2, false)]
    public void Tokens_are_counted(int max, bool passes)
    {
        var parse = () => Parser.Parse("{ a }"u8.ToArray(), new ParserOptions(max, 128));
        if (passes)
        {
            Assert.That(parse().Definitions, Has.Count.EqualTo(1));
            return;
        }

        Assert.That(Assert.Throws<SyntaxException>(() => parse())!.Error.Extensions["limit"], Is.EqualTo("tokens"));
    }

    [TestCase("\"\"\"\n    a\n      b\n\n    c\n  \"\"\"", "a\n  b\n\nc")]
    [TestCase("\"\"\"a\r\n b\"\"\"", "a\nb")]
    [TestCase("\"\"\"\"\"\"", "")]
    [TestCase("\"\\u{41}\\t\"", "A\t")]
    public void A_string_has_this_value(string literal, string value) =>
        Assert.That(((TechGraph.GraphQL.Language.StringValueNode)Parser.ParseValue(literal)).Value, Is.EqualTo(value));

    [Test]
    public void Random_and_invalid_documents_cause_only_syntax_errors()
    {
        const int Seed = 20261123;
        TestContext.Out.WriteLine($"Seed {Seed}.");
        var random = new Random(Seed);
        var valid = Encoding.UTF8.GetBytes("query Q($a: [Int!] = [1]) @d { x: a(v: \"t\\n\", w: \"\"\"b\"\"\", y: {z: 1.5}) { ...F ... on T { b } } } fragment F on T { c }");
        for (var n = 0; n < 5_000; n++)
        {
            var bytes = valid.AsSpan(0, random.Next(valid.Length + 1)).ToArray();
            for (var change = random.Next(4); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                Parser.Parse(bytes, new ParserOptions(1_000, 128));
            }
            catch (SyntaxException refused)
            {
                Assert.That(refused.Error.Locations, Is.Not.Empty);
            }
        }
    }

    private static Document Parse(string text) => Parser.Parse(Encoding.UTF8.GetBytes(text), new ParserOptions(200_000, 128));
}

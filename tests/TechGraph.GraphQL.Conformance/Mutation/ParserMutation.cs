using System.Diagnostics;
using System.Text;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Conformance.Mutation;

/// <summary>Parses corrupted documents: each must parse or give a syntax error, quickly.</summary>
internal static class ParserMutation
{
    private static readonly string[] Seeds =
    [
        "query Q($a: [Int!]! = [1, -0, 2.5e3] @d, \"about\" $b: In = {x: null, y: [E true]}) @d { x: a(v: $a, w: {b: null, c: [E true]}) @skip(if: false) { ...F ... @d { b } ... on T { c } } } fragment F on T { d }",
        "\"\"\"About\n  it\"\"\" mutation { a(s: \"x\\u00e9\\u{1F600}\\ud83d\\ude00\\n\", t: \"\"\" b \\\"\"\" \"\"\") } subscription S { t } # end",
        "schema @d { query: Q } extend type T implements A & B @d { \"f\" a(x: Int = 1 @d): [T!]! } union U = | A | B enum E { A @d B } input I @oneOf { a: Int = {a: [1]} } directive @d(a: Int) repeatable on | FIELD | QUERY interface J implements K { a: Int } scalar S @specifiedBy(url: \"x\")",
    ];

    /// <summary>Prints one line for each problem, then <c>done</c>.</summary>
    public static void Run(int seed, int count)
    {
        var mutator = new Mutator(new Random(seed), [.. Seeds.Select(Encoding.UTF8.GetBytes)], GraphQLTokens.All);
        var options = new ParserOptions(10_000, 128);
        for (var i = 0; i < count; i++)
        {
            var source = mutator.Next();
            var began = Stopwatch.GetTimestamp();
            try
            {
                Parser.Parse(source, options);
            }
            catch (SyntaxException)
            {
                // A syntax error is expected.
            }
#pragma warning disable CA1031 // Any other exception is a problem.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                Console.WriteLine($"{wrong.GetType().Name}: {Convert.ToBase64String(source)}");
            }

            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(1))
            {
                Console.WriteLine($"slow: {Convert.ToBase64String(source)}");
            }
        }

        Console.WriteLine("done");
    }
}

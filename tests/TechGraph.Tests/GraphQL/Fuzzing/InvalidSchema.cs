namespace TechGraph.Tests.GraphQL.Fuzzing;

/// <summary>Generates schemas with one mistake.</summary>
internal static class InvalidSchema
{
    private static readonly string[] Lines =
    [
        "extend type T0 { zz: Int }", "extend type Query { a: Int }", "extend interface I0 { q: Int }", "extend union U0 = T1", "extend enum E0 { S }", "extend input N0 { z: Int! }",
        "extend scalar J @specifiedBy(url: \"x\")", "type T9 implements I0 { a: Int }", "union U1 = I0", "enum E1 { A A }", "input L { l: L! }", "directive @d(x: Int) on FIELD",
        "schema { query: Query }", "extend schema { mutation: Mutation }", "type T8 { f(x: T0): Int }", "input M { m: T0 }", "scalar J", "type V { a: Int @deprecated(reason: \"r\") }", "interface K",
        "type W { a(x: Int! = 1 @deprecated): Int }", "input P { a: Int! @deprecated }", "directive @e(x: Nothing) on OBJECT", "type X @e { a: Int }", "type Y @deprecated { a: Int }",
        "input R @oneOf { a: Int! }", "input S @oneOf { a: Int = 1 }", "enum E2 { true }", "type __Z { a: Int }", "type Z1 { __a: Int }", "extend type Nope { a: Int }",
    ];

    /// <summary>Adds or removes a line of a schema, or changes a word.</summary>
    public static string Make(Random random, string sdl)
    {
        var lines = sdl.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        switch (random.Next(4))
        {
            case 0:
                lines.RemoveAt(random.Next(lines.Count));
                break;
            case 1:
                var at = random.Next(lines.Count);
                var words = lines[at].Split(' ');
                words[random.Next(words.Length)] = new[] { "Int", "T0", "I0", "E0", "N0", "}", "{", "a:", "Nope" }[random.Next(9)];
                lines[at] = string.Join(' ', words);
                break;
            case 2:
                lines.Insert(random.Next(lines.Count), lines[random.Next(lines.Count)]);
                break;
            default:
                lines.Add(Lines[random.Next(Lines.Length)]);
                break;
        }

        return string.Join('\n', lines);
    }
}

using System.Globalization;
using System.Text;

namespace TechGraph.Tests.GraphQL.Fuzzing;

/// <summary>
/// Generates schemas in which names recur with other types, so that rules of fragments and merging find errors. Most are valid.
/// </summary>
internal sealed class RandomSchema(Random random)
{
    private static readonly string[] Fields = ["a", "b", "c", "d", "e", "f"];
    private readonly StringBuilder _text = new();
    private readonly List<string> _outputs = ["Int", "Float", "String", "Boolean", "ID", "E0", "J", "I0", "I1", "U0"];

    /// <summary>Generates the SDL of a schema.</summary>
    public static string Make(Random random) => new RandomSchema(random).Write();

    private string Write()
    {
        var objects = Enumerable.Range(0, random.Next(2, 5)).Select(i => $"T{i}").ToList();
        _outputs.AddRange(objects);
        _outputs.AddRange(objects);
        var shared = FieldList("I0", random.Next(1, 3));
        var more = FieldList("I1", random.Next(1, 3));
        var inherits = random.Next(2) == 0;
        Interface("I0", "", shared);
        Interface("I1", inherits ? " implements I0" : "", inherits ? Merge(more, shared) : more);
        foreach (var name in objects)
        {
            var (one, two) = (random.Next(2) == 0, random.Next(3) == 0);
            one |= two && inherits;
            var own = FieldList(name, random.Next(1, 4));
            if (one)
            {
                own = Merge(own, shared);
            }

            if (two)
            {
                own = Merge(own, inherits ? Merge(more, shared) : more);
            }

            var parents = new[] { one ? "I0" : null, two ? "I1" : null }.OfType<string>().ToList();
            Object("type", name, parents.Count == 0 ? "" : $" implements {string.Join(" & ", parents)}", own);
        }

        Object("type", "Query", "", FieldList("Query", random.Next(3, 6)));
        Object("type", "Mutation", "", FieldList("Mutation", 3));
        Object("type", "Subscription", "", FieldList("Subscription", 2));
        _text.Append("union U0 = ").AppendJoin(" | ", objects.Take(random.Next(1, objects.Count + 1))).Append('\n');
        _text.Append("enum E0 { P Q R }\nscalar J\n");
        _text.Append(CultureInfo.InvariantCulture, $"input N0 {{ a: {Input()}{Default()} b: N0 c: [Int!] = [1, 2] }}\n");
        _text.Append(CultureInfo.InvariantCulture, $"input N1 {{ a: Int! b: String = \"x\" c: {Input()} d: O0 }}\n");
        _text.Append("input O0 @oneOf { a: Int b: N0 c: [String!] }\n");
        _text.Append("directive @mark(by: Int, why: N0) on FIELD | FRAGMENT_SPREAD | QUERY\ndirective @many(n: Int! = 1) repeatable on FIELD | INLINE_FRAGMENT | VARIABLE_DEFINITION\n");
        return _text.ToString();
    }

    private string Default() => random.Next(4) == 0 ? " = null" : "";

    private static Dictionary<string, string> Merge(Dictionary<string, string> own, Dictionary<string, string> inherited)
    {
        var merged = new Dictionary<string, string>(own);
        foreach (var (name, text) in inherited)
        {
            merged[name] = text;
        }

        return merged;
    }

    private void Interface(string name, string parents, Dictionary<string, string> fields) => Object("interface", name, parents, fields);

    private void Object(string kind, string name, string parents, Dictionary<string, string> fields)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{kind} {name}{parents} {{\n");
        foreach (var (field, rest) in fields)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  {field}{rest}\n");
        }

        _text.Append("}\n");
    }

    private Dictionary<string, string> FieldList(string _, int count)
    {
        var fields = new Dictionary<string, string>();
        for (var i = 0; i < count; i++)
        {
            fields[Pick(Fields)] = $"{Arguments()}: {Wrap(Pick(_outputs))}";
        }

        return fields;
    }

    private string Arguments()
    {
        if (random.Next(3) > 0)
        {
            return "";
        }

        var names = new[] { "x", "y", "z" }.Take(random.Next(1, 4));
        return $"({string.Join(", ", names.Select(name => $"{name}: {ArgumentType()}"))})";
    }

    private string ArgumentType() => random.Next(8) switch
    {
        0 => "Int = 3",
        1 => "Int! = 4",
        2 => "[Int!]! = [1]",
        3 => "E0 = P",
        4 => "N1 = {a: 1}",
        _ => Input(),
    };

    private string Input()
    {
        var type = Pick(["Int", "Float", "String", "Boolean", "ID", "E0", "J", "N0", "N1", "O0"]);
        return random.Next(5) switch
        {
            0 => $"[{type}]",
            1 when type is not ("N0" or "N1") => $"[{type}!]",
            2 => $"[[{type}]]",
            _ => type,
        };
    }

    private string Wrap(string type) => random.Next(8) switch
    {
        0 => $"[{type}]",
        1 => $"[{type}!]",
        2 => $"[{type}!]!",
        3 => $"{type}!",
        4 => $"[[{type}]!]",
        _ => type,
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.Tests.GraphQL.Fuzzing;

/// <summary>Generates documents for a schema, mostly valid with a few mistakes, and their variables.</summary>
internal sealed class RandomDocument
{
    private static readonly string[] Aliases = ["a", "b", "x", "y"];
    private readonly Random _random;
    private readonly TechGraph.GraphQL.Types.Schema _schema;
    private readonly double _mistakeRate;
    private readonly Dictionary<string, (GraphType Type, string? Default)> _variables = [];
    private readonly List<(string Name, CompositeType On)> _fragments = [];
    private readonly HashSet<string> _spread = [];
    private int _nextNumber;

    private RandomDocument(Random random, TechGraph.GraphQL.Types.Schema schema, double mistakes) =>
        (_random, _schema, _mistakeRate) = (random, schema, mistakes);

    public string Text { get; private set; } = "";

    public string? OperationName { get; private set; }

    public JsonObject Variables { get; } = [];

    public OperationKind Kind { get; private set; }

    /// <param name="random">Random number generator.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="mistakes">Probability that a choice is a mistake.</param>
    public static RandomDocument Make(Random random, TechGraph.GraphQL.Types.Schema schema, double mistakes)
    {
        var made = new RandomDocument(random, schema, mistakes);
        made.Write();
        return made;
    }

    private void Write()
    {
        var composites = _schema.Types.OfType<CompositeType>().Where(t => !t.IsIntrospection).ToList();
        for (var i = _random.Next(3); i > 0; i--)
        {
            _fragments.Add(($"F{i}", Pick(composites)));
        }

        Kind = _random.Next(8) switch { 0 => OperationKind.Mutation, 1 => OperationKind.Subscription, _ => OperationKind.Query };
        var body = Kind == OperationKind.Subscription && !MakesMistake()
            ? $"{{ {Field(_schema.Subscription!, 3)} }}"
            : SelectionSet(_schema.Root(Kind)!, 3);
        var others = new StringBuilder();
        foreach (var (name, on) in _fragments.AsEnumerable().Reverse())
        {
            // A fragment spreads only earlier ones, so that cycles are rare; unused fragments are rarely written.
            if (!_spread.Contains(name) && !MakesMistake())
            {
                continue;
            }

            others.Append(CultureInfo.InvariantCulture, $" fragment {name} on {(MakesMistake() ? "Nothing" : on.Name)} {SelectionSet(on, 2, before: name)}");
        }

        var second = _random.Next(12) == 0 && _variables.Count == 0 ? " query B { __typename }" : "";
        OperationName = _random.Next(10) == 0 ? Pick(["A", "B", ""]) : second.Length > 0 ? "A" : null;
        var word = Kind.ToString().ToLowerInvariant();
        var head = second.Length == 0 && _variables.Count == 0 && OperationName is null && Kind == OperationKind.Query && _random.Next(2) == 0
            ? ""
            : $"{word} A{Definitions()}{(_random.Next(10) == 0 ? " @mark" : "")} ";
        Text = Corrupt($"{head}{body}{second}{others}");
    }

    private string SelectionSet(CompositeType type, int depth, string? before = null)
    {
        var text = new StringBuilder("{ ");
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            text.Append(Selection(type, depth, before)).Append(' ');
        }

        return text.Append('}').ToString();
    }

    private string Selection(CompositeType type, int depth, string? before)
    {
        switch (_random.Next(10))
        {
            case 0 when depth > 0:
                var on = MakesMistake() ? Pick(_schema.Types).Name
                    : Pick(_schema.Types.OfType<CompositeType>().Where(t => !t.IsIntrospection && t.Overlaps(type)).Append(type).ToList()).Name;
                var inner = _schema.Type(on) as CompositeType ?? type;
                return $"... {(_random.Next(5) == 0 ? "" : $"on {on} ")}{Directives()}{SelectionSet(inner, depth - 1, before)}";
            case 1 when _fragments.FindAll(f => before is null || MakesMistake() || string.CompareOrdinal(f.Name, before) < 0) is { Count: > 0 } known:
                var fitting = MakesMistake() ? known : known.FindAll(f => f.On.Overlaps(type));
                if (fitting.Count == 0)
                {
                    return "__typename";
                }

                var spread = Pick(fitting).Name;
                _spread.Add(spread);
                return $"...{(MakesMistake() ? "G" : spread)} {Directives()}";
            case 2:
                return _random.Next(3) == 0 ? "x: __typename" : "__typename";
            default:
                return Field(type, depth);
        }
    }

    private string Field(CompositeType type, int depth)
    {
        if (type.Fields.Count == 0)
        {
            return MakesMistake() ? "a" : "__typename";
        }

        var choice = type.Fields.Where(f => depth > 0 || !f.Type.Named.IsComposite).ToList();
        if (choice.Count == 0)
        {
            return type == _schema.Subscription ? $"{Pick(type.Fields).Name} {{ __typename }}" : "__typename";
        }

        var field = Pick(choice);
        var name = MakesMistake() ? "zz" : field.Name;

        // Most fields that could conflict with another get a unique alias.
        var alias = field.Arguments.Count > 0 || type is not ObjectType ? _random.Next(10) > 0 ? $"k{_nextNumber++}: " : ""
            : _random.Next(10) == 0 ? $"{Pick(Aliases)}: " : "";
        var below = field.Type.Named is CompositeType composite ? SelectionSet(composite, depth - 1) : MakesMistake() ? "{ a }" : "";
        return $"{alias}{name}{Arguments(field)} {Directives()}{(MakesMistake() ? "" : below)}";
    }

    private string Arguments(Field field)
    {
        var given = new List<string>();
        foreach (var argument in field.Arguments)
        {
            if (argument.IsRequired ? !MakesMistake() : _random.Next(2) == 0)
            {
                given.Add($"{(MakesMistake() ? "w" : argument.Name)}: {Value(argument.Type, 3, argument.Default is not null)}");
            }
        }

        if (MakesMistake() && given.Count > 0)
        {
            given.Add(given[0]);
        }

        return given.Count == 0 ? "" : $"({string.Join(", ", given)})";
    }

    private string Directives() => _random.Next(14) switch
    {
        0 => $"@skip(if: {Value(NonNullBoolean, 0, false)}) ",
        1 => $"@include(if: {Value(NonNullBoolean, 0, false)}) ",
        2 => MakesMistake() ? "@nothing " : "@many @many(n: 2) ",
        3 when MakesMistake() => "@skip ",
        4 when MakesMistake() => "@mark @mark ",
        _ => "",
    };

    private NonNullType NonNullBoolean => new(_schema.Type("Boolean")!);

    private string Value(GraphType type, int depth, bool hasDefault, bool mayVary = true)
    {
        if (mayVary && _random.Next(6) == 0 && _variables.Count < 4)
        {
            return Variable(type, hasDefault);
        }

        if (MakesMistake())
        {
            return Pick(["null", "1", "2.5", "\"t\"", "true", "P", "S", "[]", "{}", "[1, null]", "{a: 1}", "99999999999", "\"\"\"b\"\"\"", "{a: 1, a: 2}"]);
        }

        return type switch
        {
            NonNullType nonNull => Value(nonNull.Inner, depth, hasDefault: false, mayVary: false) is var value && value == "null" ? "0" : value,
            _ when _random.Next(10) == 0 => "null",
            ListType list when _random.Next(4) == 0 => Value(list.Inner, depth, false),
            ListType list => $"[{string.Join(", ", Enumerable.Range(0, depth > 0 ? _random.Next(3) : 0).Select(_ => Value(list.Inner, depth - 1, false)))}]",
            InputObjectType input => Object(input, depth),
            EnumType => Pick(["P", "Q", "R"]),
            _ => Scalar(type.Named.Name, depth),
        };
    }

    private string Object(InputObjectType type, int depth)
    {
        if (type.IsOneOf)
        {
            var one = depth > 0 ? Pick(type.Fields) : type.Fields[0];
            return $"{{{one.Name}: {Value(new NonNullType(one.Type), depth - 1, false)}{(MakesMistake() ? ", c: []" : "")}}}";
        }

        var given = type.Fields.Where(f => f.IsRequired ? !MakesMistake() : depth > 0 && _random.Next(3) == 0)
            .Select(f => $"{(MakesMistake() ? "w" : f.Name)}: {Value(f.Type, depth - 1, f.Default is not null)}");
        return $"{{{string.Join(", ", given)}}}";
    }

    private string Scalar(string name, int depth) => name switch
    {
        "Int" => _random.Next(-5, 100).ToString(CultureInfo.InvariantCulture),
        "Float" => Pick(["1.5", "-2", "1e3", "0.1e-2", "3"]),
        "Boolean" => Pick(["true", "false"]),
        "ID" => Pick(["\"id\"", "7", "-0"]),
        "J" => depth > 0 ? Pick(["1", "\"j\"", $"[1, {Value(_schema.Type("J")!, depth - 1, false)}]", $"{{k: {Value(_schema.Type("J")!, depth - 1, false)}}}", "P", "true", "1.50"]) : "0",
        _ => Pick(["\"\"", "\"text\"", "\"\\u00e9\\n\"", "\"\"\" block\n  x \"\"\""]),
    };

    private string Variable(GraphType wanted, bool hasDefault)
    {
        var known = _variables.Where(v => v.Value.Type.ToString() == wanted.ToString()).Select(v => v.Key).ToList();
        if (known.Count > 0 && _random.Next(2) == 0)
        {
            return $"${Pick(known)}";
        }

        var type = MakesMistake() ? _schema.Types.First(t => t is ScalarType)
            : _random.Next(4) == 0 && wanted is not NonNullType { Inner: ScalarType { Name: "Boolean" } } ? wanted.Nullable
            : _random.Next(4) == 0 && !wanted.IsNonNull ? new NonNullType(wanted)
            : wanted;
        var name = $"v{_variables.Count}";
        var hasOwn = _random.Next(4) == 0 || (!type.IsNonNull && wanted.IsNonNull && !hasDefault);
        _variables[name] = (type, hasOwn ? Constant(type) : null);
        if (_random.Next(5) > 0 || (type.IsNonNull && !hasOwn && !MakesMistake()))
        {
            Variables[name] = Json(type, 3);
        }

        return MakesMistake() ? "$undefined" : $"${name}";
    }

    /// <summary>Generates a literal without variables.</summary>
    private string Constant(GraphType type)
    {
        var literal = new RandomDocument(new Random(_random.Next()), _schema, _mistakeRate);
        for (var i = 0; i < 4; i++)
        {
            literal._variables[$"none{i}"] = (type, null);
        }

        return literal.Value(type, 2, false);
    }

    private JsonNode? Json(GraphType type, int depth)
    {
        if (MakesMistake())
        {
            return JsonNode.Parse(Pick(["null", "1", "2.5", "\"t\"", "true", "\"P\"", "[]", "{}", "[1,null]", "{\"a\":1}", "99999999999", "1.0", "1e2"]));
        }

        return type switch
        {
            NonNullType nonNull => Json(nonNull.Inner, depth) ?? JsonValue.Create(0),
            _ when _random.Next(10) == 0 => null,
            ListType list when _random.Next(4) == 0 => Json(list.Inner, depth),
            ListType list => new JsonArray([.. Enumerable.Range(0, depth > 0 ? _random.Next(3) : 0).Select(_ => Json(list.Inner, depth - 1))]),
            InputObjectType { IsOneOf: true } input => new JsonObject { [input.Fields[0].Name] = 1 },
            InputObjectType input => new JsonObject(input.Fields.Where(f => f.IsRequired || (depth > 0 && _random.Next(3) == 0))
                .Select(f => KeyValuePair.Create(MakesMistake() ? "w" : f.Name, Json(f.Type, depth - 1))).DistinctBy(m => m.Key)),
            EnumType => JsonValue.Create(Pick(["P", "Q", "R"])),
            _ => JsonNode.Parse(type.Named.Name switch
            {
                "Int" => Pick(["1", "-3", "2147483647", "1.0", "1e2"]),
                "Float" => Pick(["1.5", "7", "1e21", "1e-7"]),
                "Boolean" => Pick(["true", "false"]),
                "ID" => Pick(["\"i\"", "5"]),
                "J" => Pick(["{\"b\":[1,2.50,\"\\u0001\"],\"a\":null}", "\"j\"", "4"]),
                _ => Pick(["\"s\"", "\"\\u00e9\\ud83d\\ude00\"", "\"\""]),
            }),
        };
    }

    private string Definitions()
    {
        if (_variables.Count == 0)
        {
            return "";
        }

        var texts = _variables.Select(v =>
            $"${v.Key}: {v.Value.Type}{(v.Value.Default is null ? "" : $" = {v.Value.Default}")}{(_random.Next(12) == 0 ? " @many" : "")}");
        return $"({string.Join(", ", MakesMistake() ? texts.Skip(1).Append("$unused: Int") : texts)})";
    }

    /// <summary>Sometimes deletes, duplicates or changes a token.</summary>
    private string Corrupt(string text)
    {
        if (!MakesMistake() || _mistakeRate == 0)
        {
            return text;
        }

        var tokens = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var at = _random.Next(tokens.Count);
        switch (_random.Next(3))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            default:
                tokens[at] = Pick(["{", "}", "(", "a", "$v0", "...", "on", "@skip", "!", "1", "\"", "é", "type", "extend", ":", "null"]);
                break;
        }

        return string.Join(' ', tokens);
    }

    private bool MakesMistake() => _random.NextDouble() < _mistakeRate;

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}

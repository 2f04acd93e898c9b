using System.Text.Json.Nodes;
using TechGraph.GraphQL.Types;

namespace TechGraph.Tests.GraphQL.Fuzzing;

/// <summary>Generates data for the resolvers of a schema: mostly valid, sometimes null, an error, asynchronous, or of the wrong kind.</summary>
/// <remarks>It generates no values that an engine may either coerce or reject by the specification, such as a number for a String.</remarks>
internal sealed class RandomData(Random random, TechGraph.GraphQL.Types.Schema schema, bool mayWait)
{
    /// <summary>Whether the data contains asynchronous values; the order of errors is then unspecified.</summary>
    public bool Waits { get; private set; }

    public JsonObject Root(ObjectType type) => Object(type, 3);

    public JsonObject Events(ObjectType type) => new() { ["events"] = new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Root(type))]) };

    private JsonObject Object(ObjectType type, int depth)
    {
        var made = new JsonObject { ["__typename"] = type.Name };
        foreach (var field in type.Fields)
        {
            if (random.Next(25) > 0)
            {
                made[field.Name] = Value(field.Type, depth);
            }
        }

        return made;
    }

    private JsonNode? Value(GraphType type, int depth)
    {
        switch (random.Next(60))
        {
            case 0:
                return new JsonObject { ["$error"] = "no" };
            case 1 or 2 when mayWait:
                Waits = true;
                return new JsonObject { ["$async"] = Plain(type, depth) };
            case 3 when mayWait:
                Waits = true;
                return new JsonObject { ["$asyncError"] = "late" };
            case 4:
                return null;
            case 5 when type.Nullable is ScalarType { Name: "String" }:
                return new JsonObject { ["$args"] = true };
            case 6 when type.Nullable is ScalarType { Name: "Int" } && !mayWait:
                return new JsonObject { ["$next"] = "n" };
            default:
                return Plain(type, depth);
        }
    }

    private JsonNode? Plain(GraphType type, int depth) => type.Nullable switch
    {
        _ when !type.IsNonNull && random.Next(12) == 0 => null,
        ListType list => random.Next(30) == 0 ? JsonValue.Create("no list") : new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Value(list.Inner, depth))]),
        ObjectType known => depth > 0 ? Object(known, depth - 1) : new JsonObject(),
        CompositeType several => depth > 0 ? Possible(several, depth - 1) : null,
        EnumType => JsonValue.Create(random.Next(20) == 0 ? "NOPE" : Pick(["P", "Q", "R"])),
        var leaf => JsonNode.Parse(leaf.Named.Name switch
        {
            "Int" => random.Next(20) == 0 ? Pick(["1.5", "2147483648", "\"x\"", "{}"]) : Pick(["1", "-7", "3.0", "0"]),
            "Float" => random.Next(20) == 0 ? Pick(["\"x\"", "{}"]) : Pick(["1.25", "2", "1e21", "-0.5"]),
            "String" => random.Next(20) == 0 ? Pick(["{}", "[]"]) : Pick(["\"s\"", "\"\\u00e9 \\\"q\\\" \\u2028\"", "\"\""]),
            "Boolean" => random.Next(20) == 0 ? Pick(["\"x\"", "{}"]) : Pick(["true", "false"]),
            "ID" => random.Next(20) == 0 ? Pick(["1.5", "true", "{}"]) : Pick(["\"i\"", "5"]),
            _ => Pick(["{\"k\":[1,{\"l\":null}]}", "1", "\"j\"", "[true]"]),
        }),
    };

    private JsonObject Possible(CompositeType type, int depth)
    {
        var value = Object(Pick(type.PossibleTypes.Count > 0 ? type.PossibleTypes : [schema.Query!]), depth);
        switch (random.Next(30))
        {
            case 0:
                value["__typename"] = "Nothing";
                break;
            case 1:
                value.Remove("__typename");
                break;
        }

        return value;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}

using System.Text.Json;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Conformance;

/// <summary>Adds resolvers for any schema: a field's value is the member of the same name in its parent's data.</summary>
internal static class DataMap
{
    public static GraphQLEngineBuilder AddData(this GraphQLEngineBuilder map, Schema schema)
    {
        foreach (var type in schema.Types.Where(t => !t.IsIntrospection))
        {
            switch (type)
            {
                case ScalarType scalar when BuiltInCodecs.Find(scalar.Name) is null:
                    map.Scalar(scalar.Name, new JsonCodec());
                    break;
                case ObjectType known:
                    foreach (var field in known.Fields)
                    {
                        var arguments = field.Arguments.Select(a => a.Name).ToArray();
                        map.Field(known.Name, field.Name, (IFieldContext c) => DataValue.Resolve(c, field.Name, field.Type, arguments));
                        if (known == schema.Subscription)
                        {
                            map.Stream(known.Name, field.Name, (IFieldContext c) => DataValue.EventsAsync(c));
                        }
                    }

                    break;
                case InterfaceType or UnionType:
                    map.TypeOf(type.Name, TypeName);
                    break;
            }
        }

        return map;
    }

    private static string TypeName(object value) =>
        value is JsonElement { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("__typename", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()!
            : throw new FormatException("The data does not say its type.");
}

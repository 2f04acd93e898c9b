using System.Collections.Concurrent;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>Finds the SDL name of an enum's value.</summary>
internal static class EnumOutput
{
    private static readonly ConcurrentDictionary<(EnumType, Type), Dictionary<object, EnumValue>> Members = [];

    /// <summary>Returns the name in quotes, as UTF-8.</summary>
    /// <exception cref="FormatException">The value is neither a name of the type nor a CLR enum member with such a name.</exception>
    public static byte[] Quoted(EnumType type, object value)
    {
        if (value is string name)
        {
            return type.TryGet(name, out var named) ? named!.Quoted : throw Wrong(type, name);
        }

        return value is Enum && Members.GetOrAdd((type, value.GetType()), static key => Match(key.Item1, key.Item2)).TryGetValue(value, out var member)
            ? member.Quoted
            : throw Wrong(type, value);
    }

    private static Dictionary<object, EnumValue> Match(EnumType type, Type clr)
    {
        var byName = type.Values.ToDictionary(v => v.Name.Replace("_", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);
        var members = new Dictionary<object, EnumValue>();
        foreach (var name in Enum.GetNames(clr))
        {
            if (byName.TryGetValue(name, out var value))
            {
                members.TryAdd(Enum.Parse(clr, name), value);
            }
        }

        return members;
    }

    private static FormatException Wrong(EnumType type, object value) => new($"\"{type}\" cannot represent {value}.");
}

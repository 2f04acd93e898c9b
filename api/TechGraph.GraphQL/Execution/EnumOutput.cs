using System.Collections.Concurrent;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>The SDL name of an enum's value.</summary>
internal static class EnumOutput
{
    private static readonly ConcurrentDictionary<(EnumType, Type), Dictionary<object, EnumValue>> Members = [];

    /// <summary>The name in quotes.</summary>
    /// <exception cref="FormatException">The value is no name of the type, and no CLR enum with such a member.</exception>
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

    private static FormatException Wrong(EnumType type, object value) => new($"\"{type}\" cannot hold {value}.");
}

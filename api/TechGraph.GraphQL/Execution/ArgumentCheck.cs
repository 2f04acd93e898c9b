using System.Collections.Immutable;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>
/// Checks that arguments can be read as the CLR types that resolvers request: <see cref="ClrValue"/> must not reject every value
/// of the type, nor any value of an enum.
/// </summary>
internal static class ArgumentCheck
{
    private static readonly Type[] Numbers = [typeof(long), typeof(double), typeof(decimal), typeof(float), typeof(short)];

    /// <summary>Returns a sentence for each argument that a resolver cannot read.</summary>
    public static IEnumerable<string> Run(string type, Field field, Delegate resolver)
    {
        foreach (var (name, read) in ArgumentReads.Of(resolver).OrderBy(read => read.Name, StringComparer.Ordinal))
        {
            var argument = field.Arguments.FirstOrDefault(argument => argument.Name == name);
            if (argument is null)
            {
                yield return $"The resolver of \"{type}.{field.Name}\" reads the argument \"{name}\", which the field does not have.";
            }
            else if (!CanBeReadAs(argument.Type, read))
            {
                yield return $"The resolver of \"{type}.{field.Name}\" reads the argument \"{name}\" as {Name(read)}, but its type {argument.Type} cannot be read so.";
            }
        }
    }

    private static bool CanBeReadAs(GraphType type, Type clr)
    {
        var wanted = Nullable.GetUnderlyingType(clr) ?? clr;
        return wanted == typeof(object) || type.Nullable switch
        {
            ListType list => wanted.IsAssignableFrom(typeof(object[])) || (ElementOf(wanted) is { } element && CanBeReadAs(list.Inner, element)),
            ScalarType { Codec.ValueType: var given } => wanted.IsAssignableFrom(given)
                || ((given == typeof(int) || given == typeof(double)) && Numbers.Contains(wanted)),
            EnumType values => wanted == typeof(string) || (wanted.IsEnum && values.Values.All(value => Members(wanted).Contains(value.Name.Replace("_", "", StringComparison.Ordinal)))),
            InputObjectType => wanted.IsAssignableFrom(typeof(InputObject)),

            // ResolverMapCheck reports a scalar without codec.
            _ => true,
        };
    }

    private static HashSet<string> Members(Type type) =>
        Enum.GetNames(type).Select(name => name.Replace("_", "", StringComparison.Ordinal)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static Type? ElementOf(Type type)
    {
        if (type.IsArray)
        {
            return type.GetElementType();
        }

        return type.IsGenericType && type.GetGenericArguments() is [var element]
            && (type.IsAssignableFrom(element.MakeArrayType()) || type == typeof(List<>).MakeGenericType(element) || type == typeof(ImmutableArray<>).MakeGenericType(element))
            ? element
            : null;
    }

    private static string Name(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? $"{inner.Name}?" : type.Name;
}

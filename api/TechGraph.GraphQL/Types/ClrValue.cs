using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace TechGraph.GraphQL.Types;

/// <summary>Converts coerced input values to the CLR types that resolvers request.</summary>
/// <remarks>A coerced list is an <c>object?[]</c>, an input object an <see cref="InputObject"/>, an enum value its SDL name.</remarks>
internal static class ClrValue
{
    private static readonly ConcurrentDictionary<Type, Func<object, object>> Converters = new();

    public static T To<T>(object? value)
    {
        if (value is null)
        {
            return default!;
        }

        if (typeof(T) != typeof(object) && value is T same)
        {
            return same;
        }

        return (T)Convert(value, typeof(T));
    }

    private static object Convert(object value, Type target) =>
        target.IsInstanceOfType(value) ? value : Converters.GetOrAdd(target, Converter)(value);

    private static Func<object, object> Converter(Type target)
    {
        var type = Nullable.GetUnderlyingType(target) ?? target;
        if (type != target)
        {
            return value => Convert(value, type);
        }

        if (type.IsEnum)
        {
            return EnumConverter(type);
        }

        if (type == typeof(long) || type == typeof(double) || type == typeof(decimal) || type == typeof(float) || type == typeof(short))
        {
            return value => value is int or long or double
                ? System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture)
                : throw Mismatch(value, type);
        }

        return ListConverter(type) ?? (value => throw Mismatch(value, type));
    }

    private static Func<object, object> EnumConverter(Type type)
    {
        var members = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in Enum.GetNames(type))
        {
            members.TryAdd(WithoutUnderscores(member), Enum.Parse(type, member));
        }

        return value => value is string name && members.TryGetValue(WithoutUnderscores(name), out var member)
            ? member
            : throw Mismatch(value, type);
    }

    private static Func<object, object>? ListConverter(Type type)
    {
        var element = type.IsArray
            ? type.GetElementType()!
            : type.IsGenericType && type.GetGenericArguments() is [var only] ? only : null;
        if (element is null)
        {
            return null;
        }

        string? method = null;
        if (type.IsAssignableFrom(element.MakeArrayType()))
        {
            method = nameof(ToArray);
        }
        else if (type == typeof(List<>).MakeGenericType(element))
        {
            method = nameof(ToList);
        }
        else if (type == typeof(ImmutableArray<>).MakeGenericType(element))
        {
            method = nameof(ToImmutableArray);
        }

        return method is null
            ? null
            : typeof(ClrValue).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(element).CreateDelegate<Func<object, object>>();
    }

    private static object ToArray<T>(object value)
    {
        var items = value as object?[] ?? throw Mismatch(value, typeof(T[]));
        return Array.ConvertAll(items, To<T>);
    }

    private static object ToList<T>(object value) => new List<T>((T[])ToArray<T>(value));

    private static object ToImmutableArray<T>(object value) => ImmutableArray.Create((T[])ToArray<T>(value));

    private static string WithoutUnderscores(string name) => name.Replace("_", "", StringComparison.Ordinal);

    private static InvalidOperationException Mismatch(object value, Type type) =>
        new($"A value of type {value.GetType().Name} cannot be read as {type.Name}.");
}

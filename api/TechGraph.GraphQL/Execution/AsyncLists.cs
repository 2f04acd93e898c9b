using System.Collections.Concurrent;
using System.Reflection;

namespace TechGraph.GraphQL.Execution;

/// <summary>Reads asynchronous sequences as lists.</summary>
internal static class AsyncLists
{
    private static readonly ConcurrentDictionary<Type, Func<object, CancellationToken, Task<List<object?>>>?> Readers = [];

    /// <summary>Returns the items; null if the value is not an <see cref="IAsyncEnumerable{T}"/>.</summary>
    public static Task<List<object?>>? Read(object value, CancellationToken cancellation) =>
        Readers.GetOrAdd(value.GetType(), Reader)?.Invoke(value, cancellation);

    private static Func<object, CancellationToken, Task<List<object?>>>? Reader(Type type)
    {
        var stream = type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));
        return stream is null
            ? null
            : typeof(AsyncLists).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(stream.GetGenericArguments()).CreateDelegate<Func<object, CancellationToken, Task<List<object?>>>>();
    }

    private static async Task<List<object?>> ReadAsync<T>(object value, CancellationToken cancellation)
    {
        var items = new List<object?>();
        await foreach (var item in ((IAsyncEnumerable<T>)value).WithCancellation(cancellation).ConfigureAwait(false))
        {
            items.Add(item);
        }

        return items;
    }
}

using System.Collections.Concurrent;
using System.Reflection;

namespace TechGraph.GraphQL.Execution;

/// <summary>Reads the result of a task whose type is known only at run time.</summary>
internal static class TaskValue
{
    private static readonly ConcurrentDictionary<Type, Func<Task, object?>?> Readers = [];

    /// <summary>Returns the result; null for a task without result.</summary>
    public static async ValueTask<object?> OfAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return Readers.GetOrAdd(task.GetType(), Reader)?.Invoke(task);
    }

    private static Func<Task, object?>? Reader(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && at.GetGenericTypeDefinition() == typeof(Task<>))
            {
                return typeof(TaskValue).GetMethod(nameof(Result), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(at.GetGenericArguments()).CreateDelegate<Func<Task, object?>>();
            }
        }

        return null;
    }

    private static object? Result<T>(Task task) => ((Task<T>)task).Result;
}

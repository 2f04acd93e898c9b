using System.Reflection;
using System.Runtime.CompilerServices;

namespace TechGraph.GraphQL.Execution;

/// <summary>
/// Finds which arguments a resolver reads and as which types, without calling it. It searches for <c>Arg&lt;T&gt;("name")</c> in the
/// code of the resolver, of its lambdas, and of the methods of its assembly that take the context. It finds constant names only.
/// </summary>
internal static class ArgumentReads
{
    private const int MaxMethods = 200;

    /// <summary>Returns each pair of name and type once.</summary>
    public static IReadOnlyCollection<(string Name, Type Type)> Of(Delegate resolver)
    {
        var start = (resolver.Target as IWrappedResolver)?.Inner.Method ?? resolver.Method;
        var reads = new HashSet<(string, Type)>();
        var (seen, open) = (new HashSet<MethodBase>(), new Queue<MethodBase>([start]));
        while (open.TryDequeue(out var method) && seen.Count < MaxMethods)
        {
            if (!seen.Add(method))
            {
                continue;
            }

            string? text = null;
            foreach (var operand in InstructionReader.Read(Body(method)))
            {
                if (operand is MethodInfo { Name: "Arg", IsGenericMethod: true } read && IsContext(read.DeclaringType!) && text is not null)
                {
                    var type = read.GetGenericArguments()[0];
                    if (!type.ContainsGenericParameters)
                    {
                        reads.Add((text, type));
                    }
                }
                else if (operand is MethodBase called && called.Module == start.Module && MayRead(called))
                {
                    open.Enqueue(called);
                }

                // The name is the operand of the instruction before the call.
                text = operand as string;
            }
        }

        return reads;
    }

    /// <summary>The body of an async method or an iterator is in its state machine.</summary>
    private static MethodBase Body(MethodBase method) =>
        method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType is { IsGenericTypeDefinition: false } machine
            ? machine.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!
            : method;

    private static bool MayRead(MethodBase called) =>
        called.DeclaringType is { } declaring
        && (declaring.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || called.GetParameters().Any(parameter => IsContext(parameter.ParameterType)));

    private static bool IsContext(Type type) =>
        type == typeof(IFieldContext) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IBatchContext<>));
}

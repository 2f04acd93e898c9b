using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>The context of one resolver call.</summary>
internal sealed class FieldContext(OperationExecution execution, FieldPlan plan, object? parent, object?[] arguments, ResponsePath parentPath) : IFieldContext
{
    private ResponsePath? _path;
    private int _loads;

    public ClaimsPrincipal User => execution.Request.User;

    public ResponsePath Path => _path ??= parentPath.Append(plan.ResponseName);

    public CancellationToken Cancellation => execution.Cancellation;

    public T Parent<T>() => parent is T typed
        ? typed
        : throw new InvalidOperationException($"The parent of \"{plan.Definition.Name}\" is a {parent?.GetType().Name ?? "null"}, not a {typeof(T).Name}.");

    public T Arg<T>(string name) => FieldArguments.Read<T>(plan, arguments, name);

    public bool Has(string name) => FieldArguments.Has(plan, arguments, name);

    public T Service<T>()
        where T : notnull => execution.Services.GetRequiredService<T>();

    public bool Selects(string path) => Selects(plan, path);

    public void Report(GraphQLError error) => execution.Report(plan, error, Path);

    public ILoader<TKey, TValue> Loader<TKey, TValue>(LoaderKey<TKey, TValue> key)
        where TKey : notnull => new FieldLoader<TKey, TValue>(execution.LoaderOf(key), this);

    /// <summary>Called when the resolver starts to wait for a loader.</summary>
    public void BeginLoad()
    {
        if (Interlocked.Increment(ref _loads) == 1)
        {
            execution.BatchDispatcher.EndWork();
        }
    }

    /// <summary>Called when a loader has the value that the resolver waits for.</summary>
    public void EndLoad()
    {
        if (Interlocked.Decrement(ref _loads) == 0)
        {
            execution.BatchDispatcher.BeginWork();
        }
    }

    public static bool Selects(FieldPlan field, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? path : path[..dot];
        return field.Selections is { } selections && ((CompositeType)field.Definition.Type.Named).PossibleTypes
            .SelectMany(type => selections.For(type).Fields)
            .Any(below => below.Definition.Name == name && (dot < 0 || Selects(below, path[(dot + 1)..])));
    }
}

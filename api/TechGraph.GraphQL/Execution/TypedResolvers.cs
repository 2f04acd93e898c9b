using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>A resolver that takes a <typeparamref name="TParent"/>.</summary>
internal abstract class TypedResolver<TParent>(string name) : FieldResolver
{
    private static readonly bool IsContext = typeof(TParent) == typeof(IFieldContext);

    public override bool TakesContext => IsContext;

    protected TParent Take(object? parent, IFieldContext? context)
    {
        if (IsContext)
        {
            return (TParent)context!;
        }

        return parent is TParent typed
            ? typed
            : throw new InvalidOperationException($"{name} takes a {typeof(TParent).Name}; its parent is a {parent?.GetType().Name ?? "null"}.");
    }
}

/// <summary>A resolver that returns its value without a task.</summary>
internal sealed class SyncResolver<TParent, TResult>(string name, Func<TParent, TResult> function) : TypedResolver<TParent>(name)
{
    public override Delegate Function => function;

    public override ValueTask<object?> ResolveAsync(object? parent, IFieldContext? context) => new(function(Take(parent, context)));

    public override LeafOutcome WriteLeaf(object? parent, LeafKind kind, ResultWriter writer)
    {
        if (typeof(TResult) == typeof(string) && kind == LeafKind.String)
        {
            if (function(Take(parent, null)) is not { } text)
            {
                return LeafOutcome.Null;
            }

            writer.WriteString((string)(object)text);
            return LeafOutcome.Written;
        }

        if (typeof(TResult) == typeof(int) && kind == LeafKind.Int)
        {
            writer.WriteNumber((int)(object)function(Take(parent, null))!);
            return LeafOutcome.Written;
        }

        if (typeof(TResult) == typeof(bool) && kind == LeafKind.Boolean)
        {
            writer.WriteBoolean((bool)(object)function(Take(parent, null))!);
            return LeafOutcome.Written;
        }

        if (typeof(TResult) == typeof(double) && kind == LeafKind.Float)
        {
            var number = (double)(object)function(Take(parent, null))!;
            writer.WriteNumber(double.IsFinite(number) ? number : throw new GraphQLError("Float cannot represent a number that is not finite.", ErrorCodes.InvalidResult));
            return LeafOutcome.Written;
        }

        return LeafOutcome.NotTyped;
    }
}

/// <summary>A resolver that returns a <see cref="Task{TResult}"/>.</summary>
internal sealed class TaskResolver<TParent, TResult>(string name, Func<TParent, Task<TResult>> function) : TypedResolver<TParent>(name)
{
    public override Delegate Function => function;

    public override ValueTask<object?> ResolveAsync(object? parent, IFieldContext? context)
    {
        var task = function(Take(parent, context));
        return task.IsCompletedSuccessfully ? new(task.Result) : Await(task);

        static async ValueTask<object?> Await(Task<TResult> task) => await task.ConfigureAwait(false);
    }
}

/// <summary>A resolver that returns a <see cref="ValueTask{TResult}"/>.</summary>
internal sealed class ValueTaskResolver<TParent, TResult>(string name, Func<TParent, ValueTask<TResult>> function) : TypedResolver<TParent>(name)
{
    public override Delegate Function => function;

    public override ValueTask<object?> ResolveAsync(object? parent, IFieldContext? context)
    {
        var task = function(Take(parent, context));
        return task.IsCompletedSuccessfully ? new(task.Result) : Await(task);

        static async ValueTask<object?> Await(ValueTask<TResult> task) => await task.ConfigureAwait(false);
    }
}

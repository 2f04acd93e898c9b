using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>Resolves one field for all parents of one level.</summary>
internal abstract class BatchResolver : FieldResolver
{
    public override bool TakesContext => true;

    public override ValueTask<object?> ResolveAsync(object? parent, IFieldContext? context) =>
        throw new InvalidOperationException("A batch field is resolved by the dispatcher.");

    /// <summary>Starts a batch, which collects parents until it runs.</summary>
    public abstract FieldBatch Begin(OperationExecution execution, FieldPlan field);
}

/// <summary>Collects the parents of one field, and resolves them together.</summary>
internal abstract class FieldBatch : IPendingBatch
{
    /// <summary>Adds a parent; the task completes with its value after the batch has run.</summary>
    public abstract Task<object?> Add(object? parent);

    public abstract Task RunAsync();
}

internal sealed class BatchResolver<TParent, TResult>(string name, Func<IBatchContext<TParent>, Task<IReadOnlyList<TResult>>> function) : BatchResolver
{
    public override Delegate Function => function;

    public override FieldBatch Begin(OperationExecution execution, FieldPlan field) => new Batch(this, execution, field);

    private sealed class Batch(BatchResolver<TParent, TResult> resolver, OperationExecution execution, FieldPlan field) : FieldBatch, IBatchContext<TParent>
    {
        private readonly List<TParent> _parents = [];
        private readonly List<TaskCompletionSource<object?>> _waiting = [];
        private readonly object?[] _arguments = execution.ArgumentsOf(field);

        public IReadOnlyList<TParent> Parents => _parents;

        public ClaimsPrincipal User => execution.Request.User;

        public CancellationToken Cancellation => execution.Cancellation;

        public T Arg<T>(string name) => FieldArguments.Read<T>(field, _arguments, name);

        public bool Has(string name) => FieldArguments.Has(field, _arguments, name);

        public bool Selects(string path) => FieldContext.Selects(field, path);

        public T Service<T>()
            where T : notnull => execution.Services.GetRequiredService<T>();

        public override Task<object?> Add(object? parent)
        {
            _parents.Add(parent is TParent typed
                ? typed
                : throw new InvalidOperationException($"{resolver.Name} takes a {typeof(TParent).Name}; its parent is a {parent?.GetType().Name ?? "null"}."));

            // Without RunContinuationsAsynchronously: continuations run inside RunAsync, while the dispatcher counts it as work.
            var waiting = new TaskCompletionSource<object?>();
            _waiting.Add(waiting);
            return waiting.Task;
        }

        public override async Task RunAsync()
        {
            using var span = Telemetry.Span("batch");
            span?.SetTag("graphql.batch.name", resolver.Name);
            span?.SetTag("graphql.batch.size", _parents.Count);
            try
            {
                var values = await resolver.FetchAsync(this).ConfigureAwait(false);
                for (var i = 0; i < _waiting.Count; i++)
                {
                    if (values[i] is Exception failure)
                    {
                        _waiting[i].SetException(failure);
                    }
                    else
                    {
                        _waiting[i].SetResult(values[i]);
                    }
                }
            }
#pragma warning disable CA1031 // If a batch fails, the field fails for its parents only.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                foreach (var waiting in _waiting)
                {
                    waiting.TrySetException(failure);
                }
            }
        }
    }

    private string Name => name;

    private async Task<IReadOnlyList<TResult>> FetchAsync(Batch batch)
    {
        var values = await function(batch).ConfigureAwait(false);
        return values.Count == batch.Parents.Count
            ? values
            : throw new InvalidOperationException($"{name} returned {values.Count} values for {batch.Parents.Count} parents.");
    }
}

/// <summary>Reads argument values by name.</summary>
internal static class FieldArguments
{
    public static T Read<T>(FieldPlan field, object?[] values, string name) =>
        values[IndexOf(field, name)] is var value && ReferenceEquals(value, LiteralCoercion.Absent) ? default! : ClrValue.To<T>(value);

    public static bool Has(FieldPlan field, object?[] values, string name) => !ReferenceEquals(values[IndexOf(field, name)], LiteralCoercion.Absent);

    private static int IndexOf(FieldPlan field, string name)
    {
        var known = field.Definition.Arguments;
        for (var i = 0; i < known.Count; i++)
        {
            if (known[i].Name == name)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"Field \"{field.Definition.Name}\" has no argument \"{name}\".");
    }
}

using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>One execution of an operation: its request, its variables, and the errors of its fields.</summary>
internal sealed class OperationExecution(
    ExecutableSchema executable,
    OperationPlan plan,
    GraphQLRequest request,
    IServiceProvider services,
    IReadOnlyDictionary<string, object?> variables,
    object? root,
    Func<Exception, ResponsePath, string> log,
    ExecutionDeadline deadline)
{
    private List<GraphQLError>? _errors;
    private Dictionary<FieldPlan, object?[]>? _arguments;
    private Dictionary<object, object>? _loaders;
    private Dictionary<FieldPlan, FieldBatch>? _batches;

    public ExecutableSchema Executable { get; } = executable;

    public OperationPlan Plan { get; } = plan;

    public GraphQLRequest Request { get; } = request;

    public IServiceProvider Services { get; } = services;

    /// <summary>Selections of the operation with these variables.</summary>
    public SelectionPlan Selections => Plan.Variant(variables);

    /// <summary>Value of the root object; for a subscription, the event.</summary>
    public object? Root { get; } = root;

    public CancellationToken Cancellation => deadline.Token;

    /// <summary>Throws if the time limit is reached or the client has disconnected.</summary>
    public void ThrowIfEnded() => deadline.ThrowIfEnded();

    /// <summary>Fields that the user may not read, with their errors; null if there are none.</summary>
    public IReadOnlyDictionary<Types.Field, GraphQLError>? Denied { get; set; }

    public IReadOnlyList<GraphQLError> Errors => _errors ?? [];

    public ResultWriter NewWriter() => new(Executable.Options.Limits.ResponseBytes);

    /// <summary>Returns the argument values of a field. They are coerced once, even if the field is executed many times.</summary>
    /// <exception cref="GraphQLError">An argument cannot be coerced to its type.</exception>
    public object?[] ArgumentsOf(FieldPlan field)
    {
        if (field.ConstantArguments is { } constant)
        {
            return constant;
        }

        lock (this)
        {
            _arguments ??= [];
            if (!_arguments.TryGetValue(field, out var values))
            {
                _arguments[field] = values = ArgumentCoercion.Coerce(field.Definition, field.Nodes[0], variables);
            }

            return values;
        }
    }

    /// <summary>Starts the queued batches.</summary>
    public BatchDispatcher BatchDispatcher { get; } = new();

    public Loader<TKey, TValue> LoaderOf<TKey, TValue>(LoaderKey<TKey, TValue> key)
        where TKey : notnull
    {
        lock (this)
        {
            _loaders ??= [];
            if (!_loaders.TryGetValue(key, out var loader))
            {
                _loaders[key] = loader = new Loader<TKey, TValue>(key, this);
            }

            return (Loader<TKey, TValue>)loader;
        }
    }

    /// <summary>Returns the value of a batch field for a parent; it is resolved together with the other parents of its level.</summary>
    public Task<object?> Batch(FieldPlan field, object? parent)
    {
        lock (this)
        {
            _batches ??= [];
            if (!_batches.TryGetValue(field, out var batch))
            {
                _batches[field] = batch = ((BatchResolver)field.Resolver!).Begin(this, field);
                BatchDispatcher.Enqueue(new QueuedBatch(this, field, batch));
            }

            return batch.Add(parent);
        }
    }

    /// <summary>A batch that accepts no more parents after it started: those of the next level form another batch.</summary>
    private sealed class QueuedBatch(OperationExecution execution, FieldPlan field, FieldBatch batch) : IPendingBatch
    {
        public Task RunAsync()
        {
            lock (execution)
            {
                execution._batches!.Remove(field);
            }

            return batch.RunAsync();
        }
    }

    /// <summary>Adds an error that clients see.</summary>
    public void Report(FieldPlan field, GraphQLError error, ResponsePath path)
    {
        var count = Math.Min(field.Nodes.Count, Executable.Options.Limits.LocationsPerError);
        var locations = new SourceLocation[count];
        for (var i = 0; i < count; i++)
        {
            locations[i] = Plan.Document.Locate(field.Nodes[i].Start);
        }

        lock (this)
        {
            (_errors ??= []).Add(error.At(locations, path));
        }
    }

    /// <summary>Adds an exception of a resolver. An unexpected exception is logged, and clients do not see its message.</summary>
    public void Report(FieldPlan field, Exception failure, ResponsePath path)
    {
        Report(field, ToClientError(failure, path), path);
    }

    /// <summary>
    /// Converts an exception to the error that clients see. An unexpected exception is logged with an id, which the error
    /// contains.
    /// </summary>
    public GraphQLError ToClientError(Exception failure, ResponsePath path)
    {
        if ((failure as GraphQLError ?? Executable.Options.Explain?.Invoke(failure)) is { } known)
        {
            return known;
        }

        var id = log(failure, path);
        var extensions = new Dictionary<string, object?> { ["logId"] = id };
        if (Executable.Options.IncludeDetails == true)
        {
            extensions["detail"] = failure.Message;
        }

        return new GraphQLError("Unexpected execution error", ErrorCodes.InternalServerError, extensions);
    }

    /// <summary>Whether an exception ends the operation rather than one field.</summary>
    public bool EndsOperation(Exception failure) =>
        failure is ResponseTooLargeException || deadline.IsCancelled || (failure is OperationCanceledException or ObjectDisposedException && deadline.IsTimedOut);
}

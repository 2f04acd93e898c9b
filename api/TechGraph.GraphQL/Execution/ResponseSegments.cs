namespace TechGraph.GraphQL.Execution;

/// <summary>
/// Segments of the output of one object or list. A value that is not complete ends its segment; the following values go into a
/// new one.
/// </summary>
internal struct ResponseSegments
{
    private readonly OperationExecution _execution;
    private readonly ResultWriter _first;
    private readonly int _start;
    private List<(Task<bool> Waiting, ResultWriter Writer)>? _pending;

    public ResponseSegments(OperationExecution execution, ResultWriter first) =>
        (_execution, _first, _start, Current) = (execution, first, first.Length, first);

    /// <summary>Writer for the next value.</summary>
    public ResultWriter Current { get; private set; }

    /// <summary>Adds a value that started in <see cref="Current"/>; returns false if it has failed already.</summary>
    public bool Add(ValueTask<bool> part)
    {
        if (part.IsCompletedSuccessfully)
        {
            return part.Result;
        }

        (_pending ??= []).Add((part.AsTask(), Current));
        Current = _execution.NewWriter();
        return true;
    }

    /// <summary>Joins all segments in order; returns false if a value has failed.</summary>
    public readonly ValueTask<bool> JoinAsync() => _pending is null ? new(true) : JoinAsync(_first, _start, _pending, Current, isFailed: false);

    /// <summary>Called after a value has failed. Waits for the others, because they still write, and discards them.</summary>
    public readonly ValueTask<bool> FailAsync()
    {
        if (_pending is null)
        {
            _first.Rollback(_start);
            return new(false);
        }

        return JoinAsync(_first, _start, _pending, Current, isFailed: true);
    }

    private static async ValueTask<bool> JoinAsync(
        ResultWriter first, int start, List<(Task<bool> Waiting, ResultWriter Writer)> waiting, ResultWriter last, bool isFailed)
    {
        foreach (var (part, _) in waiting)
        {
            isFailed |= !await part.ConfigureAwait(false);
        }

        foreach (var writer in waiting.Select(w => w.Writer).Skip(1).Append(last))
        {
            if (!isFailed)
            {
                first.Append(writer);
            }

            writer.Dispose();
        }

        if (isFailed)
        {
            first.Rollback(start);
        }

        return !isFailed;
    }
}

using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>The answer to a request. Give it back when it is written.</summary>
internal sealed class ExecutionResult : IDisposable
{
    private readonly ResultWriter? _data;

    public ExecutionResult(Outcome outcome, IReadOnlyList<GraphQLError> errors, ResultWriter? data = null) =>
        (Outcome, Errors, _data) = (outcome, errors, data);

    public Outcome Outcome { get; }

    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>Whether the response has an entry <c>data</c>, be it null.</summary>
    public bool HasData => _data is not null;

    /// <summary>JSON of <c>data</c> in UTF-8; empty where there is no such entry.</summary>
    public ReadOnlyMemory<byte> Data => _data?.Written ?? default;

    /// <summary>Told in <c>extensions.operationCost</c>; null where nobody asked.</summary>
    public Cost? Cost { get; init; }

    public static ExecutionResult Refused(Outcome outcome, params IReadOnlyList<GraphQLError> errors) => new(outcome, errors);

    public void Dispose() => _data?.Dispose();
}

/// <summary>How far a request got.</summary>
internal enum Outcome
{
    /// <summary>It ran; there is data, maybe null.</summary>
    Executed,

    /// <summary>The document does not parse.</summary>
    SyntaxError,

    /// <summary>The document breaks a rule or passes a limit.</summary>
    Invalid,

    /// <summary>The choice of the operation, the variables or the start of a subscription refuse it.</summary>
    RequestError,

    /// <summary>A mutation or subscription where only queries may run.</summary>
    NotAQuery,

    /// <summary>A subscription, for which there is no stream here.</summary>
    NoStream,

    /// <summary>The source of a subscription failed; this is its last result.</summary>
    StreamFailed,

    /// <summary>The server has too much to do.</summary>
    Overloaded,

    /// <summary>It ran too long.</summary>
    TimedOut,
}

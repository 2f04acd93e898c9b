using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>The result of a request. Dispose it after it was written, since its buffer is pooled.</summary>
internal sealed class ExecutionResult : IDisposable
{
    private readonly ResultWriter? _data;

    public ExecutionResult(Outcome outcome, IReadOnlyList<GraphQLError> errors, ResultWriter? data = null) =>
        (Outcome, Errors, _data) = (outcome, errors, data);

    public Outcome Outcome { get; }

    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>Whether the response has an entry <c>data</c>, which may be null.</summary>
    public bool HasData => _data is not null;

    /// <summary>JSON of <c>data</c> in UTF-8; empty if there is no such entry.</summary>
    public ReadOnlyMemory<byte> Data => _data?.Written ?? default;

    /// <summary>Cost for <c>extensions.operationCost</c>; null if the client did not request it.</summary>
    public Cost? Cost { get; init; }

    public static ExecutionResult Refused(Outcome outcome, params IReadOnlyList<GraphQLError> errors) => new(outcome, errors);

    public void Dispose() => _data?.Dispose();
}

/// <summary>How far a request got.</summary>
internal enum Outcome
{
    /// <summary>The operation ran; there is data, which may be null.</summary>
    Executed,

    /// <summary>The document does not parse.</summary>
    SyntaxError,

    /// <summary>The document breaks a rule or exceeds a limit.</summary>
    Invalid,

    /// <summary>The operation name or the variables are invalid, or the subscription could not start.</summary>
    RequestError,

    /// <summary>A mutation or subscription, but only queries are allowed.</summary>
    NotAQuery,

    /// <summary>A subscription, but the client does not accept a stream.</summary>
    NoStream,

    /// <summary>The source of a subscription failed; this is the last result.</summary>
    StreamFailed,

    /// <summary>The server has too many requests.</summary>
    Overloaded,

    /// <summary>The operation exceeded its time limit.</summary>
    TimedOut,
}

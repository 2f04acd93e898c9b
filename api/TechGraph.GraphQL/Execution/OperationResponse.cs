using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>The response to a request: one result or a stream of results.</summary>
/// <param name="Result">The result; null for a subscription that has started.</param>
/// <param name="Stream">One result for each event, which the reader must dispose; null if there is a single result.</param>
internal readonly record struct OperationResponse(ExecutionResult? Result, IAsyncEnumerable<ExecutionResult>? Stream);

/// <summary>An operation that is ready to run, or the result that rejects it.</summary>
internal readonly record struct PreparedOperation(ExecutionResult? Refusal, OperationPlan? Plan, IReadOnlyDictionary<string, object?>? Variables)
{
    /// <summary>Cost for the response; null if the client did not request it.</summary>
    public Cost? Cost { get; init; }

    /// <summary>Whether it waits in the queue of heavy operations.</summary>
    public bool IsHeavy { get; init; }

    /// <summary>
    /// Fields that were denied when a subscription started. Null if nothing is denied, or if access is checked when the operation
    /// runs.
    /// </summary>
    public IReadOnlyDictionary<Types.Field, GraphQLError>? Denied { get; init; }

    public static PreparedOperation Refused(Outcome outcome, params IReadOnlyList<GraphQLError> errors) =>
        new(ExecutionResult.Refused(outcome, errors), null, null);
}

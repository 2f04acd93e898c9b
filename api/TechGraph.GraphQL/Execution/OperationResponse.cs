using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>The answer to a request: one of the two is there.</summary>
/// <param name="Result">The one result; null for a subscription that has begun.</param>
/// <param name="Stream">A result for each event, each to be disposed; null where there is one result.</param>
internal readonly record struct OperationResponse(ExecutionResult? Result, IAsyncEnumerable<ExecutionResult>? Stream);

/// <summary>An operation with its variables, or why there is none.</summary>
internal readonly record struct PreparedOperation(ExecutionResult? Refusal, OperationPlan? Plan, IReadOnlyDictionary<string, object?>? Variables)
{
    /// <summary>Told with the answer; null where nobody asked.</summary>
    public Cost? Cost { get; init; }

    /// <summary>What was found when a subscription began; null for what is asked when it runs, or where nothing is denied.</summary>
    public IReadOnlyDictionary<Types.Field, GraphQLError>? Denied { get; init; }

    public static PreparedOperation Refused(Outcome outcome, params IReadOnlyList<GraphQLError> errors) =>
        new(ExecutionResult.Refused(outcome, errors), null, null);
}

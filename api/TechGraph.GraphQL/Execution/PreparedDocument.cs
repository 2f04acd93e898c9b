using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Validation;
using TechGraph.GraphQL.Validation.Rules;

namespace TechGraph.GraphQL.Execution;

/// <summary>A parsed and validated document: its compiled operations, or its errors.</summary>
internal sealed class PreparedDocument
{
    private readonly List<OperationPlan> _operations = [];

    private PreparedDocument(Outcome outcome, IReadOnlyList<GraphQLError> errors) => (Outcome, Errors) = (outcome, errors);

    /// <summary>Outcome of a request with this document, if it has errors.</summary>
    public Outcome Outcome { get; }

    /// <summary>Errors of the document; empty if it may run.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    public static PreparedDocument Prepare(ExecutableSchema executable, ReadOnlyMemory<byte> source)
    {
        var limits = executable.Options.Limits;
        Document document;
        try
        {
            using var parsing = Telemetry.Span("parse");
            document = Parser.Parse(source, new ParserOptions(limits.Tokens, limits.SyntaxNesting), executable.Schema.Names);
        }
        catch (SyntaxException wrong)
        {
            return new PreparedDocument(wrong.Error.Code == ErrorCodes.LimitExceeded ? Outcome.Invalid : Outcome.SyntaxError, [wrong.Error]);
        }

        using var validating = Telemetry.Span("validate");
        var errors = DocumentValidator.Validate(executable.Schema, document, executable.Options, SpecifiedRules.Create());
        var prepared = new PreparedDocument(Outcome.Invalid, errors);
        validating?.Stop();
        if (errors.Count == 0)
        {
            using var planning = Telemetry.Span("plan");
            prepared._operations.AddRange(document.Definitions.OfType<OperationNode>().Select(o => new OperationPlan(executable, document, o)));
        }

        return prepared;
    }

    /// <summary>Returns the operation with a name or, without a name, the only operation. Specification, section 6.1.</summary>
    public OperationPlan? Choose(string? name, out GraphQLError? problem)
    {
        problem = null;
        if (name is null && _operations.Count == 1)
        {
            return _operations[0];
        }

        if (name is not null && _operations.Find(o => o.Operation.Name == name) is { } named)
        {
            return named;
        }

        problem = new GraphQLError(
            name is not null ? "The document has no operation with the requested name."
                : _operations.Count == 0 ? "The document has no operation."
                : "The document has several operations; name one in \"operationName\".",
            ErrorCodes.OperationResolutionFailure);
        return null;
    }
}

using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Validation;

namespace TechGraph.GraphQL.Execution;

/// <summary>Settings that execution reads, in addition to those of validation.</summary>
public abstract class ExecutionOptions : ValidationOptions
{
    private protected ExecutionOptions()
    {
    }

    /// <summary>
    /// Whether each resolver that takes an <see cref="IFieldContext"/> has its own span while a listener is active. Default false: a
    /// response with many objects would have as many spans.
    /// </summary>
    public bool FieldSpans { get; set; }

    /// <summary>
    /// Whether the span of a request contains the document (<c>graphql.document</c>) and the variables as JSON (<c>graphql.variables</c>)
    /// while a listener is active. Default false: both may contain confidential data.
    /// </summary>
    public bool RequestTextInSpans { get; set; }

    /// <summary>
    /// Maximum UTF-8 bytes of the document and of the variables in a span, at least 1. Longer texts are truncated and end in "…".
    /// Default 4,096.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int SpanTextBytes
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 4096;

    /// <summary>
    /// Converts an exception of a resolver that is not a <see cref="GraphQLError"/> to the error that clients see. If it is null
    /// (default) or returns null, clients see only that an unexpected error occurred.
    /// </summary>
    public Func<Exception, GraphQLError?>? Explain { get; set; }

    /// <summary>
    /// Decides whether the user may read a field. It is called once for each field of the schema that an operation selects, before any
    /// resolver runs; null (default) allows everything. A denied field fails like one whose resolver throws: its value is null, its
    /// error has the field's path, and other fields continue. A denied subscription is rejected before its source opens. If the
    /// function throws, the request is rejected.
    /// </summary>
    /// <remarks>It is not called for introspection, see <see cref="ValidationOptions.AllowIntrospection"/>.</remarks>
    public Func<FieldAccess, ValueTask<AccessDecision>>? Authorize { get; set; }

    /// <summary>
    /// Whether <see cref="Authorize"/> is called again for each event of a subscription, with the services of the event. If the root
    /// field is then denied, the subscription ends with that error. Default false: the decisions at the start stay valid.
    /// </summary>
    public bool AuthorizeEachEvent { get; set; }
}

using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Validation;

namespace TechGraph.GraphQL.Execution;

/// <summary>Settings that execution reads, beside those of validation.</summary>
public abstract class ExecutionOptions : ValidationOptions
{
    private protected ExecutionOptions()
    {
    }

    /// <summary>
    /// Whether each resolver that takes an <see cref="IFieldContext"/> is a span of its own while somebody listens. Default false: an
    /// answer of many objects would be as many spans.
    /// </summary>
    public bool FieldSpans { get; set; }

    /// <summary>
    /// Whether the span of a request holds the document (<c>graphql.document</c>) and the variables as JSON (<c>graphql.variables</c>)
    /// while somebody listens. Default false: both may hold what nobody else should read.
    /// </summary>
    public bool RequestTextInSpans { get; set; }

    /// <summary>Bytes in UTF-8 that each of the two may have in a span, at least 1; what is longer is cut and ends in "…". Default 4,096.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
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
    /// What clients are told of an exception that a resolver threw and that is no <see cref="GraphQLError"/>; null, or an answer of null
    /// (default): nothing but that something unexpected failed.
    /// </summary>
    public Func<Exception, GraphQLError?>? Explain { get; set; }

    /// <summary>
    /// Decides who may have a field. It is asked once for each field of the schema that an operation selects, before any resolver runs;
    /// null (default): everybody may have everything. A field that is refused fails like one whose resolver throws: it is null, the error
    /// stands at its place, and the others go on. A subscription is refused before its source is opened. What the hook throws refuses
    /// the request.
    /// </summary>
    /// <remarks>Introspection is not asked for, see <see cref="ValidationOptions.AllowIntrospection"/>.</remarks>
    public Func<FieldAccess, ValueTask<AccessDecision>>? Authorize { get; set; }

    /// <summary>
    /// Whether <see cref="Authorize"/> is asked again for each event of a subscription, with services of the event: one whose root field
    /// is then refused ends with that error. Default false: the answers of the start stay.
    /// </summary>
    public bool AuthorizeEachEvent { get; set; }
}

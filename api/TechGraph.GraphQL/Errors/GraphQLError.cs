namespace TechGraph.GraphQL.Errors;

/// <summary>An error as a client sees it: thrown or reported by a resolver, it reaches the response as it is.</summary>
/// <remarks>Specification, section 7.1.2 "Errors".</remarks>
#pragma warning disable CA1710, CA1032 // The specification's word is "error"; an error without a message has no use.
public sealed class GraphQLError : Exception
#pragma warning restore CA1710, CA1032
{
    /// <summary>Makes an error for a client.</summary>
    /// <param name="message">One sentence for people; goes to the client unchanged.</param>
    /// <param name="code">Stable code for programs, such as <c>NOT_FOUND</c>; null leaves <c>extensions.code</c> out.</param>
    /// <param name="extensions">
    /// More members of <c>extensions</c>; values may be null, text, truth values, numbers and lists of these. Null means none.
    /// </param>
    /// <param name="cause">What lies behind it; never shown to clients.</param>
    public GraphQLError(
        string message,
        string? code = null,
        IReadOnlyDictionary<string, object?>? extensions = null,
        Exception? cause = null)
        : base(message, cause)
    {
        Code = code;
        Extensions = extensions ?? System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty;
    }

    /// <summary>Stable code for programs; null when there is none.</summary>
    public string? Code { get; }

    /// <summary>Members of <c>extensions</c> other than <c>code</c>; empty when there are none.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; }

    /// <summary>Places in the document; empty when unknown.</summary>
    public IReadOnlyList<SourceLocation> Locations { get; private init; } = [];

    /// <summary>Place in the response; null for an error of the request.</summary>
    public ResponsePath? Path { get; private init; }

    /// <summary>The same error at a place; what is null keeps its value.</summary>
    internal GraphQLError At(IReadOnlyList<SourceLocation>? locations = null, ResponsePath? path = null) =>
        new(Message, Code, Extensions, InnerException) { Locations = locations ?? Locations, Path = path ?? Path };
}

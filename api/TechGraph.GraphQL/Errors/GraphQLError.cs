namespace TechGraph.GraphQL.Errors;

/// <summary>An error that clients see. If a resolver throws or reports it, it goes into the response unchanged.</summary>
/// <remarks>Specification, section 7.1.2 "Errors".</remarks>
#pragma warning disable CA1710, CA1032 // The specification's word is "error"; an error needs a message.
public sealed class GraphQLError : Exception
#pragma warning restore CA1710, CA1032
{
    /// <summary>Makes an error for a client.</summary>
    /// <param name="message">One sentence for people; the client receives it unchanged.</param>
    /// <param name="code">Stable code for programs, such as <c>NOT_FOUND</c>; null omits <c>extensions.code</c>.</param>
    /// <param name="extensions">
    /// More members of <c>extensions</c>; values may be null, strings, Booleans, numbers and lists of these. Null means none.
    /// </param>
    /// <param name="cause">The exception that caused it; never shown to clients.</param>
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

    /// <summary>Locations in the document; empty if unknown.</summary>
    public IReadOnlyList<SourceLocation> Locations { get; private init; } = [];

    /// <summary>Path in the response; null for a request error.</summary>
    public ResponsePath? Path { get; private init; }

    /// <summary>Copies the error with other locations or another path; null keeps the current value.</summary>
    internal GraphQLError At(IReadOnlyList<SourceLocation>? locations = null, ResponsePath? path = null) =>
        new(Message, Code, Extensions, InnerException) { Locations = locations ?? Locations, Path = path ?? Path };
}

namespace TechGraph.GraphQL;

/// <summary>The engine's settings.</summary>
public sealed class GraphQLOptions
{
    /// <summary>How much a request may ask.</summary>
    public LimitOptions Limits { get; } = new();

    /// <summary>How answers go over HTTP.</summary>
    public HttpOptions Http { get; } = new();

    /// <summary>
    /// Whether clients may read the schema: introspection, <c>?sdl</c>, "did you mean". Null (default): in environment Development only.
    /// </summary>
    public bool? AllowIntrospection { get; set; }

    /// <summary>
    /// What clients are told of an exception that a resolver threw and that is no <see cref="GraphQLError"/>; null, or an answer of null
    /// (default): nothing but that something unexpected failed.
    /// </summary>
    public Func<Exception, GraphQLError?>? Explain { get; set; }

    /// <summary>
    /// Whether errors name the broken rule and show the text of unexpected failures. Null (default): in environment Development only.
    /// </summary>
    public bool? IncludeDetails { get; set; }
}

/// <summary>How answers go over HTTP.</summary>
public sealed class HttpOptions
{
    /// <summary>Which status an outcome has. Default <see cref="StatusProfile.Compatible"/>.</summary>
    public StatusProfile StatusProfile { get; set; } = StatusProfile.Compatible;

    /// <summary>
    /// Whether a GET request must carry a header that a foreign page cannot send unasked, such as <c>GraphQL-Preflight: 1</c>. Default false.
    /// </summary>
    public bool RequirePreflightHeader { get; set; }
}

/// <summary>The status codes of the two texts of GraphQL over HTTP.</summary>
public enum StatusProfile
{
    /// <summary>As the public audit asks: 400 for a request that fails, 200 for data with errors.</summary>
    Compatible,

    /// <summary>The draft of August 2026: 422 for a request that cannot be processed, 294 for data with errors.</summary>
    Draft,
}

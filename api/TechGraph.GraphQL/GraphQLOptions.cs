using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

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
    /// Users who may read the schema although <see cref="AllowIntrospection"/> is false; null (default): none. It is asked for each
    /// request that would read it. "Did you mean" hints stay away even so, since a document's errors are kept for all users.
    /// </summary>
    public Func<ClaimsPrincipal, bool>? AllowIntrospectionTo { get; set; }

    /// <summary>Whether a user may read the schema.</summary>
    internal bool MayIntrospect(ClaimsPrincipal user) => AllowIntrospection == true || AllowIntrospectionTo?.Invoke(user) == true;

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
    /// <remarks>Introspection is not asked for, see <see cref="AllowIntrospection"/>.</remarks>
    public Func<FieldAccess, ValueTask<Access>>? Authorize { get; set; }

    /// <summary>
    /// Whether <see cref="Authorize"/> is asked again for each event of a subscription, with services of the event: one whose root field
    /// is then refused ends with that error. Default false: the answers of the start stay.
    /// </summary>
    public bool AuthorizeEachEvent { get; set; }

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
    /// Whether a GET request must carry what a foreign page cannot send unasked: a header such as <c>GraphQL-Preflight: 1</c>, or a
    /// content type that no form has. Null (default): where the host signs users in by cookie.
    /// </summary>
    public bool? RequirePreflightHeader { get; set; }

    /// <summary>Whether requests may name documents that the server keeps, or must. Default <see cref="StoredDocumentMode.Off"/>.</summary>
    public StoredDocumentMode StoredDocuments { get; set; }

    /// <summary>Origins, such as <c>https://app.example</c>, whose pages may open web sockets; the server's own always may.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Answers a browser that opens the address (<c>Accept: text/html</c>, no document), where clients may read the schema. Null
    /// (default): a plain page that lists the stored documents.
    /// </summary>
    public Func<HttpContext, Task>? ExplorerPage { get; set; }

    /// <summary>
    /// Decides over a web socket by the payload of its <c>connection_init</c> (null where it has none), and may set the context's user;
    /// false closes it with 4403. Null (default): every one is taken.
    /// </summary>
    public Func<HttpContext, JsonElement?, ValueTask<bool>>? AcceptConnection { get; set; }

    /// <summary>How long an idle stream or socket waits before it shows that it lives. Default 12 s.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a web socket may take for its <c>connection_init</c>; then it is closed with 4408. Default 10 s.</summary>
    public TimeSpan ConnectionInit { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>What documents a server runs.</summary>
public enum StoredDocumentMode
{
    /// <summary>Those that requests bring; none can be named.</summary>
    Off,

    /// <summary>Those that requests bring, and those that it keeps.</summary>
    Allow,

    /// <summary>Those that it keeps, and no others.</summary>
    Only,
}

/// <summary>The status codes of the two texts of GraphQL over HTTP.</summary>
public enum StatusProfile
{
    /// <summary>As the public audit asks: 400 for a request that fails, 200 for data with errors.</summary>
    Compatible,

    /// <summary>The draft of August 2026: 422 for a request that cannot be processed, 294 for data with errors.</summary>
    Draft,
}

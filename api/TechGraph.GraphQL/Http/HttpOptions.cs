using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TechGraph.GraphQL.Http;

/// <summary>Settings of the HTTP endpoint.</summary>
public sealed class HttpOptions
{
    /// <summary>Status codes of responses. Default <see cref="StatusProfile.Compatible"/>.</summary>
    public StatusProfile StatusProfile { get; set; } = StatusProfile.Compatible;

    /// <summary>
    /// Whether a GET request needs something that a page of another site cannot send without a CORS preflight: a header such as
    /// <c>GraphQL-Preflight: 1</c>, or a content type that HTML forms cannot send. Null (default): if the host signs users in by cookie.
    /// </summary>
    public bool? RequirePreflightHeader { get; set; }

    /// <summary>Whether requests may name stored documents, or must. Default <see cref="StoredDocumentMode.Off"/>.</summary>
    public StoredDocumentMode StoredDocuments { get; set; }

    /// <summary>
    /// Origins, such as <c>https://app.example</c>, whose pages may open web sockets. Pages of the server's own origin always
    /// may.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Writes the page for browsers that open the endpoint (<c>Accept: text/html</c>, no document), if the user may read the schema.
    /// Null (default): a plain page that lists the stored documents.
    /// </summary>
    public Func<HttpContext, Task>? ExplorerPage { get; set; }

    /// <summary>
    /// Accepts or rejects a web socket by the payload of its <c>connection_init</c> (null if it has none), and may set the context's
    /// user. False closes the socket with 4403. Null (default) accepts all.
    /// </summary>
    public Func<HttpContext, JsonElement?, ValueTask<bool>>? AcceptConnection { get; set; }

    /// <summary>Interval of comments in an idle event stream, and of pings on a web socket. Default 12 s.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>Time limit for a web socket's <c>connection_init</c>; then the socket is closed with 4408. Default 10 s.</summary>
    public TimeSpan ConnectionInit { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>Which documents the server runs.</summary>
public enum StoredDocumentMode
{
    /// <summary>Documents in requests; a request cannot name a stored document.</summary>
    Off,

    /// <summary>Documents in requests, and stored documents.</summary>
    Allow,

    /// <summary>Stored documents only.</summary>
    Only,
}

/// <summary>Status codes by one of the two versions of GraphQL over HTTP.</summary>
public enum StatusProfile
{
    /// <summary>As the public audit requires: 400 for a request that fails, 200 for data with errors.</summary>
    Compatible,

    /// <summary>The draft of August 2026: 422 for a request that cannot be processed, 294 for data with errors.</summary>
    Draft,
}

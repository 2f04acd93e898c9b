using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TechGraph.GraphQL.Http;

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

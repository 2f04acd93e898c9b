using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using System.Text;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>Spans and metrics under the name <c>TechGraph.GraphQL</c>. They cost nothing while no listener is active.</summary>
/// <remarks>
/// They contain no variables and no text of documents, unless <see cref="ExecutionOptions.RequestTextInSpans"/> is true. The hash
/// identifies the document.
/// </remarks>
internal static class Telemetry
{
    public const string Name = "TechGraph.GraphQL";

    public static ActivitySource Source { get; } = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Duration of operations in seconds, by <c>graphql.operation.type</c> and outcome.</summary>
    public static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>("graphql.operation.duration", "s", "Time from the request to its response.");

    /// <summary>Errors in responses, by <c>graphql.error.code</c>.</summary>
    public static Counter<long> Errors { get; } = Meter.CreateCounter<long>("graphql.errors", "{error}", "Errors in responses.");

    /// <summary>Lookups of documents in the cache, by <c>graphql.plan.hit</c>.</summary>
    public static Counter<long> Plans { get; } = Meter.CreateCounter<long>("graphql.plan.lookups", "{lookup}", "Lookups of documents in the cache.");

    /// <summary>Field costs of operations.</summary>
    public static Histogram<double> Cost { get; } = Meter.CreateHistogram<double>("graphql.operation.cost", "{cost}", "Field cost.");

    /// <summary>Active subscriptions.</summary>
    public static UpDownCounter<long> Subscriptions { get; } = Meter.CreateUpDownCounter<long>("graphql.subscriptions.active", "{subscription}", "Active subscriptions.");

    /// <summary>Requests that exceeded a limit, by <c>graphql.limit</c>.</summary>
    public static Counter<long> Rejected { get; } = Meter.CreateCounter<long>("graphql.rejected", "{request}", "Requests that exceeded a limit.");

    /// <summary>Starts a span; returns null while no listener is active.</summary>
    public static Activity? Span(string name) => Source.HasListeners() ? Source.StartActivity(name) : null;

    /// <summary>Adds the document and the variables of a request to a span, truncated.</summary>
    /// <param name="span">The span of the request.</param>
    /// <param name="request">The request; its document need not be valid.</param>
    /// <param name="maxBytes">Maximum bytes of each text.</param>
    public static void AddText(Activity span, GraphQLRequest request, int maxBytes)
    {
        span.SetTag("graphql.document", TruncateUtf8(request.Document.Span, maxBytes));
        if (request.Variables is { } variables)
        {
            span.SetTag("graphql.variables", TruncateUtf8(JsonMarshal.GetRawUtf8Value(variables), maxBytes));
        }
    }

    /// <summary>Returns a text, or its start and "…" if it is longer. No character is split.</summary>
    private static string TruncateUtf8(ReadOnlySpan<byte> text, int maxBytes)
    {
        if (text.Length <= maxBytes)
        {
            return Encoding.UTF8.GetString(text);
        }

        var end = maxBytes;
        while (end > 0 && (text[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return Encoding.UTF8.GetString(text[..end]) + "…";
    }

    /// <summary>Counts the errors of a response.</summary>
    public static void Count(IReadOnlyList<GraphQLError> errors)
    {
        if (errors.Count == 0 || !(Errors.Enabled || Rejected.Enabled))
        {
            return;
        }

        foreach (var error in errors)
        {
            Errors.Add(1, new KeyValuePair<string, object?>("graphql.error.code", error.Code));
            if (error.Code is ErrorCodes.LimitExceeded or ErrorCodes.CostExceeded && error.Extensions.TryGetValue("limit", out var limit))
            {
                Rejected.Add(1, new KeyValuePair<string, object?>("graphql.limit", limit));
            }
        }
    }
}

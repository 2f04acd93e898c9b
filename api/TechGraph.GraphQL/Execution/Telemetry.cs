using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using System.Text;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>Spans and measures under the name <c>TechGraph.GraphQL</c>. They cost nothing while nobody listens.</summary>
/// <remarks>
/// No variables and no text of a document are in them, unless <see cref="ExecutionOptions.RequestTextInSpans"/> says so: a document is
/// known by its hash.
/// </remarks>
internal static class Telemetry
{
    public const string Name = "TechGraph.GraphQL";

    public static ActivitySource Source { get; } = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Seconds that an operation took, by <c>graphql.operation.type</c> and outcome.</summary>
    public static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>("graphql.operation.duration", "s", "Time from the request to its answer.");

    /// <summary>Errors of answers, by <c>graphql.error.code</c>.</summary>
    public static Counter<long> Errors { get; } = Meter.CreateCounter<long>("graphql.errors", "{error}", "Errors in answers.");

    /// <summary>Look-ups of documents, by <c>graphql.plan.hit</c>.</summary>
    public static Counter<long> Plans { get; } = Meter.CreateCounter<long>("graphql.plan.lookups", "{lookup}", "Whether a document was known.");

    /// <summary>Field costs of operations.</summary>
    public static Histogram<double> Cost { get; } = Meter.CreateHistogram<double>("graphql.operation.cost", "{cost}", "Field cost.");

    /// <summary>Subscriptions that run.</summary>
    public static UpDownCounter<long> Subscriptions { get; } = Meter.CreateUpDownCounter<long>("graphql.subscriptions.active", "{subscription}", "Subscriptions that run.");

    /// <summary>Requests refused by a limit, by <c>graphql.limit</c>.</summary>
    public static Counter<long> Rejected { get; } = Meter.CreateCounter<long>("graphql.rejected", "{request}", "Requests refused by a limit.");

    /// <summary>A span; null while nobody listens.</summary>
    public static Activity? Span(string name) => Source.HasListeners() ? Source.StartActivity(name) : null;

    /// <summary>Puts into a span what the client sent, as far as it may go.</summary>
    /// <param name="span">The span of the request.</param>
    /// <param name="request">The request; its document may be one that cannot be read.</param>
    /// <param name="maxBytes">Bytes of each text.</param>
    public static void AddText(Activity span, GraphQLRequest request, int maxBytes)
    {
        span.SetTag("graphql.document", TruncateUtf8(request.Document.Span, maxBytes));
        if (request.Variables is { } variables)
        {
            span.SetTag("graphql.variables", TruncateUtf8(JsonMarshal.GetRawUtf8Value(variables), maxBytes));
        }
    }

    /// <summary>A text, or its beginning and "…": no half of a character.</summary>
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

    /// <summary>Counts the errors of an answer.</summary>
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

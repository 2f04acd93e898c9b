namespace TechGraph.GraphQL.Validation;

/// <summary>Limits of requests. Each limit is the highest value that is accepted; one more is <c>LIMIT_EXCEEDED</c>.</summary>
/// <remarks>All limits but those of time, capacity and response size are checked before any resolver runs.</remarks>
public sealed class LimitOptions
{
    /// <summary>Bytes of a request body after decompression. Default 1 MiB.</summary>
    public int BodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Bytes of a document in UTF-8. Default 64 KiB.</summary>
    public int DocumentBytes { get; set; } = 64 * 1024;

    /// <summary>Tokens of a document. Default 10,000.</summary>
    public int Tokens { get; set; } = 10_000;

    /// <summary>Nesting of braces, brackets and parentheses in a document. Default 128.</summary>
    public int SyntaxNesting { get; set; } = 128;

    /// <summary>Nesting of objects and lists in the request's JSON. Default 64.</summary>
    public int JsonNesting { get; set; } = 64;

    /// <summary>Items of one list in a literal or a variable. Default 5,000.</summary>
    public int ListItems { get; set; } = 5_000;

    /// <summary>Field selections that are written in a document. Default 2,000.</summary>
    public int Fields { get; set; } = 2_000;

    /// <summary>Aliases in a document, without those of <c>__typename</c>. Default 100.</summary>
    public int Aliases { get; set; } = 100;

    /// <summary>Root fields of one operation, with fragments expanded. Default 25.</summary>
    public int RootFields { get; set; } = 25;

    /// <summary>How often a field name may occur on one path from the root. Default 6.</summary>
    public int RepeatedField { get; set; } = 6;

    /// <summary>Levels of fields, with fragments expanded. Default 15.</summary>
    public int Depth { get; set; } = 15;

    /// <summary>Directives at one location. Default 8.</summary>
    public int DirectivesPerPlace { get; set; } = 8;

    /// <summary>Directives in a document. Default 100.</summary>
    public int Directives { get; set; } = 100;

    /// <summary>Operations in a document. Default 20.</summary>
    public int Operations { get; set; } = 20;

    /// <summary>Fragment spreads that are followed when the fragments of an operation are expanded. Default 1,000.</summary>
    public int FragmentVisits { get; set; } = 1_000;

    /// <summary>Comparisons in the rule "Field Selection Merging". Default 100,000.</summary>
    public int MergeComparisons { get; set; } = 100_000;

    /// <summary>Nesting of list fields in introspection, such as fields of types of fields. Default 3.</summary>
    public int IntrospectionLists { get; set; } = 3;

    /// <summary>Nesting of <c>ofType</c>. Default 16.</summary>
    public int IntrospectionOfType { get; set; } = 16;

    /// <summary>Cost of an operation's resolvers, estimated with <c>@cost</c> and <c>@listSize</c> of the schema. Default 10,000.</summary>
    public double FieldCost { get; set; } = 10_000;

    /// <summary>Number of objects in the response, estimated the same way. Default 20,000.</summary>
    public double TypeCost { get; set; } = 20_000;

    /// <summary>Assumed number of items of a list, if neither the request nor the schema gives its size. Default 20.</summary>
    public int PageSizeDefault { get; set; } = 20;

    /// <summary>Items that a slicing argument of <c>@listSize</c> may request. Default 100.</summary>
    public int PageSizeMax { get; set; } = 100;

    /// <summary>Validation errors in a response; further errors are omitted. Default 10.</summary>
    public int ValidationErrors { get; set; } = 10;

    /// <summary>Locations of one error. Default 5.</summary>
    public int LocationsPerError { get; set; } = 5;

    /// <summary>Errors of variables in a response. Default 10.</summary>
    public int CoercionErrors { get; set; } = 10;

    /// <summary>Documents whose plans are cached. Default 1,000.</summary>
    public int CachedPlans { get; set; } = 1_000;

    /// <summary>Estimated bytes of the cached plans. Default 64 MiB.</summary>
    public long CachedPlanBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Unread events that one subscription buffers; the field's overflow policy decides about further events. Default 64.</summary>
    public int StreamBuffer { get; set; } = 64;

    /// <summary>
    /// Bytes of results that wait for slow clients of subscriptions and web sockets, over all connections. A result that does not fit ends its
    /// subscription with <c>OVERLOADED</c>. Default 64 MiB.
    /// </summary>
    public long StreamBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Time from the arrival of a query or a mutation to its result, including the time in the queue; for an event of a subscription, from its start. Default 10 s.</summary>
    public TimeSpan ExecutionTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Concurrent operations on one web socket. Default 100.</summary>
    public int OperationsPerSocket { get; set; } = 100;

    /// <summary>Bytes of one message from a web socket's client. Default 1 MiB.</summary>
    public int SocketMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Estimated cost of resolvers (as in <see cref="FieldCost"/>) from which an operation is heavy. Heavy operations have a queue of their own.
    /// Default 500.
    /// </summary>
    public double HeavyCost { get; set; } = 500;

    /// <summary>Concurrent heavy operations. Default half of the cores, at least 1.</summary>
    public int ConcurrentHeavyExecutions { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Concurrent light operations, without events of subscriptions. Default 8 for each core.</summary>
    public int ConcurrentExecutions { get; set; } = 8 * Environment.ProcessorCount;

    /// <summary>Operations in each of the two queues; one more is rejected with <c>OVERLOADED</c>. Default 32 for each core.</summary>
    public int WaitingExecutions { get; set; } = 32 * Environment.ProcessorCount;

    /// <summary>Bytes of <c>data</c> in a response. Default 32 MiB.</summary>
    public int ResponseBytes { get; set; } = 32 * 1024 * 1024;
}

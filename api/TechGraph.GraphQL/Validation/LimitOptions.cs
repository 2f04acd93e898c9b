namespace TechGraph.GraphQL.Validation;

/// <summary>How much a request may ask. Each limit is the highest value that passes; one more is <c>LIMIT_EXCEEDED</c>.</summary>
/// <remarks>All but those on time, capacity and response size are checked before any resolver runs.</remarks>
public sealed class LimitOptions
{
    /// <summary>Bytes of a request body, after decompression. Default 1 MiB.</summary>
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

    /// <summary>Fields that a document selects, each where it is written. Default 2,000.</summary>
    public int Fields { get; set; } = 2_000;

    /// <summary>Aliases of a document, those of <c>__typename</c> not counted. Default 100.</summary>
    public int Aliases { get; set; } = 100;

    /// <summary>Fields at the root of one operation, fragments flattened. Default 25.</summary>
    public int RootFields { get; set; } = 25;

    /// <summary>How often one field may stand on one path from the root. Default 6.</summary>
    public int RepeatedField { get; set; } = 6;

    /// <summary>Levels of fields, fragments flattened. Default 15.</summary>
    public int Depth { get; set; } = 15;

    /// <summary>Directives at one place. Default 8.</summary>
    public int DirectivesPerPlace { get; set; } = 8;

    /// <summary>Directives in a document. Default 100.</summary>
    public int Directives { get; set; } = 100;

    /// <summary>Operations in a document. Default 20.</summary>
    public int Operations { get; set; } = 20;

    /// <summary>Fragment spreads followed when an operation is flattened. Default 1,000.</summary>
    public int FragmentVisits { get; set; } = 1_000;

    /// <summary>Comparisons of rule "Field Selection Merging". Default 100,000.</summary>
    public int MergeComparisons { get; set; } = 100_000;

    /// <summary>List fields of introspection inside each other, such as fields of types of fields. Default 3.</summary>
    public int IntrospectionLists { get; set; } = 3;

    /// <summary><c>ofType</c> inside each other. Default 16.</summary>
    public int IntrospectionOfType { get; set; } = 16;

    /// <summary>Work of resolvers, as <c>@cost</c> and <c>@listSize</c> of the schema estimate it. Default 10,000.</summary>
    public double FieldCost { get; set; } = 10_000;

    /// <summary>Objects that an answer may be expected to have, estimated the same way. Default 20,000.</summary>
    public double TypeCost { get; set; } = 20_000;

    /// <summary>Items of a list of which neither the request nor the schema says how long it is. Default 20.</summary>
    public int PageSizeDefault { get; set; } = 20;

    /// <summary>Items that an argument of <c>@listSize</c> may ask for. Default 100.</summary>
    public int PageSizeMax { get; set; } = 100;

    /// <summary>Validation errors that are told; the rest is left out. Default 10.</summary>
    public int ValidationErrors { get; set; } = 10;

    /// <summary>Locations that one error names. Default 5.</summary>
    public int LocationsPerError { get; set; } = 5;

    /// <summary>Errors of variables that are told. Default 10.</summary>
    public int CoercionErrors { get; set; } = 10;

    /// <summary>Documents whose plans are kept. Default 1,000.</summary>
    public int CachedPlans { get; set; } = 1_000;

    /// <summary>Estimated bytes of the plans that are kept. Default 64 MiB.</summary>
    public long CachedPlanBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Events that wait to be read in one subscription; what happens then is the field's to say. Default 64.</summary>
    public int StreamBuffer { get; set; } = 64;

    /// <summary>How long a query, a mutation or one event of a subscription may run. Default 10 s.</summary>
    public TimeSpan ExecutionTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Operations that run at once on one web socket. Default 100.</summary>
    public int OperationsPerSocket { get; set; } = 100;

    /// <summary>Bytes of one message that a web socket takes. Default 1 MiB.</summary>
    public int SocketMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>Operations that run at once, events of subscriptions not counted. Default 8 for each core.</summary>
    public int ConcurrentExecutions { get; set; } = 8 * Environment.ProcessorCount;

    /// <summary>Operations that wait for their turn; one more is refused with <c>OVERLOADED</c>. Default 4 times those that run.</summary>
    public int WaitingExecutions { get; set; } = 32 * Environment.ProcessorCount;

    /// <summary>Bytes of <c>data</c> in a response. Default 32 MiB.</summary>
    public int ResponseBytes { get; set; } = 32 * 1024 * 1024;
}

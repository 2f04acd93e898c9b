namespace TechGraph.Schema.Paths;

/// <summary>A query that cannot be answered as it is put; the message is one sentence for the one who asked.</summary>
public sealed class QueryException : Exception
{
    /// <summary>With a code and a sentence.</summary>
    public QueryException(string code, string message)
        : base(message) => Code = code;

    /// <summary><c>NOT_FOUND</c>, <c>BAD_QUERY</c> or <c>UNDATED</c>.</summary>
    public string Code { get; }
}

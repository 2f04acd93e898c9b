namespace TechGraph.Schema.Paths;

/// <summary>A query that cannot be answered as it is put; the message is one sentence for the one who asked.</summary>
public sealed class QueryException : Exception
{
    /// <summary>With a code and a sentence.</summary>
    public QueryException(string code, string message)
        : base(message) => Code = code;

    /// <summary><c>NOT_FOUND</c>, <c>BAD_QUERY</c> or <c>UNDATED</c>.</summary>
    public string Code { get; }

    /// <summary>Refuses a query that names what is not in the graph; every id is looked up before any is refused.</summary>
    internal static void RefuseMissing<T>(string what, IEnumerable<T> ids, Func<T, bool> isThere)
    {
        var missing = ids.Where(id => !isThere(id)).ToList();
        if (missing.Count > 0)
        {
            throw new QueryException("NOT_FOUND", $"There is no {what} \"{missing[0]}\".");
        }
    }
}

using TechGraph.Core.Parsing;

namespace TechGraph.Core.Paths;

/// <summary>A query that cannot be answered. The message is one sentence for the user.</summary>
public sealed class QueryException : Exception
{
    /// <summary>Takes a code and a sentence.</summary>
    public QueryException(string code, string message)
        : base(SafeText.Message(message)) => Code = code;

    /// <summary><c>NOT_FOUND</c>, <c>BAD_QUERY</c> or <c>UNDATED</c>.</summary>
    public string Code { get; }

    /// <summary>Refuses a query that names something that is not in the graph. Every id is looked up before the first one is refused.</summary>
    internal static void RefuseMissing<T>(string what, IEnumerable<T> ids, Func<T, bool> isThere)
    {
        var missing = ids.Where(id => !isThere(id)).ToList();
        if (missing.Count > 0)
        {
            throw new QueryException("NOT_FOUND", $"There is no {what} \"{missing[0]}\".");
        }
    }
}

using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;

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

    /// <summary>Refuses kinds that the vocabulary does not have, or that are not of a family.</summary>
    /// <param name="terms">The vocabulary.</param>
    /// <param name="kinds">Kinds as files spell them.</param>
    /// <param name="family">The family that all kinds must have.</param>
    /// <param name="rule">What the query does with that family, such as "only deals are hops".</param>
    internal static void RefuseKinds(Terms terms, IEnumerable<string> kinds, EventFamily family, string rule)
    {
        foreach (var kind in kinds)
        {
            if (!terms.Events.TryGetValue(kind, out var known))
            {
                var close = SpellingSuggestion.Hint(kind, terms.Events.Values.Where(each => each.Family == family).Select(each => each.Name));
                throw new QueryException("NOT_FOUND", $"There is no kind of {Noun(family)} \"{kind}\".{close}");
            }

            if (known.Family != family)
            {
                throw new QueryException("BAD_QUERY", $"\"{kind}\" is {(known.Family == EventFamily.Act ? "an" : "a")} {Noun(known.Family)}; {rule}.");
            }
        }
    }

    private static string Noun(EventFamily family) => family == EventFamily.Deal ? "deal" : "act";
}

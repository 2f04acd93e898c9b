namespace TechGraph.Core.Graph;

/// <summary>What is wrong with a store that still answers reads.</summary>
/// <param name="Code">A code of docs/problems.md, such as <c>STORE_OLDER</c>.</param>
/// <param name="Message">A sentence for people: what is wrong, and what to do.</param>
public sealed record StoreProblem(string Code, string Message)
{
    /// <summary>The exception with which a write is refused.</summary>
    public StoreException ToException() => new(Code, Message);
}

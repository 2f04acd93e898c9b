namespace TechGraph.Api.Paging;

/// <summary>The first items of a list that has no pages, with the number of all items.</summary>
/// <param name="All">The complete list, in order.</param>
/// <param name="First">Maximum number of items to return, at least 1.</param>
internal sealed record ListHead<T>(IReadOnlyList<T> All, int First)
{
    /// <summary>Number of all items.</summary>
    public int Total => All.Count;

    /// <summary>Whether <see cref="Items"/> has all items.</summary>
    public bool IsComplete => All.Count <= First;

    /// <summary>The first items.</summary>
    public IEnumerable<T> Items => All.Take(First);
}

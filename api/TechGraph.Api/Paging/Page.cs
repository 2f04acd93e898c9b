namespace TechGraph.Api.Paging;

/// <summary>A page of a list.</summary>
/// <param name="Edges">The items with their cursors.</param>
/// <param name="HasNext">Whether there are items after it.</param>
/// <param name="HasPrevious">Whether there are items before it.</param>
/// <param name="Total">Number of items over all pages.</param>
internal sealed record Page<T>(IReadOnlyList<Edge<T>> Edges, bool HasNext, bool HasPrevious, int Total)
{
    public IEnumerable<T> Nodes => Edges.Select(edge => edge.Node);

    /// <summary>The same page with each item replaced.</summary>
    public Page<TOther> Select<TOther>(Func<T, TOther> other) =>
        new([.. Edges.Select(edge => new Edge<TOther>(edge.Cursor, other(edge.Node)))], HasNext, HasPrevious, Total);

    public PageInfo Info => new(HasNext, HasPrevious, Edges.Count > 0 ? Edges[0].Cursor : null, Edges.Count > 0 ? Edges[^1].Cursor : null);
}

/// <summary>An item and its cursor.</summary>
internal sealed record Edge<T>(string Cursor, T Node);

/// <summary>The position of a page in its list.</summary>
internal sealed record PageInfo(bool HasNext, bool HasPrevious, string? Start, string? End);

/// <summary>Creates pages.</summary>
internal static class Page
{
    public const int DefaultSize = 20;
    public const int MaxSize = 100;

    /// <summary>The page of a list after a cursor.</summary>
    /// <param name="items">The complete list, in order.</param>
    /// <param name="key">An item's key, unique in the list.</param>
    /// <param name="scope">The filter and order of the query; a cursor of another query is refused.</param>
    /// <param name="first">Maximum number of items.</param>
    /// <param name="after">A cursor; null: from the start.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> items, Func<T, string> key, string scope, int first, string? after)
    {
        var start = 0;
        if (after is not null)
        {
            var last = Cursor.Read(after, scope);
            while (start < items.Count && key(items[start]) != last)
            {
                start++;
            }

            start = start < items.Count ? start + 1 : throw Cursor.Invalid();
        }

        var edges = items.Skip(start).Take(first).Select(item => new Edge<T>(Cursor.Write(key(item), scope), item)).ToList();
        return new Page<T>(edges, start + edges.Count < items.Count, start > 0, items.Count);
    }
}

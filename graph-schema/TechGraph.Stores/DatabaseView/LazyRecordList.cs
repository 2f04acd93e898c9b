using System.Collections;

namespace TechGraph.Stores.DatabaseView;

/// <summary>All records of a kind. The server counts them; they are read when the list is enumerated.</summary>
internal sealed class LazyRecordList<T>(Func<int> count, Func<IReadOnlyList<T>> read) : IReadOnlyList<T>
{
    private readonly Lazy<int> _count = new(count);
    private readonly Lazy<IReadOnlyList<T>> _read = new(read);

    public int Count => _count.Value;

    public T this[int index] => _read.Value[index];

    public IEnumerator<T> GetEnumerator() => _read.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TechGraph.GraphQL.Types;

/// <summary>A coerced input object: an absent field has no entry, a null field has the entry null.</summary>
/// <remarks>Specification, section 3.10. Entries are in the order of the type's fields.</remarks>
#pragma warning disable CA1710 // "Input object" is the specification's term.
public sealed class InputObject : IReadOnlyDictionary<string, object?>
#pragma warning restore CA1710
{
    private readonly KeyValuePair<string, object?>[] _entries;

    internal InputObject(KeyValuePair<string, object?>[] entries) => _entries = entries;

    internal static InputObject Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Select(e => e.Key);

    /// <inheritdoc/>
    public IEnumerable<object?> Values => _entries.Select(e => e.Value);

    /// <inheritdoc/>
    public object? this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The input has no field \"{key}\".");

    /// <summary>Returns the coerced value of a field; null (or the default of <typeparamref name="T"/>) if it is absent or null.</summary>
    /// <typeparam name="T">The same CLR types as for arguments of resolvers.</typeparam>
    /// <exception cref="InvalidOperationException">The value cannot be read as <typeparamref name="T"/>.</exception>
    public T Arg<T>(string name) => TryGetValue(name, out var value) ? ClrValue.To<T>(value) : default!;

    /// <summary>Whether the field has a value; null is a value.</summary>
    public bool Has(string name) => ContainsKey(name);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        foreach (var entry in _entries)
        {
            if (entry.Key == key)
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, object?>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

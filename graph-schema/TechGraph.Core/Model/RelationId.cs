namespace TechGraph.Core.Model;

/// <summary>The global id of a relation. Compared by UTF-16 code unit.</summary>
public readonly record struct RelationId(string Value) : IComparable<RelationId>
{
    /// <inheritdoc/>
    public int CompareTo(RelationId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The id as text.</summary>
    public override string ToString() => Value;

    /// <summary>Ordinal order.</summary>
    public static bool operator <(RelationId left, RelationId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(RelationId left, RelationId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(RelationId left, RelationId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(RelationId left, RelationId right) => left.CompareTo(right) >= 0;
}

namespace TechGraph.Core.Model;

/// <summary>The global id of a dossier. Compared by UTF-16 code unit.</summary>
public readonly record struct DossierId(string Value) : IComparable<DossierId>
{
    /// <inheritdoc/>
    public int CompareTo(DossierId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The id as text.</summary>
    public override string ToString() => Value;

    /// <summary>Ordinal order.</summary>
    public static bool operator <(DossierId left, DossierId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(DossierId left, DossierId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(DossierId left, DossierId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(DossierId left, DossierId right) => left.CompareTo(right) >= 0;
}

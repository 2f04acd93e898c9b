using System.Collections.Frozen;

namespace TechGraph.GraphQL.Types;

/// <summary>A scalar. Specification, section 3.5.</summary>
internal sealed class ScalarType : NamedType
{
    public string? SpecifiedBy { get; init; }

    /// <summary>Null until the resolver map sets it.</summary>
    public ScalarCodec? Codec { get; set; }
}

/// <summary>A type with selections: object, interface or union.</summary>
internal abstract class CompositeType : NamedType
{
    private static readonly FrozenDictionary<string, Field> NoFields = FrozenDictionary<string, Field>.Empty;

    /// <summary>Fields in source order; empty for a union.</summary>
    public IReadOnlyList<Field> Fields { get; private set; } = [];

    public FrozenDictionary<string, Field> FieldsByName { get; private set; } = NoFields;

    /// <summary>Object types that a value can have at run time, in source order; for an object type only itself.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes { get; set; } = [];

    private FrozenSet<ObjectType> PossibleSet => field ??= PossibleTypes.ToFrozenSet();

    public bool CanBe(ObjectType type) => ReferenceEquals(this, type) || PossibleSet.Contains(type);

    /// <summary>Whether an object type is a possible type of both.</summary>
    public bool Overlaps(CompositeType other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        foreach (var type in PossibleTypes)
        {
            if (other.CanBe(type))
            {
                return true;
            }
        }

        return false;
    }

    internal void SetFields(IReadOnlyList<Field> fields)
    {
        Fields = fields;
        FieldsByName = fields.DistinctBy(f => f.Name).ToFrozenDictionary(f => f.Name);
    }
}

/// <summary>An object type or an interface: it has fields and implements interfaces.</summary>
internal abstract class FieldsType : CompositeType
{
    public IReadOnlyList<InterfaceType> Interfaces { get; set; } = [];
}

/// <summary>An object type. Specification, section 3.6.</summary>
internal sealed class ObjectType : FieldsType;

/// <summary>An interface. Specification, section 3.7.</summary>
internal sealed class InterfaceType : FieldsType;

/// <summary>A union. Specification, section 3.8.</summary>
internal sealed class UnionType : CompositeType;

/// <summary>An enum. Specification, section 3.9.</summary>
internal sealed class EnumType : NamedType
{
    public required IReadOnlyList<EnumValue> Values { get; init; }

    private FrozenDictionary<string, EnumValue> ByName =>
        field ??= Values.DistinctBy(v => v.Name).ToFrozenDictionary(v => v.Name);

    public bool TryGet(string name, out EnumValue? value) => ByName.TryGetValue(name, out value);
}

/// <summary>An input object. Specification, section 3.10.</summary>
internal sealed class InputObjectType : NamedType
{
    public IReadOnlyList<InputValue> Fields { get; private set; } = [];

    public FrozenDictionary<string, InputValue> FieldsByName { get; private set; } = FrozenDictionary<string, InputValue>.Empty;

    /// <summary>Whether exactly one field is required. Specification, section 3.10.1.</summary>
    public bool IsOneOf { get; init; }

    internal void SetFields(IReadOnlyList<InputValue> fields)
    {
        Fields = fields;
        FieldsByName = fields.DistinctBy(f => f.Name).ToFrozenDictionary(f => f.Name);
    }
}

using System.Text;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>A field, an input value or an enum value.</summary>
internal abstract class Member
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    /// <summary>Null if the member is not deprecated.</summary>
    public string? DeprecationReason { get; init; }

    public DefinitionLocation? Location { get; init; }

    public bool IsDeprecated => DeprecationReason is not null;
}

/// <summary>A field of an object or interface. Specification, section 3.6.</summary>
internal sealed class Field : Member
{
    public required GraphType Type { get; init; }

    public IReadOnlyList<InputValue> Arguments { get; init; } = [];

    /// <summary>Cost by the field's directives.</summary>
    public FieldCost Cost => field ??= FieldCost.Of(Directives);

    public InputValue? Argument(string name) => InputValue.Find(Arguments, name);
}

/// <summary>An argument or an input field.</summary>
internal sealed class InputValue : Member
{
    public required GraphType Type { get; init; }

    /// <summary>Default value as written; null if there is none. The literal null is a <see cref="NullValueNode"/>.</summary>
    public ValueNode? Default { get; init; }

    /// <summary>Coerced default value, set after the schema was validated.</summary>
    public object? DefaultValue { get; set; }

    public bool IsRequired => Type.IsNonNull && Default is null;

    /// <summary>Returns the input value with a name; null if there is none. Arguments are few, so a linear search is fast enough.</summary>
    public static InputValue? Find(IReadOnlyList<InputValue> all, string name)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Name == name)
            {
                return all[i];
            }
        }

        return null;
    }
}

/// <summary>An enum value. Specification, section 3.9.</summary>
internal sealed class EnumValue : Member
{
    /// <summary>The value in a response: its name in quotes, as UTF-8.</summary>
    public byte[] Quoted => field ??= Encoding.UTF8.GetBytes($"\"{Name}\"");
}

/// <summary>A directive. Specification, section 3.13.</summary>
internal sealed class Directive
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<InputValue> Arguments { get; init; } = [];

    public bool IsRepeatable { get; init; }

    public required IReadOnlyList<DirectiveLocation> Locations { get; init; }

    public DefinitionLocation? Location { get; init; }

    public InputValue? Argument(string name) => InputValue.Find(Arguments, name);
}

using System.Text;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>What has a name inside a type.</summary>
internal abstract class Member
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    /// <summary>Null unless deprecated.</summary>
    public string? DeprecationReason { get; init; }

    public DefinitionLocation? Location { get; init; }

    public bool IsDeprecated => DeprecationReason is not null;
}

/// <summary>A field of an object or interface. Specification, section 3.6.</summary>
internal sealed class Field : Member
{
    public required GraphType Type { get; init; }

    public IReadOnlyList<InputValue> Arguments { get; init; } = [];

    /// <summary>What directives say that it costs.</summary>
    public FieldCost Cost => field ??= FieldCost.Of(Directives);

    public InputValue? Argument(string name) => InputValue.Find(Arguments, name);
}

/// <summary>An argument or an input field.</summary>
internal sealed class InputValue : Member
{
    public required GraphType Type { get; init; }

    /// <summary>The default as written; null where there is none, which is not the literal null.</summary>
    public ValueNode? Default { get; init; }

    /// <summary>The coerced default; set once the schema is known to be valid.</summary>
    public object? DefaultValue { get; set; }

    public bool IsRequired => Type.IsNonNull && Default is null;

    /// <summary>The one of a name; null where there is none. Arguments are few, so looking through them is as fast as anything.</summary>
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
    /// <summary>The value as it stands in a response: its name in quotes, as UTF-8.</summary>
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

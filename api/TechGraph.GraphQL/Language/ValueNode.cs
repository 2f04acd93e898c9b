
namespace TechGraph.GraphQL.Language;

/// <summary>A value in a document. Specification, section 2.10 "Input Values".</summary>
public abstract class ValueNode
{
    private protected ValueNode()
    {
    }

    /// <summary>Byte offset in the source; 0 for a node that was not parsed.</summary>
    internal int Start { get; init; }

    /// <summary>The value in GraphQL syntax, on one line.</summary>
    public override string ToString() => Printer.Print(this);
}

/// <summary>A use of a variable: <c>$name</c>.</summary>
/// <param name="name">The name without the dollar sign.</param>
public sealed class VariableNode(string name) : ValueNode
{
    /// <summary>The name without the dollar sign.</summary>
    public string Name { get; } = name;
}

/// <summary>An integer literal.</summary>
/// <param name="text">The literal as written, such as <c>-12</c>.</param>
public sealed class IntValueNode(string text) : ValueNode
{
    /// <summary>The literal as written; any number of digits.</summary>
    public string Text { get; } = text;
}

/// <summary>A literal with a fraction or an exponent.</summary>
/// <param name="text">The literal as written, such as <c>1.5e3</c>.</param>
public sealed class FloatValueNode(string text) : ValueNode
{
    /// <summary>The literal as written.</summary>
    public string Text { get; } = text;
}

/// <summary>A string or block string literal.</summary>
/// <param name="value">The value: escapes resolved, common indent removed.</param>
/// <param name="isBlock">Whether it is written as a block string.</param>
public sealed class StringValueNode(string value, bool isBlock = false) : ValueNode
{
    /// <summary>The value: escapes resolved, common indent removed.</summary>
    public string Value { get; } = value;

    /// <summary>Whether it was written as a block string.</summary>
    public bool IsBlock { get; } = isBlock;
}

/// <summary>The literal <c>true</c> or <c>false</c>.</summary>
/// <param name="value">True or false.</param>
public sealed class BooleanValueNode(bool value) : ValueNode
{
    /// <summary>True or false.</summary>
    public bool Value { get; } = value;
}

/// <summary>The literal <c>null</c>.</summary>
public sealed class NullValueNode : ValueNode;

/// <summary>An enum value: a bare name.</summary>
/// <param name="name">The name.</param>
public sealed class EnumValueNode(string name) : ValueNode
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>A list literal.</summary>
/// <param name="items">The items in order; may be empty.</param>
public sealed class ListValueNode(IReadOnlyList<ValueNode> items) : ValueNode
{
    /// <summary>The items in order; may be empty.</summary>
    public IReadOnlyList<ValueNode> Items { get; } = items;
}

/// <summary>An input object literal.</summary>
/// <param name="fields">The fields in order; may be empty.</param>
public sealed class ObjectValueNode(IReadOnlyList<ObjectFieldNode> fields) : ValueNode
{
    /// <summary>The fields in order; may be empty.</summary>
    public IReadOnlyList<ObjectFieldNode> Fields { get; } = fields;
}

/// <summary>One field of an input object literal.</summary>
/// <param name="name">The field's name.</param>
/// <param name="value">The field's value.</param>
public sealed class ObjectFieldNode(string name, ValueNode value)
{
    /// <summary>The field's name.</summary>
    public string Name { get; } = name;

    /// <summary>The field's value.</summary>
    public ValueNode Value { get; } = value;

    /// <summary>Byte offset in the source.</summary>
    internal int Start { get; init; }
}

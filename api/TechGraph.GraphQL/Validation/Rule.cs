using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation;

/// <summary>One rule of the specification's chapter 5. All rules share one walk; a rule overrides what it needs to see.</summary>
/// <remarks>What the walk knows of types at each place stands in the context. One instance serves one document.</remarks>
internal abstract class Rule
{
    /// <summary>The specification's title of the rule without spaces; goes into <c>extensions.rule</c>.</summary>
    public string Name => GetType().Name;

    public virtual void EnterDocument(ValidationContext context)
    {
    }

    public virtual void LeaveDocument(ValidationContext context)
    {
    }

    /// <summary>A definition that no executor can run.</summary>
    public virtual void EnterTypeSystemDefinition(ValidationContext context, TypeSystemDefinitionNode definition)
    {
    }

    public virtual void EnterOperation(ValidationContext context, OperationNode operation)
    {
    }

    public virtual void EnterFragment(ValidationContext context, FragmentNode fragment)
    {
    }

    public virtual void EnterVariable(ValidationContext context, VariableDefinitionNode variable)
    {
    }

    public virtual void EnterField(ValidationContext context, FieldNode field)
    {
    }

    public virtual void EnterSpread(ValidationContext context, FragmentSpreadNode spread)
    {
    }

    public virtual void EnterInlineFragment(ValidationContext context, InlineFragmentNode fragment)
    {
    }

    /// <summary>All directives of one place together.</summary>
    public virtual void EnterDirectives(ValidationContext context, DirectiveNode[] directives, DirectiveLocation location)
    {
    }

    /// <summary>All arguments of one field or directive together; <paramref name="owner"/> is the field or directive.</summary>
    public virtual void EnterArguments(ValidationContext context, Node owner, ArgumentNode[] arguments)
    {
    }

    /// <summary>A value where one type is expected; the context's <see cref="ValidationContext.Input"/> is that place.</summary>
    public virtual void EnterValue(ValidationContext context, ValueNode value)
    {
    }
}

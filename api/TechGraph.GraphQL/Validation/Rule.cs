using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation;

/// <summary>
/// A validation rule of the specification's chapter 5. All rules share one walk over the document; a rule overrides the hooks it
/// needs.
/// </summary>
/// <remarks>The context has the types at the current node. An instance is used for one document.</remarks>
internal abstract class Rule
{
    /// <summary>Title of the rule in the specification without spaces; written to <c>extensions.rule</c>.</summary>
    public string Name => GetType().Name;

    public virtual void EnterDocument(ValidationContext context)
    {
    }

    public virtual void LeaveDocument(ValidationContext context)
    {
    }

    /// <summary>Visits a definition of the type system, which a request cannot contain.</summary>
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

    /// <summary>Visits all directives of one location together.</summary>
    public virtual void EnterDirectives(ValidationContext context, DirectiveNode[] directives, DirectiveLocation location)
    {
    }

    /// <summary>Visits all arguments of one field or directive together; <paramref name="owner"/> is the field or directive.</summary>
    public virtual void EnterArguments(ValidationContext context, Node owner, ArgumentNode[] arguments)
    {
    }

    /// <summary>Visits an input value; <see cref="ValidationContext.Input"/> is its location.</summary>
    public virtual void EnterValue(ValidationContext context, ValueNode value)
    {
    }
}

using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation;

/// <summary>Walks a document once for all rules, and sets the types of the context at each node.</summary>
/// <remarks>The parser's limit of nesting bounds the recursion.</remarks>
internal sealed class DocumentWalker(ValidationContext context, IReadOnlyList<Rule> rules)
{
    private readonly RulesByHook _byHook = new(rules);

    public void Walk()
    {
        foreach (var rule in rules)
        {
            rule.EnterDocument(context);
        }

        foreach (var definition in context.Document.Definitions)
        {
            if (context.IsFull)
            {
                return;
            }

            context.Definition = definition as ExecutableDefinitionNode;
            switch (definition)
            {
                case OperationNode operation:
                    Walk(operation);
                    break;
                case FragmentNode fragment:
                    Walk(fragment);
                    break;
                case TypeSystemDefinitionNode other:
                    Walk(other);
                    break;
            }
        }

        foreach (var rule in rules)
        {
            rule.LeaveDocument(context);
        }
    }

    private void Walk(TypeSystemDefinitionNode definition)
    {
        foreach (var rule in rules)
        {
            rule.EnterTypeSystemDefinition(context, definition);
        }
    }

    private void Walk(OperationNode operation)
    {
        foreach (var rule in _byHook.EnterOperation)
        {
            rule.EnterOperation(context, operation);
        }

        foreach (var variable in operation.Variables)
        {
            foreach (var rule in _byHook.EnterVariable)
            {
                rule.EnterVariable(context, variable);
            }

            if (variable.DefaultValue is { } value)
            {
                Walk(value, new InputLocation(InputType(variable.Type)));
            }

            Walk(variable.Directives, DirectiveLocation.VariableDefinition);
        }

        Walk(operation.Directives, operation.Kind switch
        {
            OperationKind.Query => DirectiveLocation.Query,
            OperationKind.Mutation => DirectiveLocation.Mutation,
            _ => DirectiveLocation.Subscription,
        });
        Walk(operation.SelectionSet, context.Schema.Root(operation.Kind));
    }

    private GraphType? InputType(TypeNode node) => context.Schema.Resolve(node) is { IsInput: true } type ? type : null;

    private void Walk(FragmentNode fragment)
    {
        context.ParentType = context.Schema.Type(fragment.TypeCondition.Name) as CompositeType;
        foreach (var rule in _byHook.EnterFragment)
        {
            rule.EnterFragment(context, fragment);
        }

        Walk(fragment.Directives, DirectiveLocation.FragmentDefinition);
        Walk(fragment.SelectionSet, context.Schema.Type(fragment.TypeCondition.Name) as CompositeType);
    }

    private void Walk(SelectionSetNode set, CompositeType? parent)
    {
        foreach (var selection in set.Selections)
        {
            if (context.IsFull)
            {
                return;
            }

            context.ParentType = parent;
            switch (selection)
            {
                case FieldNode field:
                    Walk(field);
                    break;
                case FragmentSpreadNode spread:
                    Walk(spread);
                    break;
                case InlineFragmentNode inline:
                    Walk(inline, parent);
                    break;
            }
        }
    }

    private void Walk(FieldNode field)
    {
        var definition = context.ParentType is null ? null : context.Schema.FieldOf(context.ParentType, field.Name);
        context.Field = definition;
        foreach (var rule in _byHook.EnterField)
        {
            rule.EnterField(context, field);
        }

        WalkArguments(field, field.Arguments, definition?.Arguments);
        Walk(field.Directives, DirectiveLocation.Field);
        if (field.SelectionSet is not null)
        {
            Walk(field.SelectionSet, definition?.Type.Named as CompositeType);
        }
    }

    private void Walk(FragmentSpreadNode spread)
    {
        context.UsagesOf(context.Definition!).Spreads.Add(spread.Name);
        foreach (var rule in _byHook.EnterSpread)
        {
            rule.EnterSpread(context, spread);
        }

        Walk(spread.Directives, DirectiveLocation.FragmentSpread);
    }

    private void Walk(InlineFragmentNode inline, CompositeType? parent)
    {
        foreach (var rule in _byHook.EnterInlineFragment)
        {
            rule.EnterInlineFragment(context, inline);
        }

        Walk(inline.Directives, DirectiveLocation.InlineFragment);
        Walk(inline.SelectionSet, inline.TypeCondition is null ? parent : context.Schema.Type(inline.TypeCondition.Name) as CompositeType);
    }

    private void Walk(DirectiveNode[] directives, DirectiveLocation location)
    {
        if (directives.Length == 0)
        {
            return;
        }

        foreach (var rule in _byHook.EnterDirectives)
        {
            rule.EnterDirectives(context, directives, location);
        }

        foreach (var directive in directives)
        {
            context.Directive = context.Schema.Directive(directive.Name);
            WalkArguments(directive, directive.Arguments, context.Directive?.Arguments);
            context.Directive = null;
        }
    }

    private void WalkArguments(Node owner, ArgumentNode[] arguments, IReadOnlyList<InputValue>? definitions)
    {
        foreach (var rule in _byHook.EnterArguments)
        {
            rule.EnterArguments(context, owner, arguments);
        }

        foreach (var argument in arguments)
        {
            var definition = definitions?.FirstOrDefault(d => d.Name == argument.Name);
            Walk(argument.Value, new InputLocation(definition?.Type, definition?.Default is not null));
        }
    }

    private void Walk(ValueNode value, InputLocation location)
    {
        context.Input = location;
        if (value is VariableNode variable)
        {
            context.UsagesOf(context.Definition!).Variables.Add(new VariableUsage(variable, location));
        }

        foreach (var rule in _byHook.EnterValue)
        {
            rule.EnterValue(context, value);
        }

        switch (value)
        {
            case ListValueNode list:
                var item = new InputLocation((location.Type?.Nullable as ListType)?.Inner);
                foreach (var each in list.Items)
                {
                    Walk(each, item);
                }

                break;
            case ObjectValueNode given:
                var input = ObjectType(location.Type);
                foreach (var field in given.Fields)
                {
                    var definition = input?.FieldsByName.GetValueOrDefault(field.Name);
                    Walk(field.Value, new InputLocation(definition?.Type, definition?.Default is not null, input?.IsOneOf ?? false));
                }

                break;
        }
    }

    /// <summary>Returns the input object type of an object literal, which may also be coerced to a list of one.</summary>
    internal static InputObjectType? ObjectType(GraphType? type)
    {
        while (type is not null and not NamedType)
        {
            type = type is ListType list ? list.Inner : type.Nullable;
        }

        return type as InputObjectType;
    }
}

using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation;

/// <summary>Walks a document once for all rules, and keeps the context's types in step.</summary>
/// <remarks>It recurses as deep as the parser let the document nest.</remarks>
internal sealed class DocumentWalker(ValidationContext context, IReadOnlyList<Rule> rules)
{
    private readonly RulesByHook _at = new(rules);

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
        foreach (var rule in _at.EnterOperation)
        {
            rule.EnterOperation(context, operation);
        }

        foreach (var variable in operation.Variables)
        {
            foreach (var rule in _at.EnterVariable)
            {
                rule.EnterVariable(context, variable);
            }

            if (variable.DefaultValue is { } value)
            {
                Walk(value, new InputPlace(InputType(variable.Type)));
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
        context.Parent = context.Schema.Type(fragment.TypeCondition.Name) as CompositeType;
        foreach (var rule in _at.EnterFragment)
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

            context.Parent = parent;
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
        var definition = context.Parent is null ? null : context.Schema.FieldOf(context.Parent, field.Name);
        context.Field = definition;
        foreach (var rule in _at.EnterField)
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
        context.UsesOf(context.Definition!).Spreads.Add(spread.Name);
        foreach (var rule in _at.EnterSpread)
        {
            rule.EnterSpread(context, spread);
        }

        Walk(spread.Directives, DirectiveLocation.FragmentSpread);
    }

    private void Walk(InlineFragmentNode inline, CompositeType? parent)
    {
        foreach (var rule in _at.EnterInlineFragment)
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

        foreach (var rule in _at.EnterDirectives)
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
        foreach (var rule in _at.EnterArguments)
        {
            rule.EnterArguments(context, owner, arguments);
        }

        foreach (var argument in arguments)
        {
            var definition = definitions?.FirstOrDefault(d => d.Name == argument.Name);
            Walk(argument.Value, new InputPlace(definition?.Type, definition?.Default is not null));
        }
    }

    private void Walk(ValueNode value, InputPlace place)
    {
        context.Input = place;
        if (value is VariableNode variable)
        {
            context.UsesOf(context.Definition!).Variables.Add(new VariableUse(variable, place));
        }

        foreach (var rule in _at.EnterValue)
        {
            rule.EnterValue(context, value);
        }

        switch (value)
        {
            case ListValueNode list:
                var item = new InputPlace((place.Type?.Nullable as ListType)?.Inner);
                foreach (var each in list.Items)
                {
                    Walk(each, item);
                }

                break;
            case ObjectValueNode given:
                var input = ObjectType(place.Type);
                foreach (var field in given.Fields)
                {
                    var definition = input?.FieldsByName.GetValueOrDefault(field.Name);
                    Walk(field.Value, new InputPlace(definition?.Type, definition?.Default is not null, input?.IsOneOf ?? false));
                }

                break;
        }
    }

    /// <summary>The input object that a literal means: one object may stand for a list of one.</summary>
    internal static InputObjectType? ObjectType(GraphType? type)
    {
        while (type is not null and not NamedType)
        {
            type = type is ListType list ? list.Inner : type.Nullable;
        }

        return type as InputObjectType;
    }
}

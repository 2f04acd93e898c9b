using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation;

/// <summary>Checks limits on a document as written, before any rule runs.</summary>
internal sealed class DocumentLimitCheck
{
    private readonly LimitOptions _limits;
    private int _fields;
    private int _aliases;
    private int _directives;
    private GraphQLError? _error;

    private DocumentLimitCheck(LimitOptions limits) => _limits = limits;

    /// <summary>Returns an error for the first limit that the document exceeds; null if it exceeds none.</summary>
    public static GraphQLError? Find(Document document, ValidationOptions options)
    {
        var check = new DocumentLimitCheck(options.Limits);
        var operations = 0;
        foreach (var definition in document.Definitions)
        {
            if (definition is OperationNode operation)
            {
                check.CheckLimit("operations", ++operations, options.Limits.Operations, "The document has too many operations.");
                foreach (var variable in operation.Variables)
                {
                    check.Count(variable.Directives);
                    check.Count(variable.DefaultValue);
                }
            }

            check.Count(definition.Directives);
            check.Count((definition as ExecutableDefinitionNode)?.SelectionSet);
            if (check._error is not null)
            {
                return check._error;
            }
        }

        return OperationLimitCheck.Find(document, options);
    }

    private void Count(SelectionSetNode? set)
    {
        if (set is null || _error is not null)
        {
            return;
        }

        foreach (var selection in set.Selections)
        {
            Count(selection.Directives);
            switch (selection)
            {
                case FieldNode field:
                    CheckLimit("fields", ++_fields, _limits.Fields, "The document selects too many fields.");
                    if (field.Alias is not null && field.Name != "__typename")
                    {
                        CheckLimit("aliases", ++_aliases, _limits.Aliases, "The document has too many aliases.");
                    }

                    Count(field.Arguments);
                    Count(field.SelectionSet);
                    break;
                case InlineFragmentNode inline:
                    Count(inline.SelectionSet);
                    break;
            }
        }
    }

    private void Count(DirectiveNode[] directives)
    {
        _directives += directives.Length;
        CheckLimit("directivesPerPlace", directives.Length, _limits.DirectivesPerPlace, "Too many directives are used at one location.");
        CheckLimit("directives", _directives, _limits.Directives, "The document has too many directives.");
        foreach (var directive in directives)
        {
            Count(directive.Arguments);
        }
    }

    private void Count(ArgumentNode[] arguments)
    {
        foreach (var argument in arguments)
        {
            Count(argument.Value);
        }
    }

    private void Count(ValueNode? value)
    {
        if (value is ListValueNode list)
        {
            CheckLimit("listItems", list.Items.Count, _limits.ListItems, "A list has too many items.");
            foreach (var item in list.Items)
            {
                Count(item);
            }
        }
        else if (value is ObjectValueNode given)
        {
            foreach (var field in given.Fields)
            {
                Count(field.Value);
            }
        }
    }

    private void CheckLimit(string limit, int count, int max, string message)
    {
        if (count > max)
        {
            _error ??= LimitError.Create(limit, max, message);
        }
    }
}

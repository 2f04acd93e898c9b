using System.Globalization;
using System.Text;

namespace TechGraph.GraphQL.Language;

/// <summary>Prints syntax trees as text that parses to the same tree. Specification, section 2.</summary>
internal static class Printer
{
    public static string Print(Document document)
    {
        var text = new StringBuilder();
        foreach (var definition in document.Definitions)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            Definition(text, (ExecutableDefinitionNode)definition);
            text.Append('\n');
        }

        return text.ToString();
    }

    public static string Print(ValueNode value)
    {
        var text = new StringBuilder();
        Value(text, value);
        return text.ToString();
    }

    public static string Print(TypeNode type) => type switch
    {
        ListTypeNode list => $"[{Print(list.Inner)}]",
        NonNullTypeNode nonNull => Print(nonNull.Inner) + "!",
        _ => ((NamedTypeNode)type).Name,
    };

    /// <summary>Writes a description and a line feed; writes nothing if it is null.</summary>
    public static void Description(StringBuilder text, string? description, string indent)
    {
        if (description is null)
        {
            return;
        }

        text.Append(indent);
        if (BlockString.CanRepresent(description))
        {
            BlockString.Print(text, description, indent);
        }
        else
        {
            Quoted(text, description);
        }

        text.Append('\n');
    }

    public static void Directives(StringBuilder text, DirectiveNode[] directives)
    {
        foreach (var directive in directives)
        {
            text.Append(" @").Append(directive.Name);
            Arguments(text, directive.Arguments);
        }
    }

    public static void Value(StringBuilder text, ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable: text.Append('$').Append(variable.Name); break;
            case IntValueNode number: text.Append(number.Text); break;
            case FloatValueNode number: text.Append(number.Text); break;
            case StringValueNode quoted: Quoted(text, quoted.Value); break;
            case BooleanValueNode truth: text.Append(truth.Value ? "true" : "false"); break;
            case NullValueNode: text.Append("null"); break;
            case EnumValueNode name: text.Append(name.Name); break;
            case ListValueNode list:
                text.Append('[');
                for (var i = 0; i < list.Items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    Value(text, list.Items[i]);
                }

                text.Append(']');
                break;
            case ObjectValueNode obj:
                text.Append('{');
                for (var i = 0; i < obj.Fields.Count; i++)
                {
                    text.Append(i == 0 ? " " : ", ").Append(obj.Fields[i].Name).Append(": ");
                    Value(text, obj.Fields[i].Value);
                }

                text.Append(obj.Fields.Count == 0 ? "}" : " }");
                break;
        }
    }

    private static void Definition(StringBuilder text, ExecutableDefinitionNode definition)
    {
        Description(text, definition.Description, "");
        if (definition is FragmentNode fragment)
        {
            text.Append("fragment ").Append(fragment.Name).Append(" on ").Append(fragment.TypeCondition.Name);
        }
        else
        {
            Operation(text, (OperationNode)definition);
        }

        Directives(text, definition.Directives);
        text.Append(text.Length == 0 || text[^1] == '\n' ? "" : " ");
        SelectionSet(text, definition.SelectionSet, 0);
    }

    private static void Operation(StringBuilder text, OperationNode operation)
    {
        var isShorthand = operation is { Kind: OperationKind.Query, Name: null, Variables.Length: 0, Directives.Length: 0, Description: null };
        if (isShorthand)
        {
            return;
        }

        text.Append(operation.Kind switch
        {
            OperationKind.Query => "query",
            OperationKind.Mutation => "mutation",
            _ => "subscription",
        });
        text.Append(operation.Name is null ? "" : " ").Append(operation.Name);
        if (operation.Variables.Length == 0)
        {
            return;
        }

        text.Append('(');
        for (var i = 0; i < operation.Variables.Length; i++)
        {
            var variable = operation.Variables[i];
            text.Append(i == 0 ? "" : ", ");
            if (variable.Description is not null)
            {
                Quoted(text, variable.Description);
                text.Append(' ');
            }

            text.Append('$').Append(variable.Name).Append(": ").Append(Print(variable.Type));
            if (variable.DefaultValue is not null)
            {
                text.Append(" = ");
                Value(text, variable.DefaultValue);
            }

            Directives(text, variable.Directives);
        }

        text.Append(')');
    }

    private static void SelectionSet(StringBuilder text, SelectionSetNode set, int depth)
    {
        text.Append("{\n");
        foreach (var selection in set.Selections)
        {
            text.Append(' ', (depth + 1) * 2);
            Selection(text, selection, depth + 1);
            text.Append('\n');
        }

        text.Append(' ', depth * 2).Append('}');
    }

    private static void Selection(StringBuilder text, SelectionNode selection, int depth)
    {
        switch (selection)
        {
            case FieldNode field:
                text.Append(field.Alias).Append(field.Alias is null ? "" : ": ").Append(field.Name);
                Arguments(text, field.Arguments);
                Directives(text, field.Directives);
                if (field.SelectionSet is not null)
                {
                    text.Append(' ');
                    SelectionSet(text, field.SelectionSet, depth);
                }

                break;
            case FragmentSpreadNode spread:
                text.Append("...").Append(spread.Name);
                Directives(text, spread.Directives);
                break;
            case InlineFragmentNode inline:
                text.Append("...").Append(inline.TypeCondition is null ? "" : " on ").Append(inline.TypeCondition?.Name);
                Directives(text, inline.Directives);
                text.Append(' ');
                SelectionSet(text, inline.SelectionSet, depth);
                break;
        }
    }

    private static void Arguments(StringBuilder text, ArgumentNode[] arguments)
    {
        if (arguments.Length == 0)
        {
            return;
        }

        text.Append('(');
        for (var i = 0; i < arguments.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(arguments[i].Name).Append(": ");
            Value(text, arguments[i].Value);
        }

        text.Append(')');
    }

    private static void Quoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ' or '\x7F': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"); break;
                default: text.Append(c); break;
            }
        }

        text.Append('"');
    }
}

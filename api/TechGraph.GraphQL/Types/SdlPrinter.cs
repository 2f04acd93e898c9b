using System.Text;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>
/// Prints a schema as SDL in source order, without built-in definitions. Building the printed text and printing it again gives
/// the same text.
/// </summary>
internal static class SdlPrinter
{
    public static string Print(Schema schema)
    {
        var blocks = new List<string>();
        if (NeedsSchema(schema))
        {
            var text = new StringBuilder();
            Describe(text, schema.Description, "");
            text.Append("schema").Append(Directives(schema.SchemaDirectives)).Append(" {\n");
            foreach (var (kind, type) in new[] { ("query", schema.Query), ("mutation", schema.Mutation), ("subscription", schema.Subscription) })
            {
                if (type is not null)
                {
                    text.Append("  ").Append(kind).Append(": ").Append(type.Name).Append('\n');
                }
            }

            blocks.Add(text.Append('}').ToString());
        }

        string[] builtIn = ["include", "skip", "deprecated", "specifiedBy", "oneOf"];
        blocks.AddRange(schema.Directives.Where(d => !builtIn.Contains(d.Name)).Select(PrintDirective));
        blocks.AddRange(schema.Types.Where(t => !t.IsIntrospection && BuiltInCodecs.Find(t.Name) is null).Select(PrintType));
        return string.Join("\n\n", blocks) + "\n";
    }

    private static bool NeedsSchema(Schema schema) => schema.Description is not null || schema.SchemaDirectives.Count > 0
        || schema.Query?.Name != "Query" || schema.Mutation?.Name is not (null or "Mutation") || schema.Subscription?.Name is not (null or "Subscription");

    private static string PrintDirective(Directive directive)
    {
        var text = new StringBuilder();
        Describe(text, directive.Description, "");
        text.Append("directive @").Append(directive.Name);
        Arguments(text, directive.Arguments, "");
        return text.Append(directive.IsRepeatable ? " repeatable" : "").Append(" on ").AppendJoin(" | ", directive.Locations.Select(DirectiveLocations.Name)).ToString();
    }

    private static string PrintType(NamedType type)
    {
        var text = new StringBuilder();
        Describe(text, type.Description, "");
        var directives = Directives(type.Directives);
        switch (type)
        {
            case ScalarType:
                text.Append("scalar ").Append(type.Name).Append(directives);
                break;
            case UnionType union:
                text.Append("union ").Append(type.Name).Append(directives).Append(" = ").AppendJoin(" | ", union.PossibleTypes.Select(t => t.Name));
                break;
            case EnumType enumeration:
                text.Append("enum ").Append(type.Name).Append(directives).Append(" {\n");
                foreach (var value in enumeration.Values)
                {
                    Describe(text, value.Description, "  ");
                    text.Append("  ").Append(value.Name).Append(Directives(value.Directives)).Append('\n');
                }

                text.Append('}');
                break;
            case InputObjectType input:
                text.Append("input ").Append(type.Name).Append(directives).Append(" {\n");
                foreach (var field in input.Fields)
                {
                    Describe(text, field.Description, "  ");
                    text.Append("  ").Append(Input(field)).Append('\n');
                }

                text.Append('}');
                break;
            case FieldsType fields:
                text.Append(type is InterfaceType ? "interface " : "type ").Append(type.Name);
                if (fields.Interfaces.Count > 0)
                {
                    text.Append(" implements ").AppendJoin(" & ", fields.Interfaces.Select(i => i.Name));
                }

                text.Append(directives).Append(" {\n");
                foreach (var field in fields.Fields)
                {
                    Describe(text, field.Description, "  ");
                    text.Append("  ").Append(field.Name);
                    Arguments(text, field.Arguments, "  ");
                    text.Append(": ").Append(field.Type).Append(Directives(field.Directives)).Append('\n');
                }

                text.Append('}');
                break;
        }

        return text.ToString();
    }

    private static void Arguments(StringBuilder text, IReadOnlyList<InputValue> arguments, string indent)
    {
        if (arguments.Count == 0)
        {
            return;
        }

        if (arguments.All(a => a.Description is null))
        {
            text.Append('(').AppendJoin(", ", arguments.Select(Input)).Append(')');
            return;
        }

        text.Append("(\n");
        foreach (var argument in arguments)
        {
            Describe(text, argument.Description, indent + "  ");
            text.Append(indent).Append("  ").Append(Input(argument)).Append('\n');
        }

        text.Append(indent).Append(')');
    }

    private static string Input(InputValue input) =>
        $"{input.Name}: {input.Type}{(input.Default is null ? "" : $" = {Printer.Print(input.Default)}")}{Directives(input.Directives)}";

    private static string Directives(IReadOnlyList<DirectiveNode> directives) => string.Concat(directives.Select(d =>
        $" @{d.Name}{(d.Arguments.Length == 0 ? "" : $"({string.Join(", ", d.Arguments.Select(a => $"{a.Name}: {Printer.Print(a.Value)}"))})")}"));

    private static void Describe(StringBuilder text, string? description, string indent)
    {
        if (description is not null)
        {
            text.Append(indent).Append(Printer.Print(new StringValueNode(description))).Append('\n');
        }
    }
}

using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each literal has the type that is expected at its location. Specification, section 5.6.1.</summary>
internal sealed class ValuesOfCorrectType : Rule
{
    public override void EnterValue(ValidationContext context, ValueNode value)
    {
        if (context.Input.Type is not { } type || value is VariableNode)
        {
            return;
        }

        if (value is NullValueNode)
        {
            if (type.IsNonNull)
            {
                context.Report(this, $"A value of type \"{type}\" cannot be null.", value.Start);
            }

            return;
        }

        // A single value may be coerced to a list, so any literal but a list is checked against the innermost type.
        if (value is ListValueNode && type.Nullable is ListType)
        {
            return;
        }

        if (Problem(context, type.Named, value) is { } problem)
        {
            context.Report(this, problem, value.Start);
        }
    }

    private static string? Problem(ValidationContext context, NamedType type, ValueNode value)
    {
        switch (type)
        {
            case InputObjectType input:
                return value is ObjectValueNode given ? OneOf(input, given) : $"\"{input}\" takes an input object: {{ … }}.";
            case EnumType enumeration:
                return value is EnumValueNode name
                    ? enumeration.TryGet(name.Name, out _) ? null
                        : $"\"{enumeration}\" has no value \"{name.Name}\".{context.Suggestion(name.Name, enumeration.Values.Select(v => v.Name))}"
                    : $"\"{enumeration}\" takes one of its names, without quotes.";
            case ScalarType { Codec: { } } when LiteralCoercion.ContainsVariable(value):
                return null;
            case ScalarType { Codec: { } codec }:
                return Refusal(codec, value);
            default:
                return null;
        }
    }

    private static string? OneOf(InputObjectType type, ObjectValueNode given) =>
        !type.IsOneOf || given.Fields is [{ Value: not NullValueNode }] ? null : $"\"{type}\" takes exactly one field, and not null.";

    private static string? Refusal(ScalarCodec codec, ValueNode value)
    {
        try
        {
            codec.FromLiteral(value);
            return null;
        }
        catch (Exception wrong) when (wrong is FormatException or GraphQLError)
        {
            return wrong.Message;
        }
    }
}

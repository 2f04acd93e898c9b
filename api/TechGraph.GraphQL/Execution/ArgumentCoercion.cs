using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>Coerces the arguments of a field, in the order of its definition. Specification, section 6.4.1.</summary>
/// <remarks>An absent argument without default is <see cref="LiteralCoercion.Absent"/>.</remarks>
internal static class ArgumentCoercion
{
    /// <summary>Returns the values if they contain no variable; null if they do, or if they cannot be coerced.</summary>
    public static object?[]? Constants(Field definition, FieldNode node)
    {
        if (node.Arguments.Any(a => LiteralCoercion.ContainsVariable(a.Value)))
        {
            return null;
        }

        try
        {
            return Coerce(definition, node, VariableValues.None);
        }
        catch (GraphQLError)
        {
            // The codec rejects a value that it accepted during validation. The field reports it each time it runs.
            return null;
        }
    }

    /// <summary>Returns the values for these variables.</summary>
    /// <exception cref="GraphQLError">An argument cannot be coerced to its type.</exception>
    public static object?[] Coerce(Field definition, FieldNode node, IReadOnlyDictionary<string, object?> variables)
    {
        if (definition.Arguments.Count == 0)
        {
            return [];
        }

        var values = new object?[definition.Arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Value(definition.Arguments[i], node, variables);
        }

        return values;
    }

    private static object? Value(InputValue argument, FieldNode node, IReadOnlyDictionary<string, object?> variables)
    {
        var given = node.Arguments.FirstOrDefault(a => a.Name == argument.Name)?.Value;
        var isAbsent = given is null || (given is VariableNode variable && !variables.ContainsKey(variable.Name));
        if (isAbsent)
        {
            return argument.Default is not null ? argument.DefaultValue
                : argument.Type.IsNonNull ? throw Wrong($"Argument \"{argument.Name}\" of type \"{argument.Type}\" has no value.")
                : LiteralCoercion.Absent;
        }

        var value = LiteralCoercion.Coerce(argument.Type, given!, variables, out var problem);
        return problem is null ? value : throw Wrong($"Argument \"{argument.Name}\": {problem}");
    }

    private static GraphQLError Wrong(string message) => new(message, ErrorCodes.BadUserInput);
}

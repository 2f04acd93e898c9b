using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>Coerces literals to input values. Specification, section 3.12 and the input coercion of each type.</summary>
/// <remarks><see cref="Absent"/> distinguishes a missing value from null. The parser's limit of nesting bounds the recursion.</remarks>
internal static class LiteralCoercion
{
    /// <summary>Result for a variable that has no value.</summary>
    public static readonly object Absent = new();

    /// <summary>Whether a literal contains a variable.</summary>
    public static bool ContainsVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Items.Any(ContainsVariable),
        ObjectValueNode given => given.Fields.Any(f => ContainsVariable(f.Value)),
        _ => false,
    };

    /// <summary>Whether a constant literal can be coerced to a type.</summary>
    public static bool Fits(GraphType type, ValueNode literal, out string why)
    {
        Coerce(type, literal, variables: null, out var problem);
        why = problem ?? "";
        return problem is null;
    }

    /// <summary>Coerces a literal.</summary>
    /// <param name="type">Expected type.</param>
    /// <param name="literal">The literal.</param>
    /// <param name="variables">Coerced values of variables; null if the literal must be constant.</param>
    /// <param name="problem">Why the literal cannot be coerced; null if it can.</param>
    public static object? Coerce(GraphType type, ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out string? problem)
    {
        problem = null;
        if (literal is VariableNode variable)
        {
            if (variables is null)
            {
                problem = "A variable is not allowed here.";
                return null;
            }

            if (!variables.TryGetValue(variable.Name, out var value))
            {
                problem = type.IsNonNull ? $"Variable \"${variable.Name}\" has no value." : null;
                return Absent;
            }

            problem = value is null && type.IsNonNull ? $"Variable \"${variable.Name}\" is null, but {type} does not accept null." : null;
            return value;
        }

        if (type is NonNullType nonNull)
        {
            if (literal is NullValueNode)
            {
                problem = $"{type} does not accept null.";
                return null;
            }

            return Coerce(nonNull.Inner, literal, variables, out problem);
        }

        if (literal is NullValueNode)
        {
            return null;
        }

        if (!type.IsInput)
        {
            // The schema validator reports the type itself; a default of such a type has no value.
            problem = $"{type} is not an input type.";
            return null;
        }

        return type switch
        {
            ListType list => CoerceList(list, literal, variables, out problem),
            InputObjectType input => CoerceObject(input, literal, variables, out problem),
            EnumType enumeration => CoerceEnum(enumeration, literal, out problem),
            ScalarType scalar => CoerceScalar(scalar, literal, variables, out problem),
            _ => throw new InvalidOperationException($"{type} is not an input type."),
        };
    }

    private static object?[] CoerceList(ListType list, ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out string? problem)
    {
        problem = null;
        if (literal is not ListValueNode items)
        {
            // A single value is coerced to a list of one item.
            return [Coerce(list.Inner, literal, variables, out problem)];
        }

        var values = new object?[items.Items.Count];
        for (var i = 0; i < values.Length && problem is null; i++)
        {
            var value = Coerce(list.Inner, items.Items[i], variables, out problem);
            values[i] = value == Absent ? null : value;
        }

        return values;
    }

    private static InputObject CoerceObject(InputObjectType type, ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out string? problem)
    {
        problem = null;
        if (literal is not ObjectValueNode given)
        {
            problem = $"{type} takes an input object.";
            return InputObject.Empty;
        }

        foreach (var field in given.Fields)
        {
            if (!type.FieldsByName.ContainsKey(field.Name))
            {
                problem = $"{type} has no field \"{field.Name}\".";
                return InputObject.Empty;
            }

            if (given.Fields.Count > 1 && given.Fields.Count(f => f.Name == field.Name) > 1)
            {
                problem = $"\"{field.Name}\" is given twice.";
                return InputObject.Empty;
            }
        }

        var entries = new List<KeyValuePair<string, object?>>(type.Fields.Count);
        foreach (var field in type.Fields)
        {
            var literalOfField = given.Fields.FirstOrDefault(f => f.Name == field.Name)?.Value;
            var value = literalOfField is null ? Absent : Coerce(field.Type, literalOfField, variables, out problem);
            if (problem is not null && !(value == Absent && field.Default is not null))
            {
                problem = $"\"{field.Name}\": {problem}";
                return InputObject.Empty;
            }

            problem = null;
            if (value != Absent)
            {
                entries.Add(new(field.Name, value));
            }
            else if (field.Default is not null)
            {
                entries.Add(new(field.Name, field.DefaultValue ?? Coerce(field.Type, field.Default, null, out problem)));
            }
            else if (field.Type.IsNonNull)
            {
                problem = $"{type} needs field \"{field.Name}\".";
                return InputObject.Empty;
            }
        }

        if (type.IsOneOf && (given.Fields.Count != 1 || entries.Count != 1 || entries[0].Value is null))
        {
            problem = $"{type} takes exactly one field, and not null.";
        }

        return new InputObject([.. entries]);
    }

    private static string? CoerceEnum(EnumType type, ValueNode literal, out string? problem)
    {
        if (literal is EnumValueNode name && type.TryGet(name.Name, out var value))
        {
            problem = null;
            return value!.Name;
        }

        problem = literal is EnumValueNode unknown ? $"{type} has no value \"{unknown.Name}\"." : $"{type} takes one of its names, without quotes.";
        return null;
    }

    private static object? CoerceScalar(ScalarType scalar, ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out string? problem)
    {
        problem = null;
        if (scalar.Codec is not { } codec)
        {
            // A schema that is only validated has no codecs for its custom scalars.
            return literal;
        }

        try
        {
            return codec.FromLiteral(variables is null ? literal : Substitute(literal, variables));
        }
        catch (FormatException wrong)
        {
            problem = wrong.Message;
        }
        catch (GraphQLError wrong)
        {
            problem = wrong.Message;
        }

        return null;
    }

    /// <summary>Replaces variables inside a custom scalar's literal by their values, since codecs read constants only.</summary>
    /// <remarks>A variable without value becomes null in a list; in an object, its field is omitted.</remarks>
    private static ValueNode Substitute(ValueNode literal, IReadOnlyDictionary<string, object?> variables) => literal switch
    {
        VariableNode variable => variables.TryGetValue(variable.Name, out var value)
            ? ValueLiteral.Of((variables as VariableValues)?.TypeOf(variable.Name), value)
            : new NullValueNode(),
        ListValueNode list => new ListValueNode([.. list.Items.Select(item => Substitute(item, variables))]),
        ObjectValueNode given => new ObjectValueNode([.. given.Fields
            .Where(f => f.Value is not VariableNode absent || variables.ContainsKey(absent.Name))
            .Select(f => new ObjectFieldNode(f.Name, Substitute(f.Value, variables)))]),
        _ => literal,
    };
}

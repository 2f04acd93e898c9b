using System.Text.Json;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Types;
using TechGraph.GraphQL.Validation;

namespace TechGraph.GraphQL.Execution;

/// <summary>Coerces the request's variables. Specification, section 6.1.2.</summary>
internal sealed class VariableCoercion
{
    private readonly LimitOptions _limits;
    private readonly List<GraphQLError> _errors = [];

    private VariableCoercion(LimitOptions limits) => _limits = limits;

    /// <summary>Returns the values by name; a variable without value and default has no entry.</summary>
    /// <param name="plan">The operation.</param>
    /// <param name="given">Variables of the request, a JSON object; null if there are none. Unknown names are ignored.</param>
    /// <param name="limits">Limits of nesting, list items and reported errors.</param>
    /// <param name="errors">Errors of variables; empty if there are none.</param>
    public static IReadOnlyDictionary<string, object?> Coerce(
        OperationPlan plan, JsonElement? given, LimitOptions limits, out IReadOnlyList<GraphQLError> errors)
    {
        var coercion = new VariableCoercion(limits);
        errors = coercion._errors;
        if (plan.Variables.Count == 0)
        {
            return VariableValues.None;
        }

        if (given is { } json && JsonDepth.Exceeds(json, limits.JsonNesting))
        {
            errors = [LimitError.Create("jsonNesting", limits.JsonNesting, "The variables nest too deep.")];
            return VariableValues.None;
        }

        var values = new VariableValues(plan.Variables.Count);
        foreach (var variable in plan.Variables)
        {
            coercion.Coerce(plan, variable, given, values);
        }

        return values;
    }

    private void Coerce(OperationPlan plan, VariablePlan variable, JsonElement? given, VariableValues values)
    {
        var before = _errors.Count;
        if (given is { } members && members.TryGetProperty(variable.Name, out var json))
        {
            values.Set(variable.Name, variable.Type, Read(variable.Type, json, $"${variable.Name}"));
        }
        else if (variable.Default is not null)
        {
            values.Set(variable.Name, variable.Type, LiteralCoercion.Coerce(variable.Type, variable.Default, variables: null, out _));
        }
        else if (variable.Type.IsNonNull)
        {
            Report($"Variable \"${variable.Name}\" of type \"{variable.Type}\" has no value.");
        }

        for (var i = before; i < _errors.Count; i++)
        {
            _errors[i] = _errors[i].At([plan.Document.Locate(variable.Start)]);
        }
    }

    private object? Read(GraphType type, JsonElement json, string at)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return type.IsNonNull ? Report($"Variable \"{at}\" of type \"{type}\" cannot be null.") : null;
        }

        return type.Nullable switch
        {
            ListType list => ReadList(list, json, at),
            InputObjectType input => ReadObject(input, json, at),
            EnumType enumeration => ReadEnum(enumeration, json, at),
            ScalarType scalar => ReadScalar(scalar, json, at),
            _ => throw new InvalidOperationException($"{type} is not an input type."),
        };
    }

    private object? ReadList(ListType list, JsonElement json, string at)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return new[] { Read(list.Inner, json, at) };
        }

        var count = json.GetArrayLength();
        if (count > _limits.ListItems)
        {
            _errors.Add(LimitError.Create("listItems", _limits.ListItems, $"The list in variable \"{at}\" has too many items."));
            return null;
        }

        var items = new object?[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = Read(list.Inner, json[i], $"{at}[{i}]");
        }

        return items;
    }

    private object? ReadObject(InputObjectType type, JsonElement json, string at)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Report($"Variable \"{at}\" of type \"{type}\" takes an object.");
        }

        foreach (var member in json.EnumerateObject().Where(member => !type.FieldsByName.ContainsKey(member.Name)))
        {
            Report($"Variable \"{at}\": \"{type}\" has no field \"{(member.Name.Length > 64 ? member.Name[..64] : member.Name)}\".");
        }

        var entries = new List<KeyValuePair<string, object?>>(type.Fields.Count);
        foreach (var field in type.Fields)
        {
            if (json.TryGetProperty(field.Name, out var value))
            {
                entries.Add(new(field.Name, Read(field.Type, value, $"{at}.{field.Name}")));
            }
            else if (field.Default is not null)
            {
                entries.Add(new(field.Name, field.DefaultValue));
            }
            else if (field.Type.IsNonNull)
            {
                Report($"Variable \"{at}\": \"{type}\" needs field \"{field.Name}\" of type \"{field.Type}\".");
            }
        }

        return type.IsOneOf && (entries.Count != 1 || entries[0].Value is null)
            ? Report($"Variable \"{at}\": \"{type}\" takes exactly one field, and not null.")
            : new InputObject([.. entries]);
    }

    private object? ReadEnum(EnumType type, JsonElement json, string at) =>
        json.ValueKind == JsonValueKind.String && type.TryGet(json.GetString()!, out var value)
            ? value!.Name
            : Report($"Variable \"{at}\" takes a value of \"{type}\": one of its names.");

    private object? ReadScalar(ScalarType type, JsonElement json, string at)
    {
        try
        {
            return type.Codec!.FromJson(json);
        }
        catch (Exception wrong) when (wrong is FormatException or GraphQLError or InvalidOperationException)
        {
            return Report($"Variable \"{at}\": {wrong.Message}");
        }
    }

    private object? Report(string message)
    {
        if (_errors.Count < _limits.CoercionErrors)
        {
            _errors.Add(new GraphQLError(message, ErrorCodes.BadUserInput));
        }

        return null;
    }
}

using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Types;

/// <summary>Checks the rules of the type system. Specification, chapter 3.</summary>
internal sealed partial class SchemaValidator
{
    private readonly Schema _schema;
    private readonly List<GraphQLError> _problems = [];

    // Coercing a default that contains itself would never end.
    private bool _hasDefaultCycle;

    private SchemaValidator(Schema schema) => _schema = schema;

    /// <summary>Returns every problem; empty if the schema is valid. Sets the coerced default values of a valid schema.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema)
    {
        var validator = new SchemaValidator(schema);
        validator.CheckRoots();
        validator.CheckInputCycles();
        foreach (var type in schema.Types)
        {
            validator.CheckNames(type);
            switch (type)
            {
                case FieldsType fields:
                    validator.CheckFields(fields);
                    validator.CheckImplementations(fields);
                    break;
                case UnionType union:
                    validator.CheckUnion(union);
                    break;
                case EnumType enumeration:
                    validator.CheckEnum(enumeration);
                    break;
                case InputObjectType input:
                    validator.CheckInput(input);
                    break;
                case ScalarType scalar when BuiltInCodecs.Find(scalar.Name) is not null && scalar.Directives.Any(d => d.Name == "specifiedBy"):
                    validator.Report(scalar.Location, $"Built-in scalar \"{scalar.Name}\" takes no @specifiedBy.");
                    break;
            }
        }

        validator.CheckDirectives();
        if (validator._problems.Count == 0)
        {
            validator.SetDefaults();
        }

        return validator._problems;
    }

    // Section 3.3.1
    private void CheckRoots()
    {
        var roots = new[] { _schema.Query, _schema.Mutation, _schema.Subscription }.OfType<ObjectType>().ToList();
        foreach (var duplicate in roots.GroupBy(r => r.Name).Where(g => g.Count() > 1))
        {
            Report(duplicate.First().Location, $"\"{duplicate.Key}\" is the root of two kinds of operation; each has its own.");
        }
    }

    // Names are unique, and those with two underscores are reserved.
    private void CheckNames(NamedType type)
    {
        IEnumerable<Member> members = type switch
        {
            CompositeType composite => composite.Fields,
            EnumType enumeration => enumeration.Values,
            InputObjectType input => input.Fields,
            _ => [],
        };
        CheckMembers(members.ToList(), type.Name, type.IsIntrospection);
        foreach (var field in (type as CompositeType)?.Fields ?? [])
        {
            CheckMembers(field.Arguments, $"{type.Name}.{field.Name}", type.IsIntrospection);
        }
    }

    private void CheckMembers(IReadOnlyList<Member> members, string of, bool introspection)
    {
        foreach (var duplicate in members.GroupBy(m => m.Name).Where(g => g.Count() > 1))
        {
            Report(duplicate.Last().Location, $"\"{of}\" has \"{duplicate.Key}\" twice.");
        }

        foreach (var member in members.Where(m => !introspection && m.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            Report(member.Location, $"\"{of}.{member.Name}\" begins with two underscores, which are reserved for introspection.");
        }
    }

    // Section 3.6
    private void CheckFields(FieldsType type)
    {
        if (type.Fields.Count == 0)
        {
            Report(type.Location, $"\"{type.Name}\" has no fields.");
        }

        foreach (var field in type.Fields)
        {
            if (!field.Type.IsOutput)
            {
                Report(field.Location, $"\"{type.Name}.{field.Name}\" has input type {field.Type}; a field has an output type.");
            }

            CheckInputs(field.Arguments, $"{type.Name}.{field.Name}");
        }
    }

    // Sections 3.6, 3.10 and 3.13
    private void CheckInputs(IReadOnlyList<InputValue> inputs, string of)
    {
        foreach (var input in inputs)
        {
            if (!input.Type.IsInput)
            {
                Report(input.Location, $"\"{of}.{input.Name}\" has output type {input.Type}; arguments and input fields have input types.");
                continue;
            }

            if (input.IsRequired && input.IsDeprecated)
            {
                Report(input.Location, $"\"{of}.{input.Name}\" is required and cannot be deprecated.");
            }

            if (input.Default is { } value && !_hasDefaultCycle && !LiteralCoercion.Fits(input.Type, value, out var why))
            {
                Report(input.Location, $"The default of \"{of}.{input.Name}\" does not fit its type {input.Type}: {why}");
            }
        }
    }

    // Section 3.8
    private void CheckUnion(UnionType union)
    {
        if (union.PossibleTypes.Count == 0)
        {
            Report(union.Location, $"Union \"{union.Name}\" has no members.");
        }

        foreach (var duplicate in union.PossibleTypes.GroupBy(t => t.Name).Where(g => g.Count() > 1))
        {
            Report(union.Location, $"Union \"{union.Name}\" has \"{duplicate.Key}\" twice.");
        }
    }

    private void CheckEnum(EnumType type)
    {
        if (type.Values.Count == 0)
        {
            Report(type.Location, $"Enum \"{type.Name}\" has no values.");
        }
    }

    // Section 3.10
    private void CheckInput(InputObjectType type)
    {
        if (type.Fields.Count == 0)
        {
            Report(type.Location, $"Input object \"{type.Name}\" has no fields.");
        }

        CheckInputs(type.Fields, type.Name);
        if (type.IsOneOf)
        {
            foreach (var field in type.Fields.Where(f => f.Type.IsNonNull || f.Default is not null))
            {
                Report(field.Location, $"\"{type.Name}.{field.Name}\" belongs to a OneOf input object; it is nullable and has no default.");
            }
        }
        else if (type.Directives.Any(d => d.Name == "oneOf"))
        {
            Report(type.Location, $"@oneOf of \"{type.Name}\" is on an extension; put it on the definition.");
        }
    }

    private void SetDefaults()
    {
        var inputs = _schema.Types.OfType<InputObjectType>().SelectMany(t => t.Fields)
            .Concat(_schema.Types.OfType<CompositeType>().SelectMany(t => t.Fields).SelectMany(f => f.Arguments))
            .Concat(_schema.Directives.SelectMany(d => d.Arguments))
            .Concat(_schema.TypeField.Arguments);
        foreach (var input in inputs.Where(i => i.Default is not null))
        {
            input.DefaultValue = LiteralCoercion.Coerce(input.Type, input.Default!, variables: null, out _);
        }
    }

    private void Report(DefinitionLocation? location, string message) =>
        _problems.Add(location is null ? new GraphQLError(message) : new GraphQLError(message).At([location.Locate()]));
}

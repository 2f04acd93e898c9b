using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>Rules of interfaces, cycles of input objects, and directives.</summary>
internal sealed partial class SchemaValidator
{
    // Sections 3.6 and 3.7
    private void CheckImplementations(FieldsType type)
    {
        foreach (var duplicate in type.Interfaces.GroupBy(i => i.Name).Where(g => g.Count() > 1))
        {
            Report(type.Location, $"\"{type.Name}\" implements \"{duplicate.Key}\" twice.");
        }

        foreach (var parent in type.Interfaces.Distinct())
        {
            if (ReferenceEquals(parent, type))
            {
                Report(type.Location, $"\"{type.Name}\" cannot implement itself.");
                continue;
            }

            foreach (var inherited in parent.Interfaces.Where(i => !type.Interfaces.Contains(i)))
            {
                Report(type.Location, ReferenceEquals(inherited, type)
                    ? $"\"{type.Name}\" and \"{parent.Name}\" implement each other."
                    : $"\"{type.Name}\" implements \"{parent.Name}\" and so must implement \"{inherited.Name}\" too.");
            }

            foreach (var wanted in parent.Fields)
            {
                CheckImplementation(type, parent, wanted);
            }
        }
    }

    private void CheckImplementation(FieldsType type, InterfaceType parent, Field wanted)
    {
        if (!type.FieldsByName.TryGetValue(wanted.Name, out var field))
        {
            Report(type.Location, $"\"{type.Name}\" lacks \"{wanted.Name}\" of interface \"{parent.Name}\".");
            return;
        }

        if (!IsSubtype(field.Type, wanted.Type))
        {
            Report(field.Location, $"\"{type.Name}.{field.Name}\" has type {field.Type}; interface \"{parent.Name}\" asks for {wanted.Type}.");
        }

        if (field.IsDeprecated && !wanted.IsDeprecated)
        {
            Report(field.Location, $"\"{type.Name}.{field.Name}\" is deprecated, and the field of interface \"{parent.Name}\" is not.");
        }

        foreach (var argument in wanted.Arguments)
        {
            if (field.Argument(argument.Name) is not { } own)
            {
                Report(field.Location, $"\"{type.Name}.{field.Name}\" lacks argument \"{argument.Name}\" of interface \"{parent.Name}\".");
            }
            else if (own.Type.ToString() != argument.Type.ToString())
            {
                Report(own.Location, $"Argument \"{type.Name}.{field.Name}.{own.Name}\" has type {own.Type}; interface \"{parent.Name}\" asks for {argument.Type}.");
            }
        }

        foreach (var extra in field.Arguments.Where(a => wanted.Argument(a.Name) is null && a.IsRequired))
        {
            Report(extra.Location, $"Argument \"{type.Name}.{field.Name}.{extra.Name}\" is required, and interface \"{parent.Name}\" does not have it.");
        }
    }

    private static bool IsSubtype(GraphType type, GraphType of) => (type, of) switch
    {
        (NonNullType a, NonNullType b) => IsSubtype(a.Inner, b.Inner),
        (NonNullType a, _) => IsSubtype(a.Inner, of),
        (ListType a, ListType b) => IsSubtype(a.Inner, b.Inner),
        (NamedType a, NamedType b) => ReferenceEquals(a, b)
            || (a is ObjectType possible && b is CompositeType composite && composite.CanBe(possible))
            || (a is InterfaceType child && b is InterfaceType parent && child.Interfaces.Contains(parent)),
        _ => false,
    };

    // Section 3.10
    private void CheckInputCycles()
    {
        var done = new HashSet<InputObjectType>();
        foreach (var type in _schema.Types.OfType<InputObjectType>())
        {
            Walk(type, [], static field => field.Type is NonNullType { Inner: InputObjectType inner } ? inner : null, "requires itself and can never be given");
        }

        foreach (var field in _schema.Types.OfType<InputObjectType>().SelectMany(t => t.Fields.Select(f => (Type: t, Field: f))).Where(f => f.Field.Default is not null))
        {
            if (DefaultReaches(field.Field, field.Field.Type, field.Field.Default!, []))
            {
                _hasDefaultCycle = true;
                Report(field.Field.Location, $"The default of \"{field.Type.Name}.{field.Field.Name}\" contains itself.");
            }
        }

        void Walk(InputObjectType type, List<InputObjectType> path, Func<InputValue, InputObjectType?> next, string what)
        {
            if (path.Contains(type))
            {
                if (path[0] == type)
                {
                    Report(type.Location, $"Input object \"{type.Name}\" {what}.");
                }

                return;
            }

            if (done.Contains(type))
            {
                return;
            }

            path.Add(type);
            foreach (var inner in type.Fields.Select(next).OfType<InputObjectType>())
            {
                Walk(inner, path, next, what);
            }

            path.RemoveAt(path.Count - 1);
            if (path.Count == 0)
            {
                done.Add(type);
            }
        }
    }

    /// <summary>Whether a default value contains itself, through fields that the literal omits and that have defaults of their own.</summary>
    private static bool DefaultReaches(InputValue target, GraphType type, ValueNode literal, HashSet<InputValue> seen)
    {
        if (literal is ListValueNode list && type.Nullable is ListType { Inner: var inner })
        {
            return list.Items.Any(item => DefaultReaches(target, inner, item, seen));
        }

        if (literal is not ObjectValueNode given || type.Named is not InputObjectType input)
        {
            return false;
        }

        foreach (var field in input.Fields)
        {
            var own = given.Fields.FirstOrDefault(f => f.Name == field.Name)?.Value;
            if (own is null && field.Default is not null)
            {
                if (field == target)
                {
                    return true;
                }

                if (seen.Add(field) && DefaultReaches(target, field.Type, field.Default, seen))
                {
                    return true;
                }
            }
            else if (own is not null && DefaultReaches(target, field.Type, own, seen))
            {
                return true;
            }
        }

        return false;
    }

    // Section 3.13
    private void CheckDirectives()
    {
        foreach (var directive in _schema.Directives)
        {
            if (directive.Name.StartsWith("__", StringComparison.Ordinal))
            {
                Report(directive.Location, $"Directive \"@{directive.Name}\" begins with two underscores, which are reserved for introspection.");
            }

            CheckMembers(directive.Arguments, $"@{directive.Name}", introspection: false);
            CheckInputs(directive.Arguments, $"@{directive.Name}");
            if (RefersToItself(directive))
            {
                Report(directive.Location, $"Directive \"@{directive.Name}\" refers to itself.");
            }

            directive.Arguments.ToList().ForEach(a => CheckUses(a.Directives, DirectiveLocation.ArgumentDefinition, a.Location));
        }

        CheckUses(_schema.SchemaDirectives, DirectiveLocation.Schema, null);
        foreach (var type in _schema.Types)
        {
            CheckUses(type.Directives, type switch
            {
                ScalarType => DirectiveLocation.Scalar,
                ObjectType => DirectiveLocation.Object,
                InterfaceType => DirectiveLocation.Interface,
                UnionType => DirectiveLocation.Union,
                EnumType => DirectiveLocation.Enum,
                _ => DirectiveLocation.InputObject,
            }, type.Location);
            foreach (var field in (type as CompositeType)?.Fields ?? [])
            {
                CheckUses(field.Directives, DirectiveLocation.FieldDefinition, field.Location);
                field.Arguments.ToList().ForEach(a => CheckUses(a.Directives, DirectiveLocation.ArgumentDefinition, a.Location));
            }

            (type as EnumType)?.Values.ToList().ForEach(v => CheckUses(v.Directives, DirectiveLocation.EnumValue, v.Location));
            (type as InputObjectType)?.Fields.ToList().ForEach(f => CheckUses(f.Directives, DirectiveLocation.InputFieldDefinition, f.Location));
        }
    }

    private void CheckUses(IReadOnlyList<DirectiveNode> uses, DirectiveLocation usedOn, DefinitionLocation? location)
    {
        foreach (var use in uses)
        {
            if (_schema.Directive(use.Name) is not { } directive)
            {
                Report(location, $"There is no directive \"@{use.Name}\".");
                continue;
            }

            if (!directive.Locations.Contains(usedOn))
            {
                Report(location, $"Directive \"@{use.Name}\" is not allowed on {DirectiveLocations.Name(usedOn)}.");
            }

            foreach (var duplicate in use.Arguments.GroupBy(a => a.Name).Where(g => g.Count() > 1))
            {
                Report(location, $"Directive \"@{use.Name}\" is given \"{duplicate.Key}\" twice.");
            }

            foreach (var argument in use.Arguments)
            {
                if (directive.Argument(argument.Name) is not { } defined)
                {
                    Report(location, $"Directive \"@{use.Name}\" has no argument \"{argument.Name}\".");
                }
                else if (!LiteralCoercion.Fits(defined.Type, argument.Value, out var why))
                {
                    Report(location, $"Argument \"{argument.Name}\" of \"@{use.Name}\" does not fit its type {defined.Type}: {why}");
                }
            }

            foreach (var missing in directive.Arguments.Where(a => a.IsRequired && !use.Arguments.Any(given => given.Name == a.Name)))
            {
                Report(location, $"Directive \"@{use.Name}\" needs argument \"{missing.Name}\".");
            }
        }

        foreach (var duplicate in uses.GroupBy(u => u.Name).Where(g => g.Count() > 1 && _schema.Directive(g.Key) is { IsRepeatable: false }))
        {
            Report(location, $"Directive \"@{duplicate.Key}\" is used twice here, but is not repeatable.");
        }
    }

    private bool RefersToItself(Directive directive)
    {
        var (seenTypes, seenDirectives) = (new HashSet<NamedType>(), new HashSet<string>());
        var open = new Stack<InputValue>(directive.Arguments);
        while (open.TryPop(out var input))
        {
            if (Uses(input.Directives) || (seenTypes.Add(input.Type.Named) && Uses(input.Type.Named.Directives)))
            {
                return true;
            }

            if (input.Type.Named is InputObjectType type && seenDirectives.Add($"type {type.Name}"))
            {
                type.Fields.ToList().ForEach(open.Push);
            }

            if (input.Type.Named is EnumType values && values.Values.Any(v => Uses(v.Directives)))
            {
                return true;
            }
        }

        return false;

        bool Uses(IReadOnlyList<DirectiveNode> uses)
        {
            foreach (var use in uses)
            {
                if (use.Name == directive.Name)
                {
                    return true;
                }

                if (seenDirectives.Add(use.Name) && _schema.Directive(use.Name) is { } other)
                {
                    other.Arguments.ToList().ForEach(open.Push);
                }
            }

            return false;
        }
    }
}

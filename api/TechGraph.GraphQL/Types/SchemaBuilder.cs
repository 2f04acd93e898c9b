using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>Builds a schema from SDL documents, merges extensions, and lists every problem.</summary>
internal sealed class SchemaBuilder
{
    private readonly IReadOnlyDictionary<string, ScalarCodec>? _codecs;
    private readonly List<GraphQLError> _problems = [];
    private readonly List<Definition> _types = [];
    private readonly Dictionary<string, Definition> _byName = [];
    private readonly List<(DirectiveDefinitionNode Node, Document Document)> _directives = [];
    private readonly List<(SchemaNode Node, Document Document)> _schemas = [];
    private readonly Dictionary<string, NamedType> _built = [];

    private SchemaBuilder(IReadOnlyDictionary<string, ScalarCodec>? codecs) => _codecs = codecs;

    private sealed record Definition(TypeDefinitionNode Node, Document Document)
    {
        public List<(TypeDefinitionNode Node, Document Document)> Extensions { get; } = [];

        /// <summary>Definition and extensions, each with its document.</summary>
        public IEnumerable<(TypeDefinitionNode Node, Document Document)> All => Extensions.Prepend((Node, Document));
    }

    /// <summary>Builds a schema.</summary>
    /// <param name="documents">SDL documents; their order is the order of types.</param>
    /// <param name="codecs">Codecs of custom scalars; null keeps their values as literals.</param>
    /// <exception cref="SchemaException">The SDL is invalid; the exception lists every problem.</exception>
    public static Schema Build(IEnumerable<string> documents, IReadOnlyDictionary<string, ScalarCodec>? codecs = null)
    {
        var builder = new SchemaBuilder(codecs);
        var schema = builder.Run(documents);
        if (schema is not null && builder._problems.Count == 0)
        {
            builder._problems.AddRange(SchemaValidator.Validate(schema));
        }

        return builder._problems.Count == 0 ? schema! : throw new SchemaException(builder._problems);
    }

    private Schema? Run(IEnumerable<string> documents)
    {
        var builtIn = Parser.ParseSchema(BuiltInSdl.Text);
        var parsed = new List<Document>();
        foreach (var text in documents)
        {
            try
            {
                parsed.Add(Parser.ParseSchema(text));
            }
            catch (SyntaxException wrong)
            {
                _problems.Add(wrong.Error);
            }
        }

        if (_problems.Count > 0)
        {
            return null;
        }

        foreach (var document in parsed.Append(builtIn))
        {
            Define(document, document == builtIn);
        }

        foreach (var document in parsed)
        {
            Extend(document);
        }

        foreach (var definition in _types)
        {
            _built[definition.Node.Name] = CreateType(definition, definition.Document == builtIn);
        }

        foreach (var definition in _types)
        {
            AddMembers(definition);
        }

        var directives = _directives.Select(d => BuildDirective(d.Node, d.Document)).ToList();
        return Assemble(directives);
    }

    private void Define(Document document, bool builtIn)
    {
        foreach (var node in document.Definitions)
        {
            switch (node)
            {
                case TypeDefinitionNode { IsExtension: false } type:
                    if (!builtIn && type.Name.StartsWith("__", StringComparison.Ordinal))
                    {
                        Report(document, type.Start, $"\"{type.Name}\" begins with two underscores, which are reserved for introspection.");
                    }

                    if (!builtIn && type is not ScalarTypeNode && BuiltInCodecs.Find(type.Name) is not null)
                    {
                        Report(document, type.Start, $"\"{type.Name}\" is a built-in scalar.");
                    }

                    if (_byName.TryGetValue(type.Name, out _))
                    {
                        // SDL may define a built-in scalar; it then replaces the built-in definition.
                        if (!builtIn)
                        {
                            Report(document, type.Start, $"Type \"{type.Name}\" is defined twice.");
                        }

                        break;
                    }

                    var definition = new Definition(type, document);
                    _byName[type.Name] = definition;
                    _types.Add(definition);
                    break;
                case DirectiveDefinitionNode directive:
                    if (_directives.Exists(d => d.Node.Name == directive.Name))
                    {
                        if (!builtIn)
                        {
                            Report(document, directive.Start, $"Directive \"@{directive.Name}\" is defined twice.");
                        }

                        break;
                    }

                    _directives.Add((directive, document));
                    break;
                case ExecutableDefinitionNode:
                    Report(document, node.Start, "A schema cannot contain operations or fragments.");
                    break;
                case SchemaNode { IsExtension: false } schema:
                    if (_schemas.Count > 0)
                    {
                        Report(document, schema.Start, "The schema is defined twice.");
                    }

                    _schemas.Add((schema, document));
                    break;
            }
        }
    }

    private void Extend(Document document)
    {
        foreach (var node in document.Definitions)
        {
            switch (node)
            {
                case SchemaNode { IsExtension: true } schema:
                    _schemas.Add((schema, document));
                    break;
                case TypeDefinitionNode { IsExtension: true } extension:
                    if (!_byName.TryGetValue(extension.Name, out var definition))
                    {
                        Report(document, extension.Start, $"There is no type \"{extension.Name}\" to extend.");
                    }
                    else if (definition.Node.GetType() != extension.GetType())
                    {
                        Report(document, extension.Start, $"\"{extension.Name}\" is extended as another kind of type than its definition.");
                    }
                    else
                    {
                        definition.Extensions.Add((extension, document));
                    }

                    break;
            }
        }
    }

    private NamedType CreateType(Definition definition, bool builtIn)
    {
        var node = definition.Node;
        var (name, description) = (node.Name, node.Description);
        var directives = definition.All.SelectMany(part => part.Node.Directives).ToList();
        var location = builtIn ? null : new DefinitionLocation(definition.Document, node.Start);
        return node switch
        {
            ScalarTypeNode => new ScalarType
            {
                Name = name,
                Description = description,
                Directives = directives,
                Location = location,
                SpecifiedBy = ArgumentText(directives, "specifiedBy", "url"),
                Codec = BuiltInCodecs.Find(name) ?? _codecs?.GetValueOrDefault(name),
            },
            ObjectTypeNode => new ObjectType { Name = name, Description = description, Directives = directives, Location = location },
            InterfaceTypeNode => new InterfaceType { Name = name, Description = description, Directives = directives, Location = location },
            UnionTypeNode => new UnionType { Name = name, Description = description, Directives = directives, Location = location },
            EnumTypeNode => new EnumType
            {
                Name = name,
                Description = description,
                Directives = directives,
                Location = location,
                Values = [.. definition.All.SelectMany(part => ((EnumTypeNode)part.Node).Values.Select(value => new EnumValue
                {
                    Name = value.Name, Description = value.Description, Directives = value.Directives,
                    DeprecationReason = Deprecation(value.Directives), Location = new DefinitionLocation(part.Document, value.Start),
                }))],
            },
            _ => new InputObjectType
            {
                Name = name,
                Description = description,
                Directives = directives,
                Location = location,
                IsOneOf = node.Directives.Any(d => d.Name == "oneOf"),
            },
        };
    }

    private void AddMembers(Definition definition)
    {
        switch (_built[definition.Node.Name])
        {
            case FieldsType type:
                type.SetFields([.. definition.All.SelectMany(part => ((FieldsTypeNode)part.Node).Fields.Select(field => BuildField(field, part.Document)))]);
                type.Interfaces = [.. definition.All.SelectMany(part => ((FieldsTypeNode)part.Node).Interfaces
                    .Select(named => ResolveNamed<InterfaceType>(named, part.Document, "an interface"))).OfType<InterfaceType>()];
                break;
            case UnionType union:
                union.PossibleTypes = [.. definition.All.SelectMany(part => ((UnionTypeNode)part.Node).Members
                    .Select(named => ResolveNamed<ObjectType>(named, part.Document, "an object type"))).OfType<ObjectType>()];
                break;
            case InputObjectType input:
                input.SetFields([.. definition.All.SelectMany(part => ((InputObjectTypeNode)part.Node).Fields.Select(field => BuildInput(field, part.Document)))]);
                break;
        }
    }

    private Schema? Assemble(List<Directive> directives)
    {
        foreach (var type in _built.Values.OfType<ObjectType>())
        {
            type.PossibleTypes = [type];
        }

        foreach (var type in _built.Values.OfType<InterfaceType>())
        {
            type.PossibleTypes = [.. _types.Select(d => _built[d.Node.Name]).OfType<ObjectType>().Where(o => o.Interfaces.Contains(type))];
        }

        var roots = _schemas.SelectMany(s => s.Node.Roots.Select(root => (root, s.Document))).ToList();
        foreach (var duplicate in roots.GroupBy(r => r.root.Kind).Where(g => g.Count() > 1).Select(g => g.Last()))
        {
            Report(duplicate.Document, duplicate.root.Start, $"The schema names its {duplicate.root.Kind.ToString().ToLowerInvariant()} root twice.");
        }

        ObjectType? Root(OperationKind kind, string name)
        {
            var named = roots.Find(r => r.root.Kind == kind);
            return named.root is not null ? ResolveNamed<ObjectType>(named.root.Type, named.Document, "an object type")
                : _schemas.Exists(s => !s.Node.IsExtension) ? null
                : ByDefaultName(name);
        }

        // Without a schema definition, types with the default names are roots, so they must be object types.
        ObjectType? ByDefaultName(string name)
        {
            if (_built.GetValueOrDefault(name) is not (null or ObjectType) && _byName.TryGetValue(name, out var definition))
            {
                Report(definition.Document, definition.Node.Start, $"\"{name}\" is a root by its name, and not an object type.");
            }

            return _built.GetValueOrDefault(name) as ObjectType;
        }

        var meta = (ObjectType)_built["__Meta"];
        var (query, mutation, subscription) = (Root(OperationKind.Query, "Query"), Root(OperationKind.Mutation, "Mutation"), Root(OperationKind.Subscription, "Subscription"));
        if (query is null && _problems.Count == 0)
        {
            _problems.Add(new GraphQLError("The schema has no query root. Define a type Query, or name another in schema { query: … }."));
        }

        if (_problems.Count > 0)
        {
            return null;
        }

        var used = UsedTypeNames();
        var types = _types.Select(d => _built[d.Node.Name]).Where(t => t != meta && (BuiltInCodecs.Find(t.Name) is null || used.Contains(t.Name)))
            .OrderBy(t => t.IsIntrospection ? 2 : BuiltInCodecs.Find(t.Name) is null ? 0 : 1).ToList();
        for (var index = 0; index < types.Count; index++)
        {
            types[index].Index = index;
        }

        string[] builtInDirectives = ["include", "skip", "deprecated", "specifiedBy", "oneOf"];
        return new Schema(types, [.. directives.OrderBy(d => builtInDirectives.Contains(d.Name) ? 0 : 1)])
        {
            Description = _schemas.Select(s => s.Node.Description).FirstOrDefault(d => d is not null),
            SchemaDirectives = [.. _schemas.SelectMany(s => s.Node.Directives)],
            Query = query,
            Mutation = mutation,
            Subscription = subscription,
            SchemaField = meta.FieldsByName["__schema"],
            TypeField = meta.FieldsByName["__type"],
            TypeNameField = meta.FieldsByName["__typename"],
        };
    }

    /// <summary>Names of types that are referred to; always Boolean and String, which introspection uses.</summary>
    private HashSet<string> UsedTypeNames()
    {
        var used = new HashSet<string> { "Boolean", "String" };
        foreach (var type in _built.Values)
        {
            switch (type)
            {
                case FieldsType fields:
                    used.UnionWith(fields.Fields.SelectMany(f => f.Arguments.Select(a => a.Type.Named.Name).Prepend(f.Type.Named.Name)));
                    break;
                case InputObjectType input:
                    used.UnionWith(input.Fields.Select(f => f.Type.Named.Name));
                    break;
            }
        }

        used.UnionWith(_directives.SelectMany(d => d.Node.Arguments).Select(a => a.Type.InnerName));
        return used;
    }

    private Field BuildField(FieldDefinitionNode node, Document document) => new()
    {
        Name = node.Name,
        Description = node.Description,
        Directives = node.Directives,
        DeprecationReason = Deprecation(node.Directives),
        Location = new DefinitionLocation(document, node.Start),
        Type = TypeOf(node.Type, document),
        Arguments = [.. node.Arguments.Select(argument => BuildInput(argument, document))],
    };

    private InputValue BuildInput(InputValueDefinitionNode node, Document document) => new()
    {
        Name = node.Name,
        Description = node.Description,
        Directives = node.Directives,
        DeprecationReason = Deprecation(node.Directives),
        Location = new DefinitionLocation(document, node.Start),
        Type = TypeOf(node.Type, document),
        Default = node.DefaultValue,
    };

    private Directive BuildDirective(DirectiveDefinitionNode node, Document document) => new()
    {
        Name = node.Name,
        Description = node.Description,
        Arguments = [.. node.Arguments.Select(argument => BuildInput(argument, document))],
        IsRepeatable = node.IsRepeatable,
        Locations = node.Locations,
        Location = new DefinitionLocation(document, node.Start),
    };

    private GraphType TypeOf(TypeNode node, Document document) => node switch
    {
        ListTypeNode list => new ListType(TypeOf(list.Inner, document)),
        NonNullTypeNode nonNull => new NonNullType(TypeOf(nonNull.Inner, document)),
        _ => _built.GetValueOrDefault(((NamedTypeNode)node).Name) ?? Unknown((NamedTypeNode)node, document),
    };

    private ScalarType Unknown(NamedTypeNode node, Document document)
    {
        Report(document, node.Start, $"There is no type \"{node.Name}\".");
        return new ScalarType { Name = node.Name };
    }

    private T? ResolveNamed<T>(NamedTypeNode node, Document document, string what)
        where T : NamedType
    {
        switch (_built.GetValueOrDefault(node.Name))
        {
            case T fitting:
                return fitting;
            case null:
                Report(document, node.Start, $"There is no type \"{node.Name}\".");
                return null;
            default:
                Report(document, node.Start, $"\"{node.Name}\" is not {what}.");
                return null;
        }
    }

    private static string? Deprecation(IReadOnlyList<DirectiveNode> directives) =>
        directives.Any(d => d.Name == "deprecated") ? ArgumentText(directives, "deprecated", "reason") ?? "No longer supported" : null;

    private static string? ArgumentText(IReadOnlyList<DirectiveNode> directives, string name, string argument) =>
        directives.FirstOrDefault(d => d.Name == name)?.Arguments.FirstOrDefault(a => a.Name == argument)?.Value is StringValueNode text ? text.Value : null;

    private void Report(Document document, int start, string message) => _problems.Add(new GraphQLError(message).At([document.Locate(start)]));
}

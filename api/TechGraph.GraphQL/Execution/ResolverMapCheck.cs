using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>Finds the resolver of each field, and reports entries of the map that do not fit the schema.</summary>
internal sealed class ResolverMapCheck(Schema schema, ResolverMap map, List<GraphQLError> problems)
{
    private readonly Dictionary<(string Type, string Field), FieldResolver> _entries = [];

    /// <summary>Event sources of the subscription fields.</summary>
    public Dictionary<Field, StreamResolver> Streams { get; } = [];

    public Dictionary<Field, FieldResolver> Run()
    {
        CheckScalars();
        CheckTypeResolvers();
        foreach (var entry in map.Fields)
        {
            Enter(entry);
        }

        foreach (var entry in map.Streams)
        {
            Enter(entry);
        }

        var introspection = new ResolverMap().AddIntrospection(schema);
        foreach (var entry in introspection.Fields)
        {
            _entries[(entry.Type, entry.Field)] = entry.Resolver;
        }

        var resolvers = new Dictionary<Field, FieldResolver>
        {
            [schema.SchemaField] = _entries[("__Meta", "__schema")],
            [schema.TypeField] = _entries[("__Meta", "__type")],
        };
        foreach (var type in schema.Types.OfType<ObjectType>())
        {
            foreach (var field in type.Fields)
            {
                if (type == schema.Subscription && !Streams.ContainsKey(field))
                {
                    problems.Add(new GraphQLError($"\"{type.Name}.{field.Name}\" has no event source."));
                }
                else if ((Find(type, field.Name) ?? (type == schema.Subscription ? EventResolver.Instance : null)) is { } resolver)
                {
                    resolvers[field] = resolver;
                }
                else
                {
                    problems.Add(new GraphQLError($"\"{type.Name}.{field.Name}\" has no resolver."));
                }
            }
        }

        return resolvers;
    }

    private FieldResolver? Find(ObjectType type, string field) =>
        _entries.GetValueOrDefault((type.Name, field))
        ?? type.Interfaces.Select(i => _entries.GetValueOrDefault((i.Name, field))).FirstOrDefault(r => r is not null);

    private void Enter(FieldEntry entry)
    {
        if (schema.Type(entry.Type) is not FieldsType type || entry.Type.StartsWith("__", StringComparison.Ordinal))
        {
            problems.Add(new GraphQLError($"The resolver of \"{entry.Type}.{entry.Field}\" does not name an object type or interface of the schema."));
        }
        else if (!type.FieldsByName.TryGetValue(entry.Field, out var field))
        {
            problems.Add(new GraphQLError($"The resolver of \"{entry.Type}.{entry.Field}\" does not name a field of \"{entry.Type}\"."));
        }
        else if (!_entries.TryAdd((entry.Type, entry.Field), entry.Resolver))
        {
            problems.Add(new GraphQLError($"\"{entry.Type}.{entry.Field}\" has two resolvers."));
        }
        else
        {
            problems.AddRange(ArgumentCheck.Run(entry.Type, field, entry.Resolver.Function).Select(problem => new GraphQLError(problem)));
        }
    }

    private void Enter(StreamEntry entry)
    {
        if (schema.Subscription is not { } root || root.Name != entry.Type || !root.FieldsByName.TryGetValue(entry.Field, out var field))
        {
            problems.Add(new GraphQLError($"The source of \"{entry.Type}.{entry.Field}\" does not name a field of the subscription root."));
        }
        else if (!Streams.TryAdd(field, entry.Resolver))
        {
            problems.Add(new GraphQLError($"\"{entry.Type}.{entry.Field}\" has two sources."));
        }
        else
        {
            problems.AddRange(ArgumentCheck.Run(entry.Type, field, entry.Resolver.Function).Select(problem => new GraphQLError(problem)));
        }
    }

    private void CheckScalars()
    {
        foreach (var name in map.Codecs.Select(c => c.Key).Where(name => schema.Type(name) is not ScalarType || BuiltInCodecs.Find(name) is not null))
        {
            problems.Add(new GraphQLError($"The codec of \"{name}\" does not name a custom scalar of the schema."));
        }

        foreach (var scalar in schema.Types.OfType<ScalarType>().Where(s => s.Codec is null))
        {
            problems.Add(new GraphQLError($"Scalar \"{scalar.Name}\" has no codec."));
        }
    }

    private void CheckTypeResolvers()
    {
        foreach (var group in map.TypeResolvers.GroupBy(t => t.Key))
        {
            if (schema.Type(group.Key) is not CompositeType or ObjectType)
            {
                problems.Add(new GraphQLError($"The type resolver of \"{group.Key}\" does not name an interface or union."));
            }
            else if (group.Count() > 1)
            {
                problems.Add(new GraphQLError($"\"{group.Key}\" has two type resolvers."));
            }
        }

        foreach (var type in schema.Types.Where(t => t is InterfaceType or UnionType && !map.TypeResolvers.Any(r => r.Key == t.Name)))
        {
            problems.Add(new GraphQLError($"\"{type.Name}\" has no type resolver."));
        }
    }
}

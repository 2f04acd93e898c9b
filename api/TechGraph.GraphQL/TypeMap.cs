using TechGraph.GraphQL.Execution;

namespace TechGraph.GraphQL;

/// <summary>Maps the fields of one type, so that its name and the CLR type of its values are written once.</summary>
/// <typeparam name="TParent">The CLR type of the type's values, or <see cref="IFieldContext"/> for a root type.</typeparam>
public sealed class TypeMap<TParent>
{
    private readonly GraphQLEngineBuilder _map;
    private readonly string _type;

    internal TypeMap(GraphQLEngineBuilder map, string type) => (_map, _type) = (map, type);

    /// <summary>Sets the resolver of a field; see <see cref="GraphQLEngineBuilder.Field"/>.</summary>
    /// <param name="field">The field.</param>
    /// <param name="resolver">Takes the parent's value.</param>
    public TypeMap<TParent> Field<TResult>(string field, Func<TParent, TResult> resolver)
    {
        _map.Field(_type, field, resolver);
        return this;
    }

    /// <summary>Sets the resolver of a field that needs arguments, services or the request too.</summary>
    /// <param name="field">The field.</param>
    /// <param name="resolver">Takes the parent's value and the context.</param>
    public TypeMap<TParent> Field<TResult>(string field, Func<TParent, IFieldContext, TResult> resolver)
    {
        _map.Field<IFieldContext, TResult>(_type, field, new ParentResolver<TParent, TResult>(resolver).Resolve);
        return this;
    }

    /// <summary>Sets the resolver of a field for all parents of one level together; see <see cref="GraphQLEngineBuilder.Batch"/>.</summary>
    /// <param name="field">The field.</param>
    /// <param name="resolver">Gives one value for each parent, in their order.</param>
    public TypeMap<TParent> Batch<TResult>(string field, Func<IBatchContext<TParent>, Task<IReadOnlyList<TResult>>> resolver)
    {
        _map.Batch(_type, field, resolver);
        return this;
    }
}

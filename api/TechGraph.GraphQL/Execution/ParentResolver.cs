namespace TechGraph.GraphQL.Execution;

/// <summary>A function that calls another one, whose code is the resolver's.</summary>
internal interface IWrappedResolver
{
    /// <summary>The function that the resolver map was given.</summary>
    Delegate Inner { get; }
}

/// <summary>Calls a resolver that takes the parent's value and the context.</summary>
internal sealed class ParentResolver<TParent, TResult>(Func<TParent, IFieldContext, TResult> inner) : IWrappedResolver
{
    public Delegate Inner => inner;

    public TResult Resolve(IFieldContext context) => inner(context.Parent<TParent>(), context);
}

namespace TechGraph.GraphQL.Execution;

/// <summary>A resolver, independent of its CLR types.</summary>
internal abstract class FieldResolver
{
    /// <summary>Whether it takes an <see cref="IFieldContext"/>.</summary>
    public abstract bool TakesContext { get; }

    public abstract Delegate Function { get; }

    /// <summary>Returns the value, boxed; null is GraphQL's null.</summary>
    /// <param name="parent">The parent's value.</param>
    /// <param name="context">The context; not null if <see cref="TakesContext"/> is true.</param>
    public abstract ValueTask<object?> ResolveAsync(object? parent, IFieldContext? context);

    /// <summary>Resolves and writes a leaf without boxing, if the resolver's CLR type is that of the leaf.</summary>
    public virtual LeafOutcome WriteLeaf(object? parent, LeafKind kind, ResultWriter writer) => LeafOutcome.NotTyped;

    public static FieldResolver Create<TParent, TResult>(string name, Func<TParent, TResult> function)
    {
        var result = typeof(TResult);
        if (result.IsGenericType && result.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>)))
        {
            var kind = open == typeof(Task<>) ? typeof(TaskResolver<,>) : typeof(ValueTaskResolver<,>);
            return (FieldResolver)Activator.CreateInstance(kind.MakeGenericType(typeof(TParent), result.GetGenericArguments()[0]), name, function)!;
        }

        return new SyncResolver<TParent, TResult>(name, function);
    }
}

/// <summary>Result of <see cref="FieldResolver.WriteLeaf"/>.</summary>
internal enum LeafOutcome
{
    /// <summary>The resolver has another CLR type and was not called.</summary>
    NotTyped,

    /// <summary>The value was written.</summary>
    Written,

    /// <summary>The value is null, and nothing was written.</summary>
    Null,
}

/// <summary>Built-in scalars that can be written without boxing.</summary>
internal enum LeafKind
{
    None,
    String,
    Int,
    Boolean,
    Float,
}

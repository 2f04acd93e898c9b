using System.Security.Claims;

namespace TechGraph.GraphQL.Execution;

/// <summary>What a batch resolver sees: all parents of one field at one level.</summary>
public interface IBatchContext<TParent>
{
    /// <summary>The parents, in the order in which they were met.</summary>
    IReadOnlyList<TParent> Parents { get; }

    /// <summary>The user of the request.</summary>
    ClaimsPrincipal User { get; }

    /// <summary>Cancelled when the client leaves or the time is over.</summary>
    CancellationToken Cancellation { get; }

    /// <inheritdoc cref="IFieldContext.Arg{T}"/>
    T Arg<T>(string name);

    /// <inheritdoc cref="IFieldContext.Has"/>
    bool Has(string name);

    /// <inheritdoc cref="IFieldContext.Selects"/>
    bool Selects(string path);

    /// <inheritdoc cref="IFieldContext.Service{T}"/>
    T Service<T>()
        where T : notnull;
}

using System.Security.Claims;

namespace TechGraph.GraphQL.Execution;

/// <summary>The context of a batch resolver: all parents of one field at one level.</summary>
public interface IBatchContext<TParent>
{
    /// <summary>The parents, in the order in which execution reached them.</summary>
    IReadOnlyList<TParent> Parents { get; }

    /// <summary>User of the request.</summary>
    ClaimsPrincipal User { get; }

    /// <summary>Cancelled when the client disconnects or the time limit is reached.</summary>
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

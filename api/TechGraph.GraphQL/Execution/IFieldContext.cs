using System.Security.Claims;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>All that a resolver sees of the request. It is valid until the resolver's result is there.</summary>
public interface IFieldContext
{
    /// <summary>The user of the request; an anonymous principal where nobody signed in.</summary>
    ClaimsPrincipal User { get; }

    /// <summary>The place of the field in the response, with aliases and indices.</summary>
    ResponsePath Path { get; }

    /// <summary>Cancelled when the client leaves or the time is over.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>The value of the parent object.</summary>
    /// <exception cref="InvalidOperationException">The parent is no <typeparamref name="T"/>, or this is a root field.</exception>
    T Parent<T>();

    /// <summary>The coerced value of an argument; null (or the default of <typeparamref name="T"/>) when absent or null.</summary>
    /// <typeparam name="T">
    /// The scalar's CLR type; for enums <see cref="string"/> or a CLR enum; for lists an array, <see cref="List{T}"/>,
    /// <see cref="System.Collections.Immutable.ImmutableArray{T}"/> or an interface of these; for input objects
    /// <see cref="InputObject"/> or <c>IReadOnlyDictionary&lt;string, object?&gt;</c>.
    /// </typeparam>
    /// <exception cref="InvalidOperationException">The value cannot be read as <typeparamref name="T"/>.</exception>
    T Arg<T>(string name);

    /// <summary>Whether the request, a variable or a default gives the argument a value, be it null.</summary>
    bool Has(string name);

    /// <summary>A service of the request.</summary>
    T Service<T>()
        where T : notnull;

    /// <summary>A loader of this request.</summary>
    ILoader<TKey, TValue> Loader<TKey, TValue>(LoaderKey<TKey, TValue> key)
        where TKey : notnull;

    /// <summary>Whether the field's selection holds this field below it; dots separate levels: <c>nodes.name</c>.</summary>
    /// <remarks>Names are field names, not aliases; below an abstract type any possible type counts.</remarks>
    bool Selects(string path);

    /// <summary>Adds an error at this field without failing it.</summary>
    void Report(GraphQLError error);
}

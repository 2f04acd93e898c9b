using System.Security.Claims;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>The context of a resolver: parent, arguments, services and request. It is valid until the resolver's result is complete.</summary>
public interface IFieldContext
{
    /// <summary>User of the request; an anonymous principal if no user is signed in.</summary>
    ClaimsPrincipal User { get; }

    /// <summary>Path of the field in the response, with aliases and indices.</summary>
    ResponsePath Path { get; }

    /// <summary>Cancelled when the client disconnects or the time limit is reached.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>Returns the value of the parent object.</summary>
    /// <exception cref="InvalidOperationException">The parent is not a <typeparamref name="T"/>, or this is a root field.</exception>
    T Parent<T>();

    /// <summary>Returns the coerced value of an argument; null (or the default of <typeparamref name="T"/>) if it is absent or null.</summary>
    /// <typeparam name="T">
    /// The scalar's CLR type; for enums <see cref="string"/> or a CLR enum; for lists an array, <see cref="List{T}"/>,
    /// <see cref="System.Collections.Immutable.ImmutableArray{T}"/> or an interface of these; for input objects
    /// <see cref="InputObject"/> or <c>IReadOnlyDictionary&lt;string, object?&gt;</c>.
    /// </typeparam>
    /// <exception cref="InvalidOperationException">The value cannot be read as <typeparamref name="T"/>.</exception>
    T Arg<T>(string name);

    /// <summary>Whether the argument has a value from the request, a variable or a default; null is a value.</summary>
    bool Has(string name);

    /// <summary>Returns a service of the request.</summary>
    T Service<T>()
        where T : notnull;

    /// <summary>Returns a loader of this request.</summary>
    ILoader<TKey, TValue> Loader<TKey, TValue>(LoaderKey<TKey, TValue> key)
        where TKey : notnull;

    /// <summary>Whether a field is selected below this one; dots separate levels: <c>nodes.name</c>.</summary>
    /// <remarks>Names are field names, not aliases. Below an abstract type, a selection on any possible type counts.</remarks>
    bool Selects(string path);

    /// <summary>Adds an error at this field without failing it.</summary>
    void Report(GraphQLError error);
}

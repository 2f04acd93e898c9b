using System.Security.Claims;

namespace TechGraph.GraphQL.Validation;

/// <summary>Settings that validation reads.</summary>
public abstract class ValidationOptions
{
    private protected ValidationOptions()
    {
    }

    /// <summary>Limits of requests.</summary>
    public LimitOptions Limits { get; } = new();

    /// <summary>
    /// Whether clients may read the schema: introspection, <c>?sdl</c>, "did you mean". Null (default): in environment Development only.
    /// </summary>
    public bool? AllowIntrospection { get; set; }

    /// <summary>
    /// Whether a user may read the schema although <see cref="AllowIntrospection"/> is false; null (default): no user. It is called for
    /// each request that reads the schema. It does not enable "did you mean", because a document's errors are cached for all users.
    /// </summary>
    public Func<ClaimsPrincipal, bool>? AllowIntrospectionTo { get; set; }

    /// <summary>
    /// Whether errors contain the name of the broken rule and the message of unexpected exceptions. Null (default): in environment Development only.
    /// </summary>
    public bool? IncludeDetails { get; set; }

    /// <summary>Whether a user may read the schema.</summary>
    internal bool MayIntrospect(ClaimsPrincipal user) => AllowIntrospection == true || AllowIntrospectionTo?.Invoke(user) == true;
}

using System.Security.Claims;

namespace TechGraph.GraphQL.Validation;

/// <summary>Settings that validation reads.</summary>
public abstract class ValidationOptions
{
    private protected ValidationOptions()
    {
    }

    /// <summary>How much a request may ask.</summary>
    public LimitOptions Limits { get; } = new();

    /// <summary>
    /// Whether clients may read the schema: introspection, <c>?sdl</c>, "did you mean". Null (default): in environment Development only.
    /// </summary>
    public bool? AllowIntrospection { get; set; }

    /// <summary>
    /// Users who may read the schema although <see cref="AllowIntrospection"/> is false; null (default): none. It is asked for each
    /// request that would read it. "Did you mean" hints stay away even so, since a document's errors are kept for all users.
    /// </summary>
    public Func<ClaimsPrincipal, bool>? AllowIntrospectionTo { get; set; }

    /// <summary>
    /// Whether errors name the broken rule and show the text of unexpected failures. Null (default): in environment Development only.
    /// </summary>
    public bool? IncludeDetails { get; set; }

    /// <summary>Whether a user may read the schema.</summary>
    internal bool MayIntrospect(ClaimsPrincipal user) => AllowIntrospection == true || AllowIntrospectionTo?.Invoke(user) == true;
}

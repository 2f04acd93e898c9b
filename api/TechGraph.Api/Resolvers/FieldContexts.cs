using TechGraph.GraphQL;
using TechGraph.Schema.Resolution;

namespace TechGraph.Api.Resolvers;

/// <summary>What resolvers ask of a field again and again.</summary>
internal static class FieldContexts
{
    /// <summary>The lens of the field's argument <c>knownAt</c>.</summary>
    public static Task<Lens> LensAsync(this IFieldContext context) =>
        context.Service<GraphSession>().LensAsync(context.Arg<DateOnly?>("knownAt"), context.Cancellation);

    /// <summary>The lens of everything that is known.</summary>
    public static Task<Lens> WholeAsync(this IFieldContext context) => context.Service<GraphSession>().LensAsync(null, context.Cancellation);

    /// <summary>The argument <c>first</c>, from 1 to 100.</summary>
    public static int First(this IFieldContext context)
    {
        var first = context.Arg<int?>("first") ?? Paging.Page.DefaultSize;
        return first is >= 1 and <= Paging.Page.MaxSize
            ? first
            : throw new GraphQLError($"\"first\" is {first}; it is 1 to {Paging.Page.MaxSize}.", "BAD_USER_INPUT");
    }

    /// <summary>No record of that id.</summary>
    public static GraphQLError NotFound(string what, string id) => new($"There is no {what} \"{id}\".", "NOT_FOUND");
}

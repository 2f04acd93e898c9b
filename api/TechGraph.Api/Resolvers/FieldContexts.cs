using TechGraph.Api.Paging;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Api.Resolvers;

/// <summary>Shorthands for resolvers.</summary>
internal static class FieldContexts
{
    /// <summary>Queries the graph through a lens with the field's argument <c>knownAt</c>.</summary>
    public static Task<T> AskAsync<T>(this IFieldContext context, Func<Lens, T> question)
    {
        var knownAt = context.Arg<DateOnly?>("knownAt");
        return context.AskViewAsync(view => question(new Lens(view, knownAt)));
    }

    /// <summary>Queries the graph with all claims counting.</summary>
    public static Task<T> AskAllAsync<T>(this IFieldContext context, Func<Lens, T> question) => context.AskViewAsync(view => question(new Lens(view)));

    /// <summary>Queries the graph.</summary>
    public static Task<T> AskViewAsync<T>(this IFieldContext context, Func<IGraphView, T> question) =>
        context.Service<GraphSession>().AskAsync(question, context.Cancellation);

    /// <summary>The argument <c>first</c> of a list.</summary>
    /// <param name="context">The field.</param>
    /// <param name="most">Largest value allowed.</param>
    /// <exception cref="GraphQLError">BAD_USER_INPUT: it is not between 1 and <paramref name="most"/>.</exception>
    public static int First(this IFieldContext context, int most = Page.MaxSize)
    {
        var first = context.Arg<int?>("first") ?? Page.DefaultSize;
        return first >= 1 && first <= most ? first : throw new GraphQLError($"\"first\" is {first}, but must be 1 to {most}.", "BAD_USER_INPUT");
    }

    /// <summary>The error that no record has an id.</summary>
    public static GraphQLError NotFound(string what, string id) => new($"There is no {what} \"{id}\".", "NOT_FOUND");
}

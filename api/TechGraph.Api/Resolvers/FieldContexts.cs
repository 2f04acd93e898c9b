using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Api.Resolvers;

/// <summary>What resolvers ask of a field again and again.</summary>
internal static class FieldContexts
{
    /// <summary>Asks a question of the graph through the field's argument <c>knownAt</c>.</summary>
    public static Task<T> AskAsync<T>(this IFieldContext context, Func<Lens, T> question)
    {
        var knownAt = context.Arg<DateOnly?>("knownAt");
        return context.AskViewAsync(view => question(new Lens(view, knownAt)));
    }

    /// <summary>Asks a question of everything that is known.</summary>
    public static Task<T> AskNewestAsync<T>(this IFieldContext context, Func<Lens, T> question) => context.AskViewAsync(view => question(new Lens(view)));

    /// <summary>Asks a question of the graph.</summary>
    public static Task<T> AskViewAsync<T>(this IFieldContext context, Func<IGraphView, T> question) =>
        context.Service<GraphSession>().AskAsync(question, context.Cancellation);

    /// <summary>The argument <c>first</c>, from 1 to 100.</summary>
    public static int First(this IFieldContext context)
    {
        var first = context.Arg<int?>("first") ?? Paging.Page.DefaultSize;
        return first is >= 1 and <= Paging.Page.MaxSize
            ? first
            : throw new GraphQLError($"\"first\" is {first}, but must be 1 to {Paging.Page.MaxSize}.", "BAD_USER_INPUT");
    }

    /// <summary>No record of that id.</summary>
    public static GraphQLError NotFound(string what, string id) => new($"There is no {what} \"{id}\".", "NOT_FOUND");
}

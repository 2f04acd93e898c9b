using TechGraph.Core.Paths;
using TechGraph.GraphQL.Errors;

namespace TechGraph.Api.Resolvers;

/// <summary>Questions that cannot be answered, told to clients.</summary>
internal static class QueryErrors
{
    /// <summary>Asks; a question that the core refuses is an error of the field, with its code.</summary>
    public static T Translate<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (QueryException refused)
        {
            throw new GraphQLError(refused.Message, refused.Code, cause: refused);
        }
    }
}

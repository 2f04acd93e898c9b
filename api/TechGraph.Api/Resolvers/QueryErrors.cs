using TechGraph.Core.Paths;
using TechGraph.GraphQL.Errors;

namespace TechGraph.Api.Resolvers;

/// <summary>Turns queries that the core refuses into errors for clients.</summary>
internal static class QueryErrors
{
    /// <summary>Runs a query; a refusal becomes an error of the field, with its code.</summary>
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

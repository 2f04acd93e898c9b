using TechGraph.GraphQL.Errors;
using TechGraph.Schema.Paths;

namespace TechGraph.Api.Resolvers;

/// <summary>Questions that cannot be answered, told to clients.</summary>
internal static class Refusals
{
    /// <summary>Asks; a question that the core refuses is an error of the field, with its code.</summary>
    public static T Told<T>(Func<T> ask)
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

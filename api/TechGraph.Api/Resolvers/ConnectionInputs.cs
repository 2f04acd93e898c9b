using TechGraph.Core.Paths;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Resolvers;

/// <summary>Reads <c>PathInput</c>.</summary>
internal static class ConnectionInputs
{
    public static ConnectionQuery Read(InputObject input)
    {
        try
        {
            return new ConnectionQuery(DealPathInputs.Ids(input, "from"), DealPathInputs.Ids(input, "to"))
            {
                MinHops = input.Arg<int>("minHops"),
                MaxHops = input.Arg<int>("maxHops"),
                EventKinds = DealPathInputs.Kinds(input, "eventKinds"),
                RelationKinds = [.. DealPathInputs.List<string>(input, "relationKinds").Select(kind => kind.ToLowerInvariant())],
                Roles = DealPathInputs.List<string>(input, "roles"),
                Via = DealPathInputs.Ids(input, "via"),
                Avoid = DealPathInputs.List<string>(input, "avoid"),
                IncludeGroups = input.Arg<bool>("includeGroups"),
                AsOf = input.Arg<DateOnly?>("asOf"),
                KnownAt = input.Arg<DateOnly?>("knownAt"),
            };
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new GraphQLError(DealPathInputs.FirstLine(error), "BAD_USER_INPUT", cause: error);
        }
    }
}

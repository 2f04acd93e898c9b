
namespace TechGraph.GraphQL.Errors;

/// <summary>The one shape of an error about a limit.</summary>
internal static class LimitError
{
    public static GraphQLError Create(string limit, long max, string message) =>
        new(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{message} The limit is {max}."),
            ErrorCodes.LimitExceeded,
            new Dictionary<string, object?> { ["limit"] = limit, ["max"] = max });
}

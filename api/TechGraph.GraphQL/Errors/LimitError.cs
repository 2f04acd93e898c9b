
namespace TechGraph.GraphQL.Errors;

/// <summary>Creates errors for exceeded limits.</summary>
internal static class LimitError
{
    public static GraphQLError Create(string limit, long max, string message) =>
        new(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{message} The limit is {max}."),
            ErrorCodes.LimitExceeded,
            new Dictionary<string, object?> { ["limit"] = limit, ["max"] = max });
}

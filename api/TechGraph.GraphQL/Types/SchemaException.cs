using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Types;

/// <summary>The schema or its resolver map is invalid; the message lists every problem.</summary>
#pragma warning disable CA1032 // The message is made from the problems.
public sealed class SchemaException : Exception
#pragma warning restore CA1032
{
    internal SchemaException(IReadOnlyList<GraphQLError> problems)
        : base(Describe(problems)) => Problems = problems;

    /// <summary>Problems in the order in which they were found; never empty.</summary>
    public IReadOnlyList<GraphQLError> Problems { get; }

    private static string Describe(IReadOnlyList<GraphQLError> problems) =>
        $"The GraphQL schema has {(problems.Count == 1 ? "1 problem" : $"{problems.Count} problems")}:" + string.Concat(problems.Select(p =>
            $"{Environment.NewLine}- {p.Message}{(p.Locations.Count == 0 ? "" : $" (line {p.Locations[0].Line}, column {p.Locations[0].Column})")}"));
}

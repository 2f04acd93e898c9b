using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Types;

/// <summary>The schema, or the resolver map beside it, is wrong; every problem is listed.</summary>
#pragma warning disable CA1032 // Without its problems it would say nothing.
public sealed class SchemaException : Exception
#pragma warning restore CA1032
{
    internal SchemaException(IReadOnlyList<GraphQLError> problems)
        : base(Describe(problems)) => Problems = problems;

    /// <summary>The problems in the order in which they were found; never empty.</summary>
    public IReadOnlyList<GraphQLError> Problems { get; }

    private static string Describe(IReadOnlyList<GraphQLError> problems) =>
        $"The GraphQL schema has {problems.Count} problem(s):" + string.Concat(problems.Select(p =>
            $"{Environment.NewLine}- {p.Message}{(p.Locations.Count == 0 ? "" : $" (line {p.Locations[0].Line}, column {p.Locations[0].Column})")}"));
}

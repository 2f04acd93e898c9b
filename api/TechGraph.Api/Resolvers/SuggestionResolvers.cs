using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.Schema.Model;
using TechGraph.Schema.Resolution;

namespace TechGraph.Api.Resolvers;

/// <summary>Pairs of entities for a person to judge.</summary>
internal static class SuggestionResolvers
{
    private const int MostPairs = 1000;

    public static GraphQLEngineBuilder AddSuggestions(this GraphQLEngineBuilder map) => map
        .Field("Query", "suggestions", static (IFieldContext c) => c.AskWholeAsync(lens => Find(c, lens)))
        .Field("Suggestions", "totalCount", static (Shown s) => s.All.Count)
        .Field("Suggestions", "complete", static (Shown s) => s.All.Count <= s.First)
        .Field("Suggestions", "pairs", static (Shown s) => s.All.Take(s.First).Select(pair => new Seen<Suggestion>(s.Lens, pair)))
        .Field("Suggestion", "one", static (Seen<Suggestion> s) => s.With(s.Record.One))
        .Field("Suggestion", "other", static (Seen<Suggestion> s) => s.With(s.Record.Other))
        .Field("Suggestion", "likeness", static (Seen<Suggestion> s) => s.Record.Likeness)
        .Field("Suggestion", "because", static (Seen<Suggestion> s) => s.Record.Because);

    private static Shown Find(IFieldContext context, Lens lens)
    {
        var (first, of) = (context.Arg<int>("first"), context.Arg<string?>("of"));
        if (first is < 1 or > MostPairs)
        {
            throw new GraphQLError($"\"first\" is {first}; it is 1 to {MostPairs}.", "BAD_USER_INPUT");
        }

        var all = Suggestions.Of(lens.View);
        if (of is null)
        {
            return new Shown(lens, all, first);
        }

        var id = lens.View.Follow(new EntityId(of));
        return lens.View.Find(id) is null
            ? throw FieldContexts.NotFound("entity", of)
            : new Shown(lens, [.. all.Where(pair => pair.One.Id == id || pair.Other.Id == id)], first);
    }

    private sealed record Shown(Lens Lens, IReadOnlyList<Suggestion> All, int First);
}

using TechGraph.Core.Lenses;
using TechGraph.Core.Matching;
using TechGraph.Core.Model;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Api.Resolvers;

/// <summary>Pairs of entities for a person to judge.</summary>
internal static class SuggestionResolvers
{
    private const int MaxPairs = 1000;

    public static GraphQLEngineBuilder AddSuggestions(this GraphQLEngineBuilder map) => map
        .Field("Query", "suggestions", static (IFieldContext c) => c.AskNewestAsync(lens => Find(c, lens)))
        .Field("Suggestions", "totalCount", static (SuggestionsPayload s) => s.All.Count)
        .Field("Suggestions", "complete", static (SuggestionsPayload s) => s.All.Count <= s.First)
        .Field("Suggestions", "pairs", static (SuggestionsPayload s) => s.All.Take(s.First).Select(pair => new LensView<Suggestion>(s.Lens, pair)))
        .Field("Suggestion", "one", static (LensView<Suggestion> s) => s.With(s.Record.One))
        .Field("Suggestion", "other", static (LensView<Suggestion> s) => s.With(s.Record.Other))
        .Field("Suggestion", "likeness", static (LensView<Suggestion> s) => s.Record.Reason)
        .Field("Suggestion", "because", static (LensView<Suggestion> s) => s.Record.Explanation);

    private static SuggestionsPayload Find(IFieldContext context, Lens lens)
    {
        var (first, of) = (context.Arg<int>("first"), context.Arg<string?>("of"));
        if (first is < 1 or > MaxPairs)
        {
            throw new GraphQLError($"\"first\" is {first}, but must be 1 to {MaxPairs}.", "BAD_USER_INPUT");
        }

        var all = Suggestions.Of(lens.View);
        if (of is null)
        {
            return new SuggestionsPayload(lens, all, first);
        }

        var id = lens.View.CurrentIdOf(new EntityId(of));
        return lens.View.Find(id) is null
            ? throw FieldContexts.NotFound("entity", of)
            : new SuggestionsPayload(lens, [.. all.Where(pair => pair.One.Id == id || pair.Other.Id == id)], first);
    }

    private sealed record SuggestionsPayload(Lens Lens, IReadOnlyList<Suggestion> All, int First);
}

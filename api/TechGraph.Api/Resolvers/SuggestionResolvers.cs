using TechGraph.Api.Paging;
using TechGraph.Core.Lenses;
using TechGraph.Core.Matching;
using TechGraph.Core.Model;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of suggestions: pairs of entities for a person to judge.</summary>
internal static class SuggestionResolvers
{
    private const int MaxPairs = 1000;

    public static GraphQLEngineBuilder AddSuggestions(this GraphQLEngineBuilder map) => map
        .Type<IFieldContext>("Query", type => type
            .Field("suggestions", static c => c.AskAllAsync(lens => Find(c, lens))))
        .Type<SuggestionsPayload>("Suggestions", type => type
            .Field("totalCount", static s => s.Pairs.Total)
            .Field("complete", static s => s.Pairs.IsComplete)
            .Field("pairs", static s => s.Pairs.Items.Select(pair => new LensView<Suggestion>(s.Lens, pair))))
        .Type<LensView<Suggestion>>("Suggestion", type => type
            .Field("one", static s => s.With(s.Record.One))
            .Field("other", static s => s.With(s.Record.Other))
            .Field("reason", static s => s.Record.Reason)
            .Field("explanation", static s => s.Record.Explanation));

    private static SuggestionsPayload Find(IFieldContext context, Lens lens)
    {
        var (first, of) = (context.First(MaxPairs), context.Arg<string?>("of"));
        var all = Suggestions.Of(lens.View);
        if (of is null)
        {
            return new SuggestionsPayload(lens, new ListHead<Suggestion>(all, first));
        }

        var id = lens.View.CurrentIdOf(new EntityId(of));
        return lens.View.Find(id) is null
            ? throw FieldContexts.NotFound("entity", of)
            : new SuggestionsPayload(lens, new ListHead<Suggestion>([.. all.Where(pair => pair.One.Id == id || pair.Other.Id == id)], first));
    }

    private sealed record SuggestionsPayload(Lens Lens, ListHead<Suggestion> Pairs);
}

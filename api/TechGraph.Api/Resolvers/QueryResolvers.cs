using System.Globalization;
using TechGraph.Api.Paging;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Matching;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of the query root.</summary>
internal static class QueryResolvers
{
    public static GraphQLEngineBuilder AddQuery(this GraphQLEngineBuilder map) => map
        .Type<IFieldContext>("Query", type => type
            .Field("graph", static async c => await c.Service<GraphSession>().ViewAsync(c.Cancellation))
            .Field("entity", static c => c.AskAsync(lens => FindEntity(lens, c.Arg<string>("id"))))
            .Field("entities", static c => c.AskAsync(lens => Entities(c, lens)))
            .Field("event", static c => c.AskAsync(lens => FindEvent(lens, c.Arg<string>("id"))))
            .Field("events", static c => c.AskAsync(lens => Events(c, lens)))
            .Field("source", static c => c.AskAllAsync(lens => FindSource(lens, c.Arg<string>("id"))))
            .Field("sources", static c => c.AskAllAsync(lens => Sources(c, lens)))
            .Field("claim", static c => c.AskAllAsync(lens => FindClaim(lens, c.Arg<string>("id"))))
            .Field("claims", static c => c.AskAllAsync(lens => Claims(c, lens)))
            .Field("vocabulary", static async c => (await c.Service<GraphSession>().ViewAsync(c.Cancellation)).Terms)
            .Field("search", static c => c.AskAllAsync(lens => Search(c, lens)))
            .Field("dealPaths", static c => c.AskViewAsync(view => DealPaths(c, view)))
            .Field("paths", static c => c.AskViewAsync(view => Connections(c, view))))
        .Type<IGraphView>("Graph", type => type
            .Field("sequence", static g => (int)g.Version.Sequence)
            .Field("contentHash", static g => g.Version.ContentHash)
            .Field("entityCount", static g => g.Entities.Count)
            .Field("eventCount", static g => g.Events.Count)
            .Field("relationCount", static g => g.Relations.Count)
            .Field("sourceCount", static g => g.Sources.Count)
            .Field("claimCount", static g => g.Claims.Count)
            .Field("limits", static _ => PathLimits.Default)
            .Field("staleSince", static (_, c) => c.Service<IGraphStore>().StaleSince?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            .Field("problem", static (_, c) => c.Service<IGraphStore>().Problem))
        .Type<StoreProblem>("StoreProblem", type => type
            .Field("code", static problem => problem.Code)
            .Field("message", static problem => problem.Message))
        .Type<PathLimits>("PathLimits", type => type
            .Field("maxHops", static _ => DealPathQuery.HopLimit)
            .Field("maxEdges", static _ => (int)DealPathQuery.DefaultBudget)
            .Field("maxPaths", static _ => DealPathQuery.PathLimit))
        .Type<LensView<EntitySearch.Hit>>("SearchHit", type => type
            .Field("entity", static h => h.With(h.Record.Entity))
            .Field("matched", static h => h.Record.Matched))
        .AddConnection<LensView<Entity>>("EntityConnection", "EntityEdge")
        .AddConnection<LensView<Event>>("EventConnection", "EventEdge")
        .AddConnection<LensView<Source>>("SourceConnection", "SourceEdge")
        .AddConnection<LensView<Claim>>("ClaimConnection", "ClaimEdge")
        .AddPageInfo();

    private static LensView<Entity> FindEntity(Lens lens, string id) =>
        new(lens, lens.View.Find(lens.View.CurrentIdOf(new EntityId(id))) ?? throw FieldContexts.NotFound("entity", id));

    private static LensView<Event> FindEvent(Lens lens, string id)
    {
        var found = lens.View.Find(new Core.Model.EventId(id)) ?? throw FieldContexts.NotFound("event", id);
        return lens.Exists(found)
            ? new LensView<Event>(lens, found)
            : throw new GraphQLError(
                lens.KnownAt is { } day
                    ? $"No source published by {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} mentions \"{id}\". Ask with a later knownAt."
                    : $"Every claim about \"{id}\" was withdrawn.",
                "NOT_KNOWN");
    }

    private static LensView<Source> FindSource(Lens lens, string id) =>
        new(lens, lens.View.Find(new SourceId(id)) ?? throw FieldContexts.NotFound("source", id));

    private static LensView<Claim> FindClaim(Lens lens, string id) =>
        new(lens, lens.View.Find(new ClaimId(id)) ?? throw FieldContexts.NotFound("claim", id));

    private static Page<LensView<Entity>> Entities(IFieldContext context, Lens lens)
    {
        var (where, order) = (context.Arg<InputObject?>("where"), context.Arg<InputObject[]?>("order"));
        var ids = lens.View.EntitiesWhere(WherePrefilters.ForEntities(where, lens.View.Terms));
        if (where is null && order is null or [])
        {
            return PageOf(context, lens, "entities", ids, id => id.Value, id => lens.View.Find(id)!, where, order);
        }

        var items = ListOrder.Entities(Found(ids, lens.View.Find).Where(entity => WhereFilters.Matches(where, entity, lens)), order);
        return PageOf(context, lens, "entities", items, entity => entity.Id.Value, entity => entity, where, order);
    }

    private static Page<LensView<Event>> Events(IFieldContext context, Lens lens)
    {
        var (where, order) = (context.Arg<InputObject?>("where"), context.Arg<InputObject[]?>("order"));
        var ids = lens.View.EventsWhere(WherePrefilters.ForEvents(where, lens));
        var items = ListOrder.Events(Found(ids, lens.View.Find).Where(e => lens.Exists(e) && WhereFilters.Matches(where, e, lens)), order, lens);
        return PageOf(context, lens, "events", items, e => e.Id.Value, e => e, where, order);
    }

    private static Page<LensView<Source>> Sources(IFieldContext context, Lens lens) =>
        PageOf(context, lens, "sources", lens.View.SourceIds, id => id.Value, id => lens.View.Find(id)!, null, null);

    private static Page<LensView<Claim>> Claims(IFieldContext context, Lens lens)
    {
        var where = context.Arg<InputObject?>("where");
        var ids = lens.View.ClaimsWhere(WherePrefilters.ForClaims(where));
        if (where is null)
        {
            return PageOf(context, lens, "claims", ids, id => id.Value, id => lens.View.Find(id)!, where, null);
        }

        return PageOf(context, lens, "claims", Found(ids, lens.View.Find).Where(claim => WhereFilters.Matches(where, claim)).ToList(), claim => claim.Id.Value, claim => claim, where, null);
    }

    /// <summary>Records by id. All are looked up before the first is returned, so that they can be fetched together.</summary>
    private static IEnumerable<T> Found<TId, T>(IReadOnlyList<TId> ids, Func<TId, T?> find)
        where T : class => [.. ids.Select(find).OfType<T>()];

    private static Page<LensView<T>> PageOf<TItem, T>(
        IFieldContext context, Lens lens, string field, IReadOnlyList<TItem> items, Func<TItem, string> key, Func<TItem, T> record, InputObject? where, InputObject[]? order) =>
        Page.Of(items, key, CursorScope.Of(field, where, order, lens.KnownAt), context.First(), context.Arg<string?>("after"))
            .Select(item => new LensView<T>(lens, record(item)));

    private static IEnumerable<LensView<EntitySearch.Hit>> Search(IFieldContext context, Lens lens)
    {
        var text = context.Arg<string>("text");
        return !EntitySearch.IsSearchable(text)
            ? throw new GraphQLError("\"text\" has no letter or digit to search for.", "BAD_USER_INPUT")
            : [.. EntitySearch.Find(lens.View, text).Take(context.First()).Select(hit => new LensView<EntitySearch.Hit>(lens, hit))];
    }

    private static DealPathPayload DealPaths(IFieldContext context, IGraphView view)
    {
        var input = context.Arg<InputObject>("input");
        var query = DealPathInputs.Read(input, view);
        var answer = QueryErrors.Translate(() => PathEngine.Find(view, query, context.Cancellation));
        var lens = new Lens(view, query.KnownAt, query.Evidence.ExcludeSources);
        var page = Page.Of(answer.Paths, path => path.Id, CursorScope.Of("dealPaths", input), context.First(), context.Arg<string?>("after"));
        return new DealPathPayload(lens, query, answer, page.Select(path => new FoundPath(lens, path, query.Time.AsOf)));
    }

    private static ConnectionPayload Connections(IFieldContext context, IGraphView view)
    {
        var input = context.Arg<InputObject>("input");
        var query = ConnectionInputs.Read(input);
        var answer = QueryErrors.Translate(() => ConnectionSearch.Find(view, query, context.Cancellation));
        var lens = new Lens(view, query.KnownAt);
        var page = Page.Of(answer.Paths, path => path.Id, CursorScope.Of("paths", input), context.First(), context.Arg<string?>("after"));
        return new ConnectionPayload(lens, answer, page.Select(path => new LensView<Connection>(lens, path)));
    }

    private sealed record PathLimits
    {
        public static PathLimits Default { get; } = new();
    }
}

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
        .Field("Query", "graph", static async (IFieldContext c) => await c.Service<GraphSession>().ViewAsync(c.Cancellation))
        .Field("Query", "entity", static (IFieldContext c) => c.AskAsync(lens => FindEntity(lens, c.Arg<string>("id"))))
        .Field("Query", "entities", static (IFieldContext c) => c.AskAsync(lens => Entities(c, lens)))
        .Field("Query", "event", static (IFieldContext c) => c.AskAsync(lens => FindEvent(lens, c.Arg<string>("id"))))
        .Field("Query", "events", static (IFieldContext c) => c.AskAsync(lens => Events(c, lens)))
        .Field("Query", "source", static (IFieldContext c) => c.AskNewestAsync(lens => FindSource(lens, c.Arg<string>("id"))))
        .Field("Query", "sources", static (IFieldContext c) => c.AskNewestAsync(lens => Sources(c, lens)))
        .Field("Query", "claim", static (IFieldContext c) => c.AskNewestAsync(lens => FindClaim(lens, c.Arg<string>("id"))))
        .Field("Query", "claims", static (IFieldContext c) => c.AskNewestAsync(lens => Claims(c, lens)))
        .Field("Query", "vocabulary", static async (IFieldContext c) => (await c.Service<GraphSession>().ViewAsync(c.Cancellation)).Terms)
        .Field("Query", "search", static (IFieldContext c) => c.AskNewestAsync(lens => Search(c, lens)))
        .Field("Query", "dealPaths", static (IFieldContext c) => c.AskViewAsync(view => DealPaths(c, view)))
        .Field("Query", "paths", static (IFieldContext c) => c.AskViewAsync(view => Connections(c, view)))
        .Field("Graph", "sequence", static (IGraphView g) => (int)g.Version.Sequence)
        .Field("Graph", "contentHash", static (IGraphView g) => g.Version.ContentHash)
        .Field("Graph", "entityCount", static (IGraphView g) => g.Entities.Count)
        .Field("Graph", "eventCount", static (IGraphView g) => g.Events.Count)
        .Field("Graph", "relationCount", static (IGraphView g) => g.Relations.Count)
        .Field("Graph", "sourceCount", static (IGraphView g) => g.Sources.Count)
        .Field("Graph", "claimCount", static (IGraphView g) => g.Claims.Count)
        .Field("Graph", "limits", static (IGraphView _) => PathLimits.Default)
        .Field("Graph", "awaySince", static (IFieldContext c) => c.Service<IGraphStore>().StaleSince?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        .Field("PathLimits", "maxHops", static (PathLimits _) => DealPathQuery.HopLimit)
        .Field("PathLimits", "maxEdges", static (PathLimits _) => (int)DealPathQuery.DefaultBudget)
        .Field("PathLimits", "maxPaths", static (PathLimits _) => DealPathQuery.PathLimit)
        .Field("SearchHit", "entity", static (LensView<EntitySearch.Hit> h) => h.With(h.Record.Entity))
        .Field("SearchHit", "matched", static (LensView<EntitySearch.Hit> h) => h.Record.Matched)
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
            : throw new GraphQLError($"No source published by {lens.KnownAt:yyyy-MM-dd} mentions \"{id}\".", "NOT_KNOWN");
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

    /// <summary>Records by id; every one is looked up before the first is given, so that they can be fetched together.</summary>
    private static IEnumerable<T> Found<TId, T>(IReadOnlyList<TId> ids, Func<TId, T?> find)
        where T : class => [.. ids.Select(find).OfType<T>()];

    private static Page<LensView<T>> PageOf<TItem, T>(
        IFieldContext context, Lens lens, string field, IReadOnlyList<TItem> items, Func<TItem, string> key, Func<TItem, T> record, InputObject? where, InputObject[]? order) =>
        Page.Of(items, key, CursorScope.Of(field, where, order, lens.KnownAt), context.First(), context.Arg<string?>("after"))
            .Select(item => new LensView<T>(lens, record(item)));

    private static IEnumerable<LensView<EntitySearch.Hit>> Search(IFieldContext context, Lens lens)
    {
        var text = context.Arg<string>("text");
        return NameKey.Of(text).Length == 0
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

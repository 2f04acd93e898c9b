using System.Globalization;
using TechGraph.Api.Paging;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Paths;
using TechGraph.Schema.Resolution;

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
        .Field("Query", "source", static (IFieldContext c) => c.AskWholeAsync(lens => FindSource(lens, c.Arg<string>("id"))))
        .Field("Query", "sources", static (IFieldContext c) => c.AskWholeAsync(lens => Sources(c, lens)))
        .Field("Query", "claim", static (IFieldContext c) => c.AskWholeAsync(lens => FindClaim(lens, c.Arg<string>("id"))))
        .Field("Query", "claims", static (IFieldContext c) => c.AskWholeAsync(lens => Claims(c, lens)))
        .Field("Query", "vocabulary", static async (IFieldContext c) => (await c.Service<GraphSession>().ViewAsync(c.Cancellation)).Terms)
        .Field("Query", "search", static (IFieldContext c) => c.AskWholeAsync(lens => Search(c, lens)))
        .Field("Query", "dealPaths", static (IFieldContext c) => c.AskViewAsync(view => DealPaths(c, view)))
        .Field("Query", "paths", static (IFieldContext c) => c.AskViewAsync(view => Connections(c, view)))
        .Field("Graph", "sequence", static (IGraphView g) => (int)g.Version.Sequence)
        .Field("Graph", "contentHash", static (IGraphView g) => g.Version.ContentHash)
        .Field("Graph", "entityCount", static (IGraphView g) => g.Entities.Count)
        .Field("Graph", "eventCount", static (IGraphView g) => g.Events.Count)
        .Field("Graph", "relationCount", static (IGraphView g) => g.Relations.Count)
        .Field("Graph", "sourceCount", static (IGraphView g) => g.Sources.Count)
        .Field("Graph", "claimCount", static (IGraphView g) => g.Claims.Count)
        .Field("Graph", "limits", static (IGraphView _) => PathLimits.Shown)
        .Field("Graph", "awaySince", static (IFieldContext c) => c.Service<IGraphStore>().AwaySince?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        .Field("PathLimits", "maxHops", static (PathLimits _) => DealPathQuery.HopLimit)
        .Field("PathLimits", "maxEdges", static (PathLimits _) => (int)DealPathQuery.DefaultBudget)
        .Field("PathLimits", "maxPaths", static (PathLimits _) => DealPathQuery.PathLimit)
        .Field("SearchHit", "entity", static (Seen<EntitySearch.Hit> h) => h.With(h.Record.Entity))
        .Field("SearchHit", "matched", static (Seen<EntitySearch.Hit> h) => h.Record.Matched)
        .AddConnection<Seen<Entity>>("EntityConnection", "EntityEdge")
        .AddConnection<Seen<Event>>("EventConnection", "EventEdge")
        .AddConnection<Seen<Source>>("SourceConnection", "SourceEdge")
        .AddConnection<Seen<Claim>>("ClaimConnection", "ClaimEdge")
        .AddPageInfo();

    private static Seen<Entity> FindEntity(Lens lens, string id) =>
        new(lens, lens.View.Find(lens.View.Follow(new EntityId(id))) ?? throw FieldContexts.NotFound("entity", id));

    private static Seen<Event> FindEvent(Lens lens, string id)
    {
        var found = lens.View.Find(new Schema.Model.EventId(id)) ?? throw FieldContexts.NotFound("event", id);
        return lens.Exists(found)
            ? new Seen<Event>(lens, found)
            : throw new GraphQLError($"No source published by {lens.KnownAt:yyyy-MM-dd} speaks of \"{id}\".", "NOT_KNOWN");
    }

    private static Seen<Source> FindSource(Lens lens, string id) =>
        new(lens, lens.View.Find(new SourceId(id)) ?? throw FieldContexts.NotFound("source", id));

    private static Seen<Claim> FindClaim(Lens lens, string id) =>
        new(lens, lens.View.Find(new ClaimId(id)) ?? throw FieldContexts.NotFound("claim", id));

    private static Page<Seen<Entity>> Entities(IFieldContext context, Lens lens)
    {
        var (where, order) = (context.Arg<InputObject?>("where"), context.Arg<InputObject[]?>("order"));
        var ids = lens.View.EntitiesWhere(FilterNarrowing.OfEntities(where, lens.View.Terms));
        if (where is null && order is null or [])
        {
            return Cut(context, lens, "entities", ids, id => id.Value, id => lens.View.Find(id)!, where, order);
        }

        var items = Sorting.Entities(Found(ids, lens.View.Find).Where(entity => Filters.Passes(where, entity, lens)), order);
        return Cut(context, lens, "entities", items, entity => entity.Id.Value, entity => entity, where, order);
    }

    private static Page<Seen<Event>> Events(IFieldContext context, Lens lens)
    {
        var (where, order) = (context.Arg<InputObject?>("where"), context.Arg<InputObject[]?>("order"));
        var ids = lens.View.EventsWhere(FilterNarrowing.OfEvents(where, lens));
        var items = Sorting.Events(Found(ids, lens.View.Find).Where(e => lens.Exists(e) && Filters.Passes(where, e, lens)), order, lens);
        return Cut(context, lens, "events", items, e => e.Id.Value, e => e, where, order);
    }

    private static Page<Seen<Source>> Sources(IFieldContext context, Lens lens) =>
        Cut(context, lens, "sources", lens.View.SourceIds, id => id.Value, id => lens.View.Find(id)!, null, null);

    private static Page<Seen<Claim>> Claims(IFieldContext context, Lens lens)
    {
        var where = context.Arg<InputObject?>("where");
        var ids = lens.View.ClaimsWhere(FilterNarrowing.OfClaims(where));
        if (where is null)
        {
            return Cut(context, lens, "claims", ids, id => id.Value, id => lens.View.Find(id)!, where, null);
        }

        return Cut(context, lens, "claims", Found(ids, lens.View.Find).Where(claim => Filters.Passes(where, claim)).ToList(), claim => claim.Id.Value, claim => claim, where, null);
    }

    /// <summary>Records by id; every one is looked up before the first is given, so that they can be fetched together.</summary>
    private static IEnumerable<T> Found<TId, T>(IReadOnlyList<TId> ids, Func<TId, T?> find)
        where T : class => [.. ids.Select(find).OfType<T>()];

    private static Page<Seen<T>> Cut<TItem, T>(
        IFieldContext context, Lens lens, string field, IReadOnlyList<TItem> items, Func<TItem, string> key, Func<TItem, T> record, InputObject? where, InputObject[]? order) =>
        Page.Of(items, key, Question.Of(field, where, order, lens.KnownAt), context.First(), context.Arg<string?>("after"))
            .Select(item => new Seen<T>(lens, record(item)));

    private static IEnumerable<Seen<EntitySearch.Hit>> Search(IFieldContext context, Lens lens)
    {
        var text = context.Arg<string>("text");
        return NameKey.Of(text).Length == 0
            ? throw new GraphQLError("\"text\" has no letter or digit to search for.", "BAD_USER_INPUT")
            : [.. EntitySearch.Find(lens.View, text).Take(context.First()).Select(hit => new Seen<EntitySearch.Hit>(lens, hit))];
    }

    private static DealPathFinding DealPaths(IFieldContext context, IGraphView view)
    {
        var input = context.Arg<InputObject>("input");
        var query = DealPathInputs.Read(input, view);
        var answer = Refusals.Told(() => PathEngine.Find(view, query, context.Cancellation));
        var lens = new Lens(view, query.KnownAt, query.Evidence.ExcludeSources);
        var page = Page.Of(answer.Paths, path => path.Id, Question.Of("dealPaths", input), context.First(), context.Arg<string?>("after"));
        return new DealPathFinding(lens, query, answer, page.Select(path => new FoundPath(lens, path, query.Time.AsOf)));
    }

    private static ConnectionFinding Connections(IFieldContext context, IGraphView view)
    {
        var input = context.Arg<InputObject>("input");
        var query = ConnectionInputs.Read(input);
        var answer = Refusals.Told(() => ConnectionSearch.Find(view, query, context.Cancellation));
        var lens = new Lens(view, query.KnownAt);
        var page = Page.Of(answer.Paths, path => path.Id, Question.Of("paths", input), context.First(), context.Arg<string?>("after"));
        return new ConnectionFinding(lens, answer, page.Select(path => new Seen<Connection>(lens, path)));
    }

    private sealed record PathLimits
    {
        public static PathLimits Shown { get; } = new();
    }
}

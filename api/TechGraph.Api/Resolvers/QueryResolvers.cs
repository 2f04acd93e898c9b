using System.Globalization;
using TechGraph.Api.Paging;
using TechGraph.GraphQL;
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
        .Field("Query", "entity", static async (IFieldContext c) => FindEntity(await c.LensAsync(), c.Arg<string>("id")))
        .Field("Query", "entities", static async (IFieldContext c) => Entities(c, await c.LensAsync()))
        .Field("Query", "event", static async (IFieldContext c) => FindEvent(await c.LensAsync(), c.Arg<string>("id")))
        .Field("Query", "events", static async (IFieldContext c) => Events(c, await c.LensAsync()))
        .Field("Query", "source", static async (IFieldContext c) => FindSource(await c.WholeAsync(), c.Arg<string>("id")))
        .Field("Query", "sources", static async (IFieldContext c) => Sources(c, await c.WholeAsync()))
        .Field("Query", "claim", static async (IFieldContext c) => FindClaim(await c.WholeAsync(), c.Arg<string>("id")))
        .Field("Query", "claims", static async (IFieldContext c) => Claims(c, await c.WholeAsync()))
        .Field("Query", "vocabulary", static async (IFieldContext c) => (await c.Service<GraphSession>().ViewAsync(c.Cancellation)).Terms)
        .Field("Query", "search", static async (IFieldContext c) => Search(c, await c.WholeAsync()))
        .Field("Query", "dealPaths", static async (IFieldContext c) => DealPaths(c, await c.Service<GraphSession>().ViewAsync(c.Cancellation)))
        .Field("Query", "paths", static async (IFieldContext c) => Connections(c, await c.Service<GraphSession>().ViewAsync(c.Cancellation)))
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
        new(lens, lens.View.Find(new EntityId(id)) ?? throw FieldContexts.NotFound("entity", id));

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
        var items = Sorting.Entities(lens.View.Entities.Where(entity => Filters.Passes(where, entity, lens)), order);
        return Cut(context, lens, "entities", items, entity => entity.Id.Value, where, order);
    }

    private static Page<Seen<Event>> Events(IFieldContext context, Lens lens)
    {
        var (where, order) = (context.Arg<InputObject?>("where"), context.Arg<InputObject[]?>("order"));
        var items = Sorting.Events(lens.View.Events.Where(e => lens.Exists(e) && Filters.Passes(where, e, lens)), order, lens);
        return Cut(context, lens, "events", items, e => e.Id.Value, where, order);
    }

    private static Page<Seen<Source>> Sources(IFieldContext context, Lens lens) =>
        Cut(context, lens, "sources", lens.View.Sources, source => source.Id.Value, null, null);

    private static Page<Seen<Claim>> Claims(IFieldContext context, Lens lens)
    {
        var where = context.Arg<InputObject?>("where");
        return Cut(context, lens, "claims", [.. lens.View.Claims.Where(claim => Filters.Passes(where, claim))], claim => claim.Id.Value, where, null);
    }

    private static Page<Seen<T>> Cut<T>(
        IFieldContext context, Lens lens, string field, IReadOnlyList<T> items, Func<T, string> key, InputObject? where, InputObject[]? order) => Page.Of(
        [.. items.Select(item => new Seen<T>(lens, item))],
        seen => key(seen.Record),
        Question.Of(field, where, order, lens.KnownAt),
        context.First(),
        context.Arg<string?>("after"));

    private static IEnumerable<Seen<EntitySearch.Hit>> Search(IFieldContext context, Lens lens)
    {
        var text = context.Arg<string>("text");
        return NameKey.Of(text).Length == 0
            ? throw new GraphQLError("\"text\" has no letter or digit to search for.", "BAD_USER_INPUT")
            : EntitySearch.Find(lens.View, text).Take(context.First()).Select(hit => new Seen<EntitySearch.Hit>(lens, hit));
    }

    private static DealPathFinding DealPaths(IFieldContext context, IGraphView view)
    {
        var input = context.Arg<InputObject>("input");
        var query = DealPathInputs.Read(input, view);
        var answer = Refusable(() => PathEngine.Find(view, query, context.Cancellation));
        var lens = new Lens(view, query.KnownAt, query.Evidence.ExcludeSources);
        var page = Page.Of(
            [.. answer.Paths.Select(path => new FoundPath(lens, path, query.Time.AsOf))],
            found => found.Path.Id,
            Question.Of("dealPaths", input),
            context.First(),
            context.Arg<string?>("after"));
        return new DealPathFinding(lens, query, answer, page);
    }

    private static ConnectionFinding Connections(IFieldContext context, IGraphView view)
    {
        var input = context.Arg<InputObject>("input");
        var query = ConnectionInputs.Read(input);
        var answer = Refusable(() => ConnectionSearch.Find(view, query, context.Cancellation));
        var lens = new Lens(view, query.KnownAt);
        var page = Page.Of(
            [.. answer.Paths.Select(path => new Seen<Connection>(lens, path))],
            found => found.Record.Id,
            Question.Of("paths", input),
            context.First(),
            context.Arg<string?>("after"));
        return new ConnectionFinding(lens, answer, page);
    }

    private static T Refusable<T>(Func<T> find)
    {
        try
        {
            return find();
        }
        catch (QueryException refused)
        {
            throw new GraphQLError(refused.Message, refused.Code, cause: refused);
        }
    }

    private sealed record PathLimits
    {
        public static PathLimits Shown { get; } = new();
    }
}

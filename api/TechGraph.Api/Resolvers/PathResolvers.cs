using TechGraph.Api.Paging;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.GraphQL;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of the results of path queries.</summary>
internal static class PathResolvers
{
    public static GraphQLEngineBuilder AddPaths(this GraphQLEngineBuilder map) => map
        .AddDealPaths()
        .AddConnections()
        .Type<LensView<Truncation>>("Truncation", type => type
            .Field("reason", static t => t.Record.Reason)
            .Field("explored", static t => (int)t.Record.Explored)
            .Field("limit", static t => (int)t.Record.Limit)
            .Field("frontier", static t => t.Record.Frontier.Select(t.Entity)))
        .AddConnection<FoundPath>("DealPathResult", "DealPathEdge", static answer => ((DealPathPayload)answer).Page)
        .AddConnection<LensView<Connection>>("ConnectionResult", "ConnectionPathEdge", static answer => ((ConnectionPayload)answer).Page);

    private static GraphQLEngineBuilder AddDealPaths(this GraphQLEngineBuilder map) => map
        .Type<DealPathPayload>("DealPathResult", type => type
            .Field("complete", static f => f.Answer.Truncation is null)
            .Field("noPath", static f => f.Answer.NoPath)
            .Field("truncation", static f => f.Answer.Truncation is { } t ? new LensView<Truncation>(f.Lens, t) : null)
            .Field("fromCount", static f => f.Answer.FromCount)
            .Field("toCount", static f => f.Answer.ToCount)
            .Field("skippedHubs", static f =>
                f.Answer.SkippedHubs.Select(id => new LensView<Entity>(f.Lens, f.Lens.View.Find(id)!)))
            .Field("effective", static f => f.Query))
        .Type<DealPathQuery>("EffectiveDealPathInput", type => type
            .Field("flow", static q => q.Flow)
            .Field("minHops", static q => q.MinHops)
            .Field("maxHops", static q => q.MaxHops)
            .Field("mode", static q => q.Time.Mode)
            .Field("asOf", static q => q.Time.AsOf)
            .Field("knownAt", static q => q.KnownAt)
            .Field("certainty", static q => Certainty(q.Time.Certain))
            .Field("standings", static q => q.EffectiveStandings)
            .Field("includeGroups", static q => q.IncludeGroups)
            .Field("degreeAbove", static q => q.Avoid.DegreeAbove)
            .Field("maxEdges", static q => (int)Math.Min(q.Budget, int.MaxValue)))
        .Type<FoundPath>("DealPath", type => type
            .Field("id", static p => p.Path.Id)
            .Field("hops", static p => p.View.Each(p.Path.Hops))
            .Field("from", static p => p.View.Entity(p.Path.From))
            .Field("to", static p => p.View.Entity(p.Path.To))
            .Field("carried", static p => p.View.Each(p.Path.Carried))
            .Field("certainty", static p => Certainty(p.Path.IsCertain))
            .Field("doubts", static p => p.Path.Doubts)
            .Field("earliestEnd", static p => ValueResolvers.Bound(p.Path.EarliestEnd))
            .Field("latestEnd", static p => ValueResolvers.Bound(p.Path.LatestEnd))
            .Field("jurisdictions", static p => p.View.Each(p.Path.Jurisdictions))
            .Field("context", static p => p.View.With(PathContext.Of(p.View.Lens, p.Path, p.AsOf))))
        .Type<LensView<DealHop>>("DealHop", type => type
            .Field("deal", static h => h.With(h.Record.Deal))
            .Field("flow", static h => h.Record.Flow)
            .Field("giver", static h => h.Entity(h.Record.Giver))
            .Field("taker", static h => h.Entity(h.Record.Taker))
            .Field("giverCertainty", static h => CertaintyOf(h, h.Record.Giver))
            .Field("takerCertainty", static h => CertaintyOf(h, h.Record.Taker))
            .Field("ownerOf", static h => h.Record.OwnerOf is { } id ? h.Entity(id) : null)
            .Field("date", static h => h.Record.Date is { } date ? h.With(new DatedMilestone(date.Milestone, date.Date)) : null)
            .Field("status", static h => h.With((h.Record.Deal, h.Record.Status)))
            .Field("carried", static h => h.Each(h.Record.Carried))
            .Field("evidence", static h => h.Each(h.Lens.ClaimsAbout(RecordRef.To(h.Record.Deal.Id)))))
        .Type<LensView<Carried>>("Carried", type => type
            .Field("kind", static c => c.Record.Kind)
            .Field("technology", static c => c.Record.Kind == CarriedKind.Technology ? c.Entity(new EntityId(c.Record.Id)) : null)
            .Field("deal", static c => c.Record.Kind == CarriedKind.UnnamedDeal ? c.With(c.Lens.View.Find(new Core.Model.EventId(c.Record.Id))!) : null)
            .Field("holder", static c => c.Record.Kind == CarriedKind.UnnamedHolder ? c.Entity(new EntityId(c.Record.Id)) : null)
            .Field("fields", static c => c.Record.Fields.Select(c.Entity))
            .Field("isCertain", static c => c.Record.IsCertain)
            .Field("origin", static c => c.Record.Origin?.Countries ?? [])
            .Field("originBasis", static c => c.Record.Origin?.Basis)
            .Field("originRelations", static c => c.Each(c.Record.Origin?.Relations ?? [])))
        .Type<Doubt>("Doubt", type => type
            .Field("kind", static d => d.Kind)
            .Field("hop", static d => d.Hop)
            .Field("text", static d => d.Text))
        .Type<LensView<JurisdictionTest>>("JurisdictionTest", type => type
            .Field("entity", static j => j.Entity(j.Record.Entity))
            .Field("sense", static j => j.Record.Rule.Sense)
            .Field("code", static j => j.Record.Rule.Code)
            .Field("truth", static j => j.Record.Truth)
            .Field("relations", static j => j.Each(j.Record.Relations)))
        .Type<LensView<PathContext>>("PathContext", type => type
            .Field("items", static c => c.Each(c.Record.Items))
            .Field("omittedCount", static c => c.Record.OmittedCount))
        .Type<LensView<ContextItem>>("ContextItem", type => type
            .Field("event", static i => i.With(i.Record.Event))
            .Field("date", static i =>
                i.Lens.MainDate(i.Record.Event) is { } when ? i.With(new DatedMilestone(when.Milestone, when.Date)) : null)
            .Field("evidence", static i => i.Each(i.Lens.ClaimsAbout(RecordRef.To(i.Record.Event.Id))))
            .Field("participants", static i => i.Each(i.Record.Parts.Select(part => new EventParticipant(i.Record.Event, part))))
            .Field("isRelated", static i => i.Record.IsRelated));

    private static GraphQLEngineBuilder AddConnections(this GraphQLEngineBuilder map) => map
        .Type<ConnectionPayload>("ConnectionResult", type => type
            .Field("complete", static f => f.Answer.Truncation is null)
            .Field("noPath", static f => f.Answer.NoPath)
            .Field("truncation", static f => f.Answer.Truncation is { } t ? new LensView<Truncation>(f.Lens, t) : null))
        .Type<LensView<Connection>>("ConnectionPath", type => type
            .Field("id", static c => c.Record.Id)
            .Field("steps", static c => c.Each(c.Record.Steps)))
        .Type<LensView<ConnectionStep>>("ConnectionStep", type => type
            .Field("from", static s => s.Entity(s.Record.From))
            .Field("to", static s => s.Entity(s.Record.To))
            .Field("event", static s => EventOf(s) is { } @event ? s.With(@event) : null)
            .Field("fromRoles", static s => Roles(s, s.Record.From))
            .Field("toRoles", static s => Roles(s, s.Record.To))
            .Field("relation", static s => s.Record.By.Kind != RecordKind.Relation ? null
                : s.With(s.Lens.RelationsFrom(s.Record.From).Concat(s.Lens.RelationsTo(s.Record.From)).First(r => r.Stated?.Value == s.Record.By.Id))));

    private static Event? EventOf(LensView<ConnectionStep> step) =>
        step.Record.By.Kind == RecordKind.Event ? step.Lens.View.Find(new Core.Model.EventId(step.Record.By.Id)) : null;

    private static IEnumerable<string> Roles(LensView<ConnectionStep> step, EntityId entity) => EventOf(step) is not { } @event ? [] : @event.Participants
        .Where(p => p.Of == RecordRef.To(entity) && step.Lens.Includes(@event, p))
        .Select(p => p.Role)
        .Distinct();

    /// <summary>How explicitly an entity takes part in the hop's deal, by its most explicit role; null: it does not take part itself.</summary>
    private static Certainty? CertaintyOf(LensView<DealHop> hop, EntityId id) => hop.Record.Deal.Participants
        .Where(p => p.Of == RecordRef.To(id) && hop.Lens.Includes(hop.Record.Deal, p))
        .Select(p => (Certainty?)p.Certainty)
        .Min();

    private static string Certainty(bool certain) => certain ? "CERTAIN" : "POSSIBLE";
}

/// <summary>The value of <c>dealPaths</c>.</summary>
internal sealed record DealPathPayload(Lens Lens, DealPathQuery Query, DealPathResult Answer, Page<FoundPath> Page);

/// <summary>The value of <c>paths</c>.</summary>
internal sealed record ConnectionPayload(Lens Lens, ConnectionResult Answer, Page<LensView<Connection>> Page);

/// <summary>A path, and the day of the query.</summary>
internal sealed record FoundPath(Lens Lens, DealPath Path, DateOnly? AsOf)
{
    public LensView<DealPath> View => new(Lens, Path);
}

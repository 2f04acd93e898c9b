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
        .Field("Truncation", "reason", static (LensView<Truncation> t) => t.Record.Reason)
        .Field("Truncation", "explored", static (LensView<Truncation> t) => (int)t.Record.Explored)
        .Field("Truncation", "limit", static (LensView<Truncation> t) => (int)t.Record.Limit)
        .Field("Truncation", "frontier", static (LensView<Truncation> t) => t.Record.Frontier.Select(t.Entity))
        .AddConnection<FoundPath>("DealPathAnswer", "DealPathEdge", static answer => ((DealPathPayload)answer).Page)
        .AddConnection<LensView<Connection>>("ConnectionAnswer", "ConnectionPathEdge", static answer => ((ConnectionPayload)answer).Page);

    private static GraphQLEngineBuilder AddDealPaths(this GraphQLEngineBuilder map) => map
        .Field("DealPathAnswer", "complete", static (DealPathPayload f) => f.Answer.Truncation is null)
        .Field("DealPathAnswer", "noPath", static (DealPathPayload f) => f.Answer.NoPath)
        .Field("DealPathAnswer", "truncation", static (DealPathPayload f) => f.Answer.Truncation is { } t ? new LensView<Truncation>(f.Lens, t) : null)
        .Field("DealPathAnswer", "fromCount", static (DealPathPayload f) => f.Answer.FromCount)
        .Field("DealPathAnswer", "toCount", static (DealPathPayload f) => f.Answer.ToCount)
        .Field("DealPathAnswer", "skippedHubs", static (DealPathPayload f) =>
            f.Answer.SkippedHubs.Select(id => new LensView<Entity>(f.Lens, f.Lens.View.Find(id)!)))
        .Field("DealPathAnswer", "effective", static (DealPathPayload f) => f.Query)
        .Field("EffectiveDealPathInput", "flow", static (DealPathQuery q) => q.Flow)
        .Field("EffectiveDealPathInput", "minHops", static (DealPathQuery q) => q.MinHops)
        .Field("EffectiveDealPathInput", "maxHops", static (DealPathQuery q) => q.MaxHops)
        .Field("EffectiveDealPathInput", "mode", static (DealPathQuery q) => q.Time.Mode)
        .Field("EffectiveDealPathInput", "asOf", static (DealPathQuery q) => q.Time.AsOf)
        .Field("EffectiveDealPathInput", "knownAt", static (DealPathQuery q) => q.KnownAt)
        .Field("EffectiveDealPathInput", "certainty", static (DealPathQuery q) => Certainty(q.Time.Certain))
        .Field("EffectiveDealPathInput", "standings", static (DealPathQuery q) => q.EffectiveStandings)
        .Field("EffectiveDealPathInput", "includeGroups", static (DealPathQuery q) => q.IncludeGroups)
        .Field("EffectiveDealPathInput", "degreeAbove", static (DealPathQuery q) => q.Avoid.DegreeAbove)
        .Field("EffectiveDealPathInput", "maxEdges", static (DealPathQuery q) => (int)Math.Min(q.Budget, int.MaxValue))
        .Field("DealPath", "id", static (FoundPath p) => p.Path.Id)
        .Field("DealPath", "hops", static (FoundPath p) => p.View.Each(p.Path.Hops))
        .Field("DealPath", "from", static (FoundPath p) => p.View.Entity(p.Path.From))
        .Field("DealPath", "to", static (FoundPath p) => p.View.Entity(p.Path.To))
        .Field("DealPath", "carried", static (FoundPath p) => p.View.Each(p.Path.Carried))
        .Field("DealPath", "certainty", static (FoundPath p) => Certainty(p.Path.IsCertain))
        .Field("DealPath", "doubts", static (FoundPath p) => p.Path.Doubts)
        .Field("DealPath", "earliestEnd", static (FoundPath p) => ValueResolvers.Bound(p.Path.EarliestEnd))
        .Field("DealPath", "latestEnd", static (FoundPath p) => ValueResolvers.Bound(p.Path.LatestEnd))
        .Field("DealPath", "jurisdictions", static (FoundPath p) => p.View.Each(p.Path.Jurisdictions))
        .Field("DealPath", "context", static (FoundPath p) => p.View.With(PathContext.Of(p.View.Lens, p.Path, p.AsOf)))
        .Field("DealHop", "deal", static (LensView<DealHop> h) => h.With(h.Record.Deal))
        .Field("DealHop", "flow", static (LensView<DealHop> h) => h.Record.Flow)
        .Field("DealHop", "giver", static (LensView<DealHop> h) => h.Entity(h.Record.Giver))
        .Field("DealHop", "taker", static (LensView<DealHop> h) => h.Entity(h.Record.Taker))
        .Field("DealHop", "giverCertainty", static (LensView<DealHop> h) => CertaintyOf(h, h.Record.Giver))
        .Field("DealHop", "takerCertainty", static (LensView<DealHop> h) => CertaintyOf(h, h.Record.Taker))
        .Field("DealHop", "ownerOf", static (LensView<DealHop> h) => h.Record.OwnerOf is { } id ? h.Entity(id) : null)
        .Field("DealHop", "date", static (LensView<DealHop> h) => h.Record.Date is { } date ? h.With(new DatedMilestone(date.Milestone, date.Date)) : null)
        .Field("DealHop", "status", static (LensView<DealHop> h) => h.With((h.Record.Deal, h.Record.Status)))
        .Field("DealHop", "carried", static (LensView<DealHop> h) => h.Each(h.Record.Carried))
        .Field("DealHop", "evidence", static (LensView<DealHop> h) => h.Each(h.Lens.ClaimsAbout(RecordRef.To(h.Record.Deal.Id))))
        .Field("Carried", "kind", static (LensView<Carried> c) => c.Record.Kind)
        .Field("Carried", "technology", static (LensView<Carried> c) => c.Record.Kind == CarriedKind.Technology ? c.Entity(new EntityId(c.Record.Id)) : null)
        .Field("Carried", "deal", static (LensView<Carried> c) => c.Record.Kind == CarriedKind.UnnamedDeal ? c.With(c.Lens.View.Find(new Core.Model.EventId(c.Record.Id))!) : null)
        .Field("Carried", "holder", static (LensView<Carried> c) => c.Record.Kind == CarriedKind.UnnamedHolder ? c.Entity(new EntityId(c.Record.Id)) : null)
        .Field("Carried", "fields", static (LensView<Carried> c) => c.Record.Fields.Select(c.Entity))
        .Field("Carried", "isCertain", static (LensView<Carried> c) => c.Record.IsCertain)
        .Field("Carried", "origin", static (LensView<Carried> c) => c.Record.Origin?.Countries ?? [])
        .Field("Carried", "originBasis", static (LensView<Carried> c) => c.Record.Origin?.Basis)
        .Field("Carried", "originRelations", static (LensView<Carried> c) => c.Each(c.Record.Origin?.Relations ?? []))
        .Field("Doubt", "kind", static (Doubt d) => d.Kind)
        .Field("Doubt", "hop", static (Doubt d) => d.Hop)
        .Field("Doubt", "text", static (Doubt d) => d.Text)
        .Field("JurisdictionUse", "entity", static (LensView<JurisdictionUse> j) => j.Entity(j.Record.Entity))
        .Field("JurisdictionUse", "sense", static (LensView<JurisdictionUse> j) => j.Record.Rule.Sense)
        .Field("JurisdictionUse", "code", static (LensView<JurisdictionUse> j) => j.Record.Rule.Code)
        .Field("JurisdictionUse", "answer", static (LensView<JurisdictionUse> j) => j.Record.Truth)
        .Field("JurisdictionUse", "relations", static (LensView<JurisdictionUse> j) => j.Each(j.Record.Relations))
        .Field("PathContext", "items", static (LensView<PathContext> c) => c.Each(c.Record.Items))
        .Field("PathContext", "leftOut", static (LensView<PathContext> c) => c.Record.LeftOut)
        .Field("ContextItem", "event", static (LensView<ContextItem> i) => i.With(i.Record.Event))
        .Field("ContextItem", "date", static (LensView<ContextItem> i) =>
            i.Lens.MainDate(i.Record.Event) is { } when ? i.With(new DatedMilestone(when.Milestone, when.Date)) : null)
        .Field("ContextItem", "evidence", static (LensView<ContextItem> i) => i.Each(i.Lens.ClaimsAbout(RecordRef.To(i.Record.Event.Id))))
        .Field("ContextItem", "participants", static (LensView<ContextItem> i) => i.Each(i.Record.Parts.Select(part => new EventParticipant(i.Record.Event, part))))
        .Field("ContextItem", "isRelated", static (LensView<ContextItem> i) => i.Record.IsRelated);

    private static GraphQLEngineBuilder AddConnections(this GraphQLEngineBuilder map) => map
        .Field("ConnectionAnswer", "complete", static (ConnectionPayload f) => f.Answer.Truncation is null)
        .Field("ConnectionAnswer", "noPath", static (ConnectionPayload f) => f.Answer.NoPath)
        .Field("ConnectionAnswer", "truncation", static (ConnectionPayload f) => f.Answer.Truncation is { } t ? new LensView<Truncation>(f.Lens, t) : null)
        .Field("ConnectionPath", "id", static (LensView<Connection> c) => c.Record.Id)
        .Field("ConnectionPath", "steps", static (LensView<Connection> c) => c.Each(c.Record.Steps))
        .Field("ConnectionStep", "from", static (LensView<ConnectionStep> s) => s.Entity(s.Record.From))
        .Field("ConnectionStep", "to", static (LensView<ConnectionStep> s) => s.Entity(s.Record.To))
        .Field("ConnectionStep", "event", static (LensView<ConnectionStep> s) => EventOf(s) is { } @event ? s.With(@event) : null)
        .Field("ConnectionStep", "fromRoles", static (LensView<ConnectionStep> s) => Roles(s, s.Record.From))
        .Field("ConnectionStep", "toRoles", static (LensView<ConnectionStep> s) => Roles(s, s.Record.To))
        .Field("ConnectionStep", "relation", static (LensView<ConnectionStep> s) => s.Record.By.Kind != RecordKind.Relation ? null
            : s.With(s.Lens.RelationsFrom(s.Record.From).Concat(s.Lens.RelationsTo(s.Record.From)).First(r => r.Stated?.Value == s.Record.By.Id)));

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

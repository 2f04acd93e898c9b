using TechGraph.Api.Paging;
using TechGraph.GraphQL;
using TechGraph.Schema.Model;
using TechGraph.Schema.Paths;
using TechGraph.Schema.Resolution;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of what path queries find.</summary>
internal static class PathResolvers
{
    public static GraphQLEngineBuilder AddPaths(this GraphQLEngineBuilder map) => map
        .AddDealPaths()
        .AddConnections()
        .Field("Truncation", "reason", static (Seen<Truncation> t) => t.Record.Reason)
        .Field("Truncation", "explored", static (Seen<Truncation> t) => (int)t.Record.Explored)
        .Field("Truncation", "limit", static (Seen<Truncation> t) => (int)t.Record.Limit)
        .Field("Truncation", "frontier", static (Seen<Truncation> t) => t.Record.Frontier.Select(t.Entity))
        .AddConnection<FoundPath>("DealPathAnswer", "DealPathEdge", static answer => ((DealPathFinding)answer).Page)
        .AddConnection<Seen<Connection>>("ConnectionAnswer", "ConnectionPathEdge", static answer => ((ConnectionFinding)answer).Page);

    private static GraphQLEngineBuilder AddDealPaths(this GraphQLEngineBuilder map) => map
        .Field("DealPathAnswer", "complete", static (DealPathFinding f) => f.Answer.Truncation is null)
        .Field("DealPathAnswer", "noPath", static (DealPathFinding f) => f.Answer.NoPath)
        .Field("DealPathAnswer", "truncation", static (DealPathFinding f) => f.Answer.Truncation is { } t ? new Seen<Truncation>(f.Lens, t) : null)
        .Field("DealPathAnswer", "fromCount", static (DealPathFinding f) => f.Answer.FromCount)
        .Field("DealPathAnswer", "toCount", static (DealPathFinding f) => f.Answer.ToCount)
        .Field("DealPathAnswer", "skippedHubs", static (DealPathFinding f) =>
            f.Answer.SkippedHubs.Select(id => new Seen<Entity>(f.Lens, f.Lens.View.Find(id)!)))
        .Field("DealPathAnswer", "effective", static (DealPathFinding f) => f.Query)
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
        .Field("DealPath", "hops", static (FoundPath p) => p.See.Each(p.Path.Hops))
        .Field("DealPath", "from", static (FoundPath p) => p.See.Entity(p.Path.From))
        .Field("DealPath", "to", static (FoundPath p) => p.See.Entity(p.Path.To))
        .Field("DealPath", "carried", static (FoundPath p) => p.See.Each(p.Path.Carried))
        .Field("DealPath", "certainty", static (FoundPath p) => Certainty(p.Path.IsCertain))
        .Field("DealPath", "doubts", static (FoundPath p) => p.Path.Doubts)
        .Field("DealPath", "earliestEnd", static (FoundPath p) => ValueResolvers.Bound(p.Path.EarliestEnd))
        .Field("DealPath", "latestEnd", static (FoundPath p) => ValueResolvers.Bound(p.Path.LatestEnd))
        .Field("DealPath", "jurisdictions", static (FoundPath p) => p.See.Each(p.Path.Jurisdictions))
        .Field("DealPath", "context", static (FoundPath p) => p.See.With(PathContext.Of(p.See.Lens, p.Path, p.AsOf)))
        .Field("DealHop", "deal", static (Seen<DealHop> h) => h.With(h.Record.Deal))
        .Field("DealHop", "flow", static (Seen<DealHop> h) => h.Record.Flow)
        .Field("DealHop", "giver", static (Seen<DealHop> h) => h.Entity(h.Record.Giver))
        .Field("DealHop", "taker", static (Seen<DealHop> h) => h.Entity(h.Record.Taker))
        .Field("DealHop", "giverCertainty", static (Seen<DealHop> h) => CertaintyOf(h, h.Record.Giver))
        .Field("DealHop", "takerCertainty", static (Seen<DealHop> h) => CertaintyOf(h, h.Record.Taker))
        .Field("DealHop", "ownerOf", static (Seen<DealHop> h) => h.Record.OwnerOf is { } id ? h.Entity(id) : null)
        .Field("DealHop", "date", static (Seen<DealHop> h) => h.Record.Date is { } date ? h.With(new DatedValue(date.Milestone, date.Date)) : null)
        .Field("DealHop", "status", static (Seen<DealHop> h) => h.With((h.Record.Deal, h.Record.Status)))
        .Field("DealHop", "carried", static (Seen<DealHop> h) => h.Each(h.Record.Carried))
        .Field("DealHop", "evidence", static (Seen<DealHop> h) => h.Each(h.Lens.ClaimsAbout(RecordRef.To(h.Record.Deal.Id))))
        .Field("Carried", "kind", static (Seen<Carried> c) => c.Record.Kind)
        .Field("Carried", "technology", static (Seen<Carried> c) => c.Record.Kind == CarriedKind.Technology ? c.Entity(new EntityId(c.Record.Id)) : null)
        .Field("Carried", "deal", static (Seen<Carried> c) => c.Record.Kind == CarriedKind.UnnamedDeal ? c.With(c.Lens.View.Find(new Schema.Model.EventId(c.Record.Id))!) : null)
        .Field("Carried", "holder", static (Seen<Carried> c) => c.Record.Kind == CarriedKind.UnnamedHolder ? c.Entity(new EntityId(c.Record.Id)) : null)
        .Field("Carried", "fields", static (Seen<Carried> c) => c.Record.Fields.Select(c.Entity))
        .Field("Carried", "isCertain", static (Seen<Carried> c) => c.Record.IsCertain)
        .Field("Carried", "origin", static (Seen<Carried> c) => c.Record.Origin?.Countries ?? [])
        .Field("Carried", "originBasis", static (Seen<Carried> c) => c.Record.Origin?.Basis)
        .Field("Carried", "originRelations", static (Seen<Carried> c) => c.Each(c.Record.Origin?.Relations ?? []))
        .Field("Doubt", "kind", static (Doubt d) => d.Kind)
        .Field("Doubt", "hop", static (Doubt d) => d.Hop)
        .Field("Doubt", "text", static (Doubt d) => d.Text)
        .Field("JurisdictionUse", "entity", static (Seen<JurisdictionUse> j) => j.Entity(j.Record.Entity))
        .Field("JurisdictionUse", "sense", static (Seen<JurisdictionUse> j) => j.Record.Rule.Sense)
        .Field("JurisdictionUse", "code", static (Seen<JurisdictionUse> j) => j.Record.Rule.Code)
        .Field("JurisdictionUse", "answer", static (Seen<JurisdictionUse> j) => j.Record.Answer)
        .Field("JurisdictionUse", "relations", static (Seen<JurisdictionUse> j) => j.Each(j.Record.Relations))
        .Field("PathContext", "items", static (Seen<PathContext> c) => c.Each(c.Record.Items))
        .Field("PathContext", "leftOut", static (Seen<PathContext> c) => c.Record.LeftOut)
        .Field("ContextItem", "event", static (Seen<ContextItem> i) => i.With(i.Record.Event))
        .Field("ContextItem", "date", static (Seen<ContextItem> i) =>
            i.Lens.When(i.Record.Event) is { } when ? i.With(new DatedValue(when.Milestone, when.Date)) : null)
        .Field("ContextItem", "evidence", static (Seen<ContextItem> i) => i.Each(i.Lens.ClaimsAbout(RecordRef.To(i.Record.Event.Id))))
        .Field("ContextItem", "participants", static (Seen<ContextItem> i) => i.Each(i.Record.Parts.Select(part => new PartOf(i.Record.Event, part))))
        .Field("ContextItem", "isRelated", static (Seen<ContextItem> i) => i.Record.IsRelated);

    private static GraphQLEngineBuilder AddConnections(this GraphQLEngineBuilder map) => map
        .Field("ConnectionAnswer", "complete", static (ConnectionFinding f) => f.Answer.Truncation is null)
        .Field("ConnectionAnswer", "noPath", static (ConnectionFinding f) => f.Answer.NoPath)
        .Field("ConnectionAnswer", "truncation", static (ConnectionFinding f) => f.Answer.Truncation is { } t ? new Seen<Truncation>(f.Lens, t) : null)
        .Field("ConnectionPath", "id", static (Seen<Connection> c) => c.Record.Id)
        .Field("ConnectionPath", "steps", static (Seen<Connection> c) => c.Each(c.Record.Steps))
        .Field("ConnectionStep", "from", static (Seen<ConnectionStep> s) => s.Entity(s.Record.From))
        .Field("ConnectionStep", "to", static (Seen<ConnectionStep> s) => s.Entity(s.Record.To))
        .Field("ConnectionStep", "event", static (Seen<ConnectionStep> s) => EventOf(s) is { } happening ? s.With(happening) : null)
        .Field("ConnectionStep", "fromRoles", static (Seen<ConnectionStep> s) => Roles(s, s.Record.From))
        .Field("ConnectionStep", "toRoles", static (Seen<ConnectionStep> s) => Roles(s, s.Record.To))
        .Field("ConnectionStep", "relation", static (Seen<ConnectionStep> s) => s.Record.By.Kind != RecordKind.Relation ? null
            : s.With(s.Lens.RelationsFrom(s.Record.From).Concat(s.Lens.RelationsTo(s.Record.From)).First(r => r.Stated?.Value == s.Record.By.Id)));

    private static Event? EventOf(Seen<ConnectionStep> step) =>
        step.Record.By.Kind == RecordKind.Event ? step.Lens.View.Find(new Schema.Model.EventId(step.Record.By.Id)) : null;

    private static IEnumerable<string> Roles(Seen<ConnectionStep> step, EntityId entity) => EventOf(step) is not { } happening ? [] : happening.Participants
        .Where(p => p.Of == RecordRef.To(entity) && step.Lens.Knows(happening, p))
        .Select(p => p.Role)
        .Distinct();

    /// <summary>How surely somebody takes part in the hop's deal: by its surest role there; null: it takes no part itself.</summary>
    private static Certainty? CertaintyOf(Seen<DealHop> hop, EntityId id) => hop.Record.Deal.Participants
        .Where(p => p.Of == RecordRef.To(id) && hop.Lens.Knows(hop.Record.Deal, p))
        .Select(p => (Certainty?)p.Certainty)
        .Min();

    private static string Certainty(bool certain) => certain ? "CERTAIN" : "POSSIBLE";
}

/// <summary>What <c>dealPaths</c> answers with.</summary>
internal sealed record DealPathFinding(Lens Lens, DealPathQuery Query, DealPathAnswer Answer, Page<FoundPath> Page);

/// <summary>What <c>paths</c> answers with.</summary>
internal sealed record ConnectionFinding(Lens Lens, ConnectionAnswer Answer, Page<Seen<Connection>> Page);

/// <summary>A path, and the time that was asked for.</summary>
internal sealed record FoundPath(Lens Lens, DealPath Path, DateOnly? AsOf)
{
    public Seen<DealPath> See => new(Lens, Path);
}

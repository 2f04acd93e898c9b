using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;
using TechGraph.Schema.Model;
using TechGraph.Schema.Resolution;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of deals and acts.</summary>
internal static class EventResolvers
{
    public static GraphQLEngineBuilder AddEvents(this GraphQLEngineBuilder map) => map
        .Field("Event", "id", static (Seen<Event> e) => e.Record.Id.Value)
        .Field("Event", "kind", static (Seen<Event> e) => Words.ToGraphQL(e.Record.Kind))
        .Field("Event", "family", static (Seen<Event> e) => e.Lens.View.Terms.Events[e.Record.Kind].Family)
        .Field("Event", "title", static (Seen<Event> e) => e.Record.Title)
        .Field("Event", "sectors", static (Seen<Event> e) => e.Record.Sectors)
        .Field("Event", "note", static (Seen<Event> e) => e.Record.Note)
        .Field("Event", "participants", static (IFieldContext c) => Participants(c, c.Parent<Seen<Event>>()))
        .Field("Event", "date", static (Seen<Event> e) => e.Lens.When(e.Record) is { } when ? new Seen<DatedValue>(e.Lens, new DatedValue(when.Milestone, when.Date)) : null)
        .Field("Event", "dates", static (Seen<Event> e) => Enum.GetValues<Milestone>()
            .Select(milestone => (milestone, date: e.Lens.Date(e.Record, milestone)))
            .Where(pair => pair.date is not null)
            .Select(pair => e.With(new DatedValue(pair.milestone, pair.date!))))
        .Field("Event", "status", static (IFieldContext c) => c.Parent<Seen<Event>>() is var seen && c.Arg<DateOnly?>("asOf") is var day && IsYetToCome(seen, day) ? null : Status(seen, day))
        .Field("Event", "timeline", static (Seen<Event> e) => e.Each(e.Lens.Timeline(e.Record)))
        .Field("Event", "values", static (Seen<Event> e) => e.Each(e.Lens.Values(e.Record)))
        .Field("Event", "share", static (Seen<Event> e) => e.Lens.ShareOf(e.Record)?.Value)
        .Field("Event", "outcome", static (Seen<Event> e) => e.Lens.OutcomeOf(e.Record)?.Outcome)
        .Field("Event", "quantities", static (Seen<Event> e) => e.Lens.ClaimsAbout(RecordRef.To(e.Record.Id))
            .SelectMany(claim => claim.Quantities.Select(quantity => e.With((claim, quantity)))))
        .Field("Event", "links", static (Seen<Event> e) => e.Record.Links.Select(link => e.With((link.Kind, Event: e.Lens.View.Find(link.Event)!))))
        .Field("Event", "linkedFrom", static (Seen<Event> e) => e.Lens.View.LinksTo(e.Record.Id).Select(link => e.With((link.Kind, Event: link.From))))
        .Field("Event", "acts", static (Seen<Event> e) => Acts(e))
        .Field("Event", "claims", static (IFieldContext c) => Claims(c, c.Parent<Seen<Event>>()))
        .Field("EventLink", "kind", static (Seen<(string Kind, Event Event)> l) => l.Record.Kind)
        .Field("EventLink", "event", static (Seen<(string Kind, Event Event)> l) => l.With(l.Record.Event))
        .Field("Participant", "role", static (Seen<PartOf> p) => p.Record.Participant.Role)
        .Field("Participant", "label", static (Seen<PartOf> p) => p.Lens.View.Terms.Events[p.Record.Event.Kind].Role(p.Record.Participant.Role)!.Label)
        .Field("Participant", "entity", static (Seen<PartOf> p) =>
            p.Record.Participant.Of is { Kind: RecordKind.Entity } of ? p.Entity(new EntityId(of.Id)) : null)
        .Field("Participant", "event", static (Seen<PartOf> p) =>
            p.Record.Participant.Of is { Kind: RecordKind.Event } of ? p.With(p.Lens.View.Find(new Schema.Model.EventId(of.Id))!) : null)
        .Field("Participant", "certainty", static (Seen<PartOf> p) => p.Record.Participant.Certainty)
        .Field("Participant", "basis", static (Seen<PartOf> p) => p.Record.Participant.Basis)
        .Field("Participant", "option", static (Seen<PartOf> p) => p.Record.Participant.Option)
        .Field("Participant", "shareBefore", static (Seen<PartOf> p) => p.Record.Participant.ShareBefore)
        .Field("Participant", "shareAfter", static (Seen<PartOf> p) => p.Record.Participant.ShareAfter);

    /// <summary>Where an event stands, with what it takes to show it.</summary>
    public static Seen<(Event, StatusAnswer)> Status(Seen<Event> happening, DateOnly? asOf) =>
        happening.With((happening.Record, happening.Lens.StatusAt(happening.Record, asOf)));

    private static bool IsYetToCome(Seen<Event> happening, DateOnly? asOf) =>
        asOf is { } day && happening.Lens.When(happening.Record) is { } when && when.Date.Value.Earliest > day;

    private static IEnumerable<Seen<PartOf>> Participants(IFieldContext context, Seen<Event> happening)
    {
        var roles = context.Arg<string[]?>("roles")?.ToHashSet(StringComparer.Ordinal);
        return happening.Each(happening.Record.Participants
            .Where(p => (roles is null || roles.Contains(p.Role)) && happening.Lens.Knows(happening.Record, p))
            .Select(p => new PartOf(happening.Record, p)));
    }

    private static IEnumerable<Seen<Event>> Acts(Seen<Event> happening) => happening.Each(
        happening.Lens.View.ParticipationsOf(RecordRef.To(happening.Record.Id))
            .Where(part => happening.Lens.View.Terms.Events[part.Event.Kind].Family == EventFamily.Act && happening.Lens.Knows(part.Event, part.Participant))
            .Select(part => part.Event)
            .DistinctBy(act => act.Id)
            .OrderBy(act => happening.Lens.When(act)?.Date.Value.Earliest ?? DateOnly.MaxValue)
            .ThenBy(act => act.Id));

    private static IEnumerable<Seen<Claim>> Claims(IFieldContext context, Seen<Event> happening)
    {
        var stances = context.Arg<Stance[]?>("stances");
        return happening.Each(happening.Lens.ClaimsAbout(RecordRef.To(happening.Record.Id)).Where(claim => stances is null || stances.Contains(claim.Stance)));
    }
}

/// <summary>A participant with the event whose role it has.</summary>
internal sealed record PartOf(Event Event, Participant Participant);

/// <summary>A date and which it is.</summary>
internal sealed record DatedValue(Milestone Milestone, Resolved<PartialDate> Date);

using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of deals and acts.</summary>
internal static class EventResolvers
{
    public static GraphQLEngineBuilder AddEvents(this GraphQLEngineBuilder map) => map
        .Field("Event", "id", static (LensView<Event> e) => e.Record.Id.Value)
        .Field("Event", "kind", static (LensView<Event> e) => EnumText.ToGraphQL(e.Record.Kind))
        .Field("Event", "family", static (LensView<Event> e) => e.Lens.View.Terms.Events[e.Record.Kind].Family)
        .Field("Event", "title", static (LensView<Event> e) => e.Record.Title)
        .Field("Event", "sectors", static (LensView<Event> e) => e.Record.Sectors)
        .Field("Event", "note", static (LensView<Event> e) => e.Record.Note)
        .Field("Event", "participants", static (IFieldContext c) => Participants(c, c.Parent<LensView<Event>>()))
        .Field("Event", "date", static (LensView<Event> e) => e.Lens.MainDate(e.Record) is { } when ? new LensView<DatedMilestone>(e.Lens, new DatedMilestone(when.Milestone, when.Date)) : null)
        .Field("Event", "dates", static (LensView<Event> e) => Enum.GetValues<Milestone>()
            .Select(milestone => (milestone, date: e.Lens.Date(e.Record, milestone)))
            .Where(pair => pair.date is not null)
            .Select(pair => e.With(new DatedMilestone(pair.milestone, pair.date!))))
        .Field("Event", "status", static (IFieldContext c) => c.Parent<LensView<Event>>() is var seen && c.Arg<DateOnly?>("asOf") is var day && IsLaterThan(seen, day) ? null : Status(seen, day))
        .Field("Event", "timeline", static (LensView<Event> e) => e.Each(e.Lens.Timeline(e.Record)))
        .Field("Event", "values", static (LensView<Event> e) => e.Each(e.Lens.Values(e.Record)))
        .Field("Event", "share", static (LensView<Event> e) => e.Lens.ShareOf(e.Record)?.Value)
        .Field("Event", "outcome", static (LensView<Event> e) => e.Lens.OutcomeOf(e.Record)?.Outcome)
        .Field("Event", "quantities", static (LensView<Event> e) => e.Lens.ClaimsAbout(RecordRef.To(e.Record.Id))
            .SelectMany(claim => claim.Quantities.Select(quantity => e.With((claim, quantity)))))
        .Field("Event", "links", static (LensView<Event> e) => e.Record.Links.Select(link => e.With((link.Kind, Event: e.Lens.View.Find(link.Event)!))))
        .Field("Event", "linkedFrom", static (LensView<Event> e) => e.Lens.View.LinksTo(e.Record.Id).Select(link => e.With((link.Kind, Event: link.From))))
        .Field("Event", "acts", static (LensView<Event> e) => Acts(e))
        .Field("Event", "claims", static (IFieldContext c) => Claims(c, c.Parent<LensView<Event>>()))
        .Field("EventLink", "kind", static (LensView<(string Kind, Event Event)> l) => l.Record.Kind)
        .Field("EventLink", "event", static (LensView<(string Kind, Event Event)> l) => l.With(l.Record.Event))
        .Field("Participant", "role", static (LensView<EventParticipant> p) => p.Record.Participant.Role)
        .Field("Participant", "label", static (LensView<EventParticipant> p) => p.Lens.View.Terms.Events[p.Record.Event.Kind].Role(p.Record.Participant.Role)!.Label)
        .Field("Participant", "entity", static (LensView<EventParticipant> p) =>
            p.Record.Participant.Of is { Kind: RecordKind.Entity } of ? p.Entity(new EntityId(of.Id)) : null)
        .Field("Participant", "event", static (LensView<EventParticipant> p) =>
            p.Record.Participant.Of is { Kind: RecordKind.Event } of ? p.With(p.Lens.View.Find(new Core.Model.EventId(of.Id))!) : null)
        .Field("Participant", "certainty", static (LensView<EventParticipant> p) => p.Record.Participant.Certainty)
        .Field("Participant", "basis", static (LensView<EventParticipant> p) => p.Record.Participant.Basis)
        .Field("Participant", "option", static (LensView<EventParticipant> p) => p.Record.Participant.Option)
        .Field("Participant", "shareBefore", static (LensView<EventParticipant> p) => p.Record.Participant.ShareBefore)
        .Field("Participant", "shareAfter", static (LensView<EventParticipant> p) => p.Record.Participant.ShareAfter);

    /// <summary>The status of an event, with the event.</summary>
    public static LensView<(Event, StatusResult)> Status(LensView<Event> @event, DateOnly? asOf) =>
        @event.With((@event.Record, @event.Lens.StatusAt(@event.Record, asOf)));

    private static bool IsLaterThan(LensView<Event> @event, DateOnly? asOf) =>
        asOf is { } day && @event.Lens.MainDate(@event.Record) is { } when && when.Date.Value.Earliest > day;

    private static IEnumerable<LensView<EventParticipant>> Participants(IFieldContext context, LensView<Event> @event)
    {
        var roles = context.Arg<string[]?>("roles")?.ToHashSet(StringComparer.Ordinal);
        return @event.Each(@event.Record.Participants
            .Where(p => (roles is null || roles.Contains(p.Role)) && @event.Lens.Includes(@event.Record, p))
            .Select(p => new EventParticipant(@event.Record, p)));
    }

    private static IEnumerable<LensView<Event>> Acts(LensView<Event> @event) => @event.Each(
        @event.Lens.View.ParticipationsOf(RecordRef.To(@event.Record.Id))
            .Where(part => @event.Lens.View.Terms.Events[part.Event.Kind].Family == EventFamily.Act && @event.Lens.Includes(part.Event, part.Participant))
            .Select(part => part.Event)
            .DistinctBy(act => act.Id)
            .OrderBy(act => @event.Lens.MainDate(act)?.Date.Value.Earliest ?? DateOnly.MaxValue)
            .ThenBy(act => act.Id));

    private static IEnumerable<LensView<Claim>> Claims(IFieldContext context, LensView<Event> @event)
    {
        var stances = context.Arg<Stance[]?>("stances");
        return @event.Each(@event.Lens.ClaimsAbout(RecordRef.To(@event.Record.Id)).Where(claim => stances is null || stances.Contains(claim.Stance)));
    }
}

/// <summary>A participant with its event.</summary>
internal sealed record EventParticipant(Event Event, Participant Participant);

/// <summary>A date with its milestone.</summary>
internal sealed record DatedMilestone(Milestone Milestone, Resolved<PartialDate> Date);

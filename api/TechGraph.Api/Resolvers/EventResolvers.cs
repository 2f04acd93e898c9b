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
        .Type<LensView<Event>>("Event", type => type
            .Field("id", static e => e.Record.Id.Value)
            .Field("kind", static e => EnumText.ToGraphQL(e.Record.Kind))
            .Field("family", static e => e.Lens.View.Terms.Events[e.Record.Kind].Family)
            .Field("title", static e => e.Record.Title)
            .Field("sectors", static e => e.Record.Sectors)
            .Field("note", static e => e.Record.Note)
            .Field("participants", static (e, c) => Participants(c, e))
            .Field("date", static e => e.Lens.MainDate(e.Record) is { } when ? new LensView<DatedMilestone>(e.Lens, new DatedMilestone(when.Milestone, when.Date)) : null)
            .Field("dates", static e => Enum.GetValues<Milestone>()
                .Select(milestone => (milestone, date: e.Lens.Date(e.Record, milestone)))
                .Where(pair => pair.date is not null)
                .Select(pair => e.With(new DatedMilestone(pair.milestone, pair.date!))))
            .Field("status", static (e, c) => c.Arg<DateOnly?>("asOf") is var day && IsLaterThan(e, day) ? null : Status(e, day))
            .Field("timeline", static e => e.Each(e.Lens.Timeline(e.Record)))
            .Field("values", static e => e.Each(e.Lens.Values(e.Record)))
            .Field("share", static e => e.Lens.ShareOf(e.Record)?.Value)
            .Field("outcome", static e => e.Lens.OutcomeOf(e.Record)?.Outcome)
            .Field("quantities", static e => e.Lens.ClaimsAbout(RecordRef.To(e.Record.Id))
                .SelectMany(claim => claim.Quantities.Select(quantity => e.With((claim, quantity)))))
            .Field("links", static e => e.Record.Links.Select(link => e.With((link.Kind, Event: e.Lens.View.Find(link.Event)!))))
            .Field("linkedFrom", static e => e.Lens.View.LinksTo(e.Record.Id).Select(link => e.With((link.Kind, Event: link.From))))
            .Field("acts", static e => Acts(e))
            .Field("claims", static (e, c) => Claims(c, e)))
        .Type<LensView<(string Kind, Event Event)>>("EventLink", type => type
            .Field("kind", static l => l.Record.Kind)
            .Field("event", static l => l.With(l.Record.Event)))
        .Type<LensView<EventParticipant>>("Participant", type => type
            .Field("role", static p => p.Record.Participant.Role)
            .Field("label", static p => p.Lens.View.Terms.Events[p.Record.Event.Kind].Role(p.Record.Participant.Role)!.Label)
            .Field("entity", static p =>
                p.Record.Participant.Of is { Kind: RecordKind.Entity } of ? p.Entity(new EntityId(of.Id)) : null)
            .Field("event", static p =>
                p.Record.Participant.Of is { Kind: RecordKind.Event } of ? p.With(p.Lens.View.Find(new Core.Model.EventId(of.Id))!) : null)
            .Field("certainty", static p => p.Record.Participant.Certainty)
            .Field("basis", static p => p.Record.Participant.Basis)
            .Field("option", static p => p.Record.Participant.Option)
            .Field("shareBefore", static p => p.Record.Participant.ShareBefore)
            .Field("shareAfter", static p => p.Record.Participant.ShareAfter));

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

using TechGraph.Core.Model;

namespace TechGraph.Ingest.Index;

/// <summary>Finds the records that a record refers to.</summary>
internal static class RecordReferences
{
    public static IEnumerable<RecordRef> Of(object record) => record switch
    {
        Source source => source.Contributors.Select(c => RecordRef.To(c.Entity))
            .Concat(source.ReportsOn.Select(RecordRef.To))
            .Concat(source.CopyOf is { } original ? [RecordRef.To(original)] : []),
        Entity entity => entity.NotSameAs.Where(other => other.Entity is not null).Select(other => RecordRef.To(other.Entity!.Value)),
        Event @event => Parts(@event.Participants, @event.Links),
        Extension extension => Parts(extension.Participants, extension.Links).Prepend(extension.Of),
        Relation relation => [RecordRef.To(relation.From), RecordRef.To(relation.To)],
        Claim claim => claim.AttributedTo is { } speaker
            ? [claim.About, RecordRef.To(claim.Source), RecordRef.To(speaker)]
            : [claim.About, RecordRef.To(claim.Source)],

        // A judgement may refer to entities that are not loaded, and a withdrawal to a record that is not loaded.
        _ => [],
    };

    private static IEnumerable<RecordRef> Parts(IEnumerable<Participant> participants, IEnumerable<EventLink> links) => participants
        .SelectMany(p => p.Claims.Select(RecordRef.To).Prepend(p.Of))
        .Concat(links.Select(link => RecordRef.To(link.Event)));
}

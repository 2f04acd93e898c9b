using System.Collections.Immutable;
using System.Text.Json;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Stores.View;

/// <summary>Parsed records, with extensions merged into the records that they extend.</summary>
internal sealed class RecordSet
{
    public required IReadOnlyList<Dossier> Dossiers { get; init; }

    public required IReadOnlyList<Entity> Entities { get; init; }

    public required IReadOnlyList<Event> Events { get; init; }

    public required IReadOnlyList<Relation> Relations { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    public required IReadOnlyList<Judgement> Judgements { get; init; }

    /// <summary>Merged ids, each with the id into which a person's judgement merged it.</summary>
    public required IReadOnlyDictionary<EntityId, EntityId> Merged { get; init; }

    /// <summary>Reads records in order of kind and id.</summary>
    public static RecordSet Read(IReadOnlyList<StoredRecord> stored)
    {
        var records = stored.Select(ReadOne).ToList();
        var extensions = records.OfType<Extension>().ToLookup(e => e.Of);
        return new RecordSet
        {
            Dossiers = [.. records.OfType<Dossier>()],
            Entities = [.. records.OfType<Entity>().Select(e => Extend(e, extensions[RecordRef.To(e.Id)]))],
            Events = [.. records.OfType<Event>().Select(e => Extend(e, extensions[RecordRef.To(e.Id)]))],
            Relations = [.. records.OfType<Relation>()],
            Sources = [.. records.OfType<Source>()],
            Claims = [.. records.OfType<Claim>()],
            Judgements = [.. records.OfType<Judgement>()],
            Merged = records.OfType<Extension>().Where(e => e.Was is not null).ToDictionary(e => e.Was!.Value, e => new EntityId(e.Of.Id)),
        };
    }

    private static object ReadOne(StoredRecord record)
    {
        try
        {
            return record.Read();
        }
        catch (Exception error) when (error is JsonException or FormatException or KeyNotFoundException)
        {
            throw new StoreException("STORE_DAMAGED", $"Record {record.Ref} cannot be read: {error.Message} Run techgraph verify.", error);
        }
    }

    /// <summary>An entity with the additions of its extensions, in their order.</summary>
    public static Entity Extend(Entity entity, IEnumerable<Extension> extensions) =>
        extensions.Any() ? Extended(entity, [.. extensions]) : entity;

    private static Entity Extended(Entity entity, ImmutableArray<Extension> added) => entity.Withdrawn is not null
        ? entity with { FormerIds = [.. added.Select(e => e.Was).OfType<EntityId>().Order()] }
        : entity with
        {
            Aliases = [.. entity.Aliases.Concat(added.SelectMany(e => e.Aliases)).Distinct().Where(alias => alias.Name != entity.Name)],
            ExternalIds = entity.ExternalIds.AddRange(added.SelectMany(e => e.ExternalIds).DistinctBy(id => id.Key).Where(id => !entity.ExternalIds.ContainsKey(id.Key))),
            NotSameAs = [.. entity.NotSameAs.Concat(added.SelectMany(e => e.NotSameAs)).Distinct()],
            FormerIds = [.. added.Select(e => e.Was).OfType<EntityId>().Order()],
        };

    /// <summary>An event with the additions of its extensions, in their order.</summary>
    public static Event Extend(Event @event, IEnumerable<Extension> extensions)
    {
        var added = extensions.ToImmutableArray();
        return added.IsEmpty ? @event : @event with
        {
            Participants = [.. @event.Participants.Concat(added.SelectMany(e => e.Participants))],
            Links = [.. @event.Links.Concat(added.SelectMany(e => e.Links)).Distinct()],
        };
    }
}

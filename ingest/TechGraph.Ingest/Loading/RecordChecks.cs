using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Curation;
using TechGraph.Ingest.Index;

namespace TechGraph.Ingest.Loading;

/// <summary>Checks records of an export before they are loaded. Dossiers are checked when they are linked; these records have no file.</summary>
internal static class RecordChecks
{
    /// <summary>Problems of records, together with those that stay.</summary>
    /// <param name="records">The records to load.</param>
    /// <param name="together">These and all other records.</param>
    /// <param name="terms">The vocabulary.</param>
    public static IEnumerable<Problem> Run(IReadOnlyList<StoredRecord> records, IReadOnlyDictionary<RecordRef, StoredRecord> together, Terms terms)
    {
        foreach (var stored in records)
        {
            var record = stored.Read();
            if (UnknownTerm(record, terms) is { } unknown)
            {
                yield return new Problem("REC002", PositionOf(stored), $"{stored.Ref} has {unknown}, which is not in the vocabulary of this version. Use the version that wrote it.");
            }

            if (CurationState.IsCurationRecord(stored) != (stored.Dossier == CurationState.Id))
            {
                yield return new Problem("REC002", PositionOf(stored), $"{stored.Ref} is in dossier \"{stored.Dossier}\". Judgements and withdrawals, and no other records, must be in dossier \"{CurationState.Id}\".");
            }

        }

        // Other records too: they may refer to a record that was removed from a loaded dossier.
        foreach (var stored in together.Values)
        {
            foreach (var lost in RecordReferences.Of(stored.Read()).Where(reference => !together.ContainsKey(reference)))
            {
                yield return new Problem("REC003", PositionOf(stored), $"{stored.Ref} refers to {lost}, which does not exist. Also import what contains it.");
            }
        }

        foreach (var problem in CheckJudgements(together.Values.Where(stored => stored.Ref.Kind == RecordKind.Judgement).Select(stored => (Judgement)stored.Read())))
        {
            yield return problem;
        }
    }

    /// <summary>A position for a record without a file.</summary>
    public static TextPosition PositionOf(StoredRecord stored) => new($"dossier {stored.Dossier}", 1, 1);

    private static string? UnknownTerm(object record, Terms terms) => record switch
    {
        Entity entity when !terms.Entities.ContainsKey(entity.Kind) => $"kind \"{entity.Kind}\"",
        Relation relation when !terms.Relations.ContainsKey(relation.Kind) => $"kind \"{relation.Kind}\"",
        Event @event when !terms.Events.ContainsKey(@event.Kind) => $"kind \"{@event.Kind}\"",
        Event @event when @event.Participants.FirstOrDefault(part => terms.Events[@event.Kind].Role(part.Role) is null) is { } part => $"role \"{part.Role}\"",
        _ => null,
    };

    /// <summary>Each id redirects to one entity, and redirects never form a circle.</summary>
    private static IEnumerable<Problem> CheckJudgements(IEnumerable<Judgement> judgements)
    {
        var leadsTo = new Dictionary<EntityId, EntityId>();
        foreach (var judgement in judgements.Where(judgement => judgement.Verdict == Verdict.Same))
        {
            if (!leadsTo.TryAdd(judgement.Entity, judgement.Other))
            {
                yield return Contradiction($"\"{judgement.Entity}\" would lead to \"{leadsTo[judgement.Entity]}\" and to \"{judgement.Other}\".");
            }
        }

        var ends = new HashSet<EntityId>();
        foreach (var start in leadsTo.Keys.Order())
        {
            var walked = new HashSet<EntityId>();
            var id = start;
            while (!ends.Contains(id) && walked.Add(id) && leadsTo.TryGetValue(id, out var next))
            {
                id = next;
            }

            if (!ends.Contains(id) && leadsTo.ContainsKey(id))
            {
                yield return Contradiction($"\"{id}\" would lead back to itself.");
            }

            ends.UnionWith(walked);
        }
    }

    private static Problem Contradiction(string text) => new("REC003", new TextPosition($"dossier {CurationState.Id}", 1, 1), $"Judgements contradict each other: {text}");
}

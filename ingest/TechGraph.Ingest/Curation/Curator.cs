using Polly;
using Polly.Retry;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Ingest.Curation;

/// <summary>Records judgements and withdrawals, and takes them back. Each is one change set with its author; nothing in the history is overwritten. If other writers are active, a change is tried again for 30 s.</summary>
public sealed class Curator(IGraphStore store, IGraphWriter writer, Terms terms, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>How long other writers may be first. A person waits for the result.</summary>
    private static readonly TimeSpan RetryTime = TimeSpan.FromSeconds(30);

    /// <summary>Records a judgement on two entities. It replaces an earlier judgement on the pair.</summary>
    /// <param name="entity">The first entity; if both are the same, its id redirects to the second from now on.</param>
    /// <param name="other">The second entity; if both are the same, it remains.</param>
    /// <param name="verdict">The decision.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="note">Why; null: not stated.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<CurationReport> JudgeAsync(EntityId entity, EntityId other, Verdict verdict, string by, string? note, CancellationToken cancellation = default) => ChangeAsync(
        (written, curation) =>
        {
            if (CheckPair(entity, other, verdict, written, curation) is { } fault)
            {
                return new RefusedDecision(fault);
            }

            var judgement = new Judgement(entity, other, verdict, by, Today()) { Note = note };
            var reference = Judgement.RefOf(entity, other);
            return new CurationChange($"judged {EnumText.Kebab(verdict)}: {entity}, {other}", reference, StoredRecord.Of(reference, CurationState.Id, judgement));
        },
        by,
        cancellation);

    /// <summary>Takes a judgement back, as if it had never been recorded.</summary>
    public Task<CurationReport> UndoJudgementAsync(EntityId entity, EntityId other, string by, CancellationToken cancellation = default) => ChangeAsync(
        (_, curation) => curation.Judgements.Any(j => Judgement.RefOf(j.Entity, j.Other) == Judgement.RefOf(entity, other))
            ? new CurationChange($"judgement undone: {entity}, {other}", Judgement.RefOf(entity, other), null)
            : new RefusedDecision(Problem("CUR001", $"There is no judgement on \"{entity}\" and \"{other}\".")),
        by,
        cancellation);

    /// <summary>Withdraws an entity or a claim, with a reason.</summary>
    /// <param name="record">The entity or claim.</param>
    /// <param name="reason">Why, for the reader.</param>
    /// <param name="by">Who withdraws it.</param>
    /// <param name="from">The day on which the publisher retracted it; null: it should never have been recorded.</param>
    /// <param name="correctedBy">The claim that states what is right instead; null: none.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<CurationReport> WithdrawAsync(
        RecordRef record, string reason, string by, DateOnly? from = null, ClaimId? correctedBy = null, CancellationToken cancellation = default) => ChangeAsync(
        (written, _) =>
        {
            if (record.Kind is not (RecordKind.Entity or RecordKind.Claim) || !written.ContainsKey(record))
            {
                return new RefusedDecision(Problem("CUR002", $"There is no entity or claim \"{record}\" to withdraw."));
            }

            if (correctedBy is { } claim && !(written.TryGetValue(RecordRef.To(claim), out var right) && ((Claim)right.Read()).Stance == Stance.Corrects))
            {
                return new RefusedDecision(Problem("CUR003", $"The correction \"{claim}\" must be a claim of the graph with the stance corrects. Load its dossier first."));
            }

            var withdrawal = new Withdrawal(record, reason, by, Today()) { From = from, CorrectedBy = correctedBy };
            return new CurationChange($"withdrawn: {record}: {reason}", Withdrawal.RefOf(record), StoredRecord.Of(Withdrawal.RefOf(record), CurationState.Id, withdrawal));
        },
        by,
        cancellation);

    /// <summary>Takes a withdrawal back.</summary>
    public Task<CurationReport> ReinstateAsync(RecordRef record, string by, CancellationToken cancellation = default) => ChangeAsync(
        (_, curation) => curation.Withdrawals.Any(w => w.Of == record)
            ? new CurationChange($"reinstated: {record}", Withdrawal.RefOf(record), null)
            : new RefusedDecision(Problem("CUR004", $"\"{record}\" is not withdrawn.")),
        by,
        cancellation);

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private Problem? CheckPair(EntityId entity, EntityId other, Verdict verdict, IReadOnlyDictionary<RecordRef, StoredRecord> written, CurationState curation)
    {
        if (entity == other)
        {
            return Problem("CUR005", "A judgement needs two different entities.");
        }

        foreach (var id in (ReadOnlySpan<EntityId>)[entity, other])
        {
            if (!written.ContainsKey(RecordRef.To(id)))
            {
                var hint = SpellingSuggestion.Hint(id.Value, written.Keys.Where(key => key.Kind == RecordKind.Entity).Select(key => key.Id));
                return Problem("CUR002", $"There is no entity \"{id}\".{hint}");
            }
        }

        var before = CurationState.Of(written.Values.Where(CurationState.IsCurationRecord).Where(record => record.Ref != Judgement.RefOf(entity, other)));
        var (one, two) = (before.FinalIdOf(entity), before.FinalIdOf(other));
        if (verdict == Verdict.Different && one == two)
        {
            return Problem("CUR006", $"Other judgements already make \"{entity}\" and \"{other}\" the same, through \"{one}\". Undo one of them first.");
        }

        if (verdict != Verdict.Same)
        {
            return null;
        }

        if (one != entity || one == two)
        {
            return Problem("CUR006", $"\"{entity}\" already leads to \"{one}\". {(one == two ? "There is nothing to judge." : $"Judge \"{one}\" and \"{other}\".")}");
        }

        if (before.Judgements.FirstOrDefault(j => j.Verdict == Verdict.Different && ((before.FinalIdOf(j.Entity), before.FinalIdOf(j.Other)) is var pair && (pair == (one, two) || pair == (two, one)))) is { } against)
        {
            return Problem("CUR006", $"{against.By} judged on {against.At:yyyy-MM-dd} that \"{against.Entity}\" and \"{against.Other}\" are different. Undo that judgement first.");
        }

        return FamilyOf(entity) is var family && family == FamilyOf(other)
            ? null
            : Problem("CUR007", $"\"{entity}\" and \"{other}\" are of different families, so they are never the same.");

        Family FamilyOf(EntityId id) => terms.Entities[((Entity)written[RecordRef.To(id)].Read()).Kind].Family;
    }

    private async Task<CurationReport> ChangeAsync(
        Func<IReadOnlyDictionary<RecordRef, StoredRecord>, CurationState, Decision> decide, string by, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var retries = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstWait,
                MaxDelay = LongestWait,
                ShouldHandle = attempt => new(
                    attempt.Outcome.Exception is StoreException { Code: "STORE_CONFLICT" or "STORE_LOCKED" or "STORE_BEHIND" or "GRAPH_BUSY" }
                    && time.GetElapsedTime(began) < RetryTime),
            })
            .Build();
        await writer.CheckWritableAsync(cancellation);
        CurrentRecords? current = null;
        return await retries.ExecuteAsync(
            async token =>
            {
                current = await CurrentRecords.ReadAsync(store, current, token);
                var written = StoredRecord.AsWritten(current.Records).ToDictionary(record => record.Ref);
                var decision = decide(written, CurationState.Of(current.Records));
                if (decision is RefusedDecision refused)
                {
                    return new CurationReport(refused.Problem, current.Sequence, 0);
                }

                var changes = Changes(current.Records, written, (CurationChange)decision, by);
                return new CurationReport(null, await writer.ApplyAsync(changes, current.Sequence, token), changes.Put.Length + changes.Remove.Length);
            },
            cancellation);
    }

    private static ChangeSet Changes(IReadOnlyList<StoredRecord> stored, Dictionary<RecordRef, StoredRecord> written, CurationChange act, string by)
    {
        if (act.Record is null)
        {
            written.Remove(act.Ref);
        }
        else
        {
            written[act.Ref] = act.Record;
        }

        var held = written.Values.Where(CurationState.IsCurationRecord).ToList();
        var after = CurationState.Of(held).Apply(written.Values.Where(record => !CurationState.IsCurationRecord(record))).Concat(held).ToDictionary(record => record.Ref);
        var before = stored.ToDictionary(record => record.Ref);
        return new ChangeSet(
            by,
            act.Reason,
            [.. after.Values.Where(record => !before.TryGetValue(record.Ref, out var old) || old != record).OrderBy(record => record.Ref)],
            [.. before.Keys.Where(reference => !after.ContainsKey(reference)).Order()]);
    }

    private static Problem Problem(string code, string text) => new(code, new TextPosition("judgements", 0, 0), text);

    private abstract record Decision;

    private sealed record RefusedDecision(Problem Problem) : Decision;

    /// <summary>The record to put, or null to remove it, and the reason.</summary>
    private sealed record CurationChange(string Reason, RecordRef Ref, StoredRecord? Record) : Decision;
}

/// <summary>The result of a judgement or withdrawal.</summary>
/// <param name="Problem">Why nothing was done; null: it was done.</param>
/// <param name="Sequence">The version after it.</param>
/// <param name="Changed">Number of records changed, including the judgement or withdrawal itself.</param>
public sealed record CurationReport(Problem? Problem, long Sequence, int Changed);

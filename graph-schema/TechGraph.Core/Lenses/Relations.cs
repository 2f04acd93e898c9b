using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Lenses;

/// <summary>Resolved relations: those that claims state, and those that events imply.</summary>
public sealed partial class Lens
{
    /// <summary>Every relation with the entity at its first end. In order of kind, other end, start and origin.</summary>
    public ImmutableArray<ResolvedRelation> RelationsFrom(EntityId entity)
    {
        lock (_relations)
        {
            if (_relations.TryGetValue(entity, out var known))
            {
                return known;
            }
        }

        var stated = StatedFrom(entity);
        var implied = View.ParticipationsOf(RecordRef.To(entity), View.Terms.Roles.ImplyingFrom)
            .Where(part => Includes(part.Event, part.Participant))
            .SelectMany(part => Imply(part.Event, part.Participant, rule => rule.Of));
        var all = Sort(stated.Concat(implied));
        lock (_relations)
        {
            _relations[entity] = all;
        }

        return all;
    }

    /// <summary>Every relation with the entity at its second end. In order of kind, other end, start and origin.</summary>
    public ImmutableArray<ResolvedRelation> RelationsTo(EntityId entity)
    {
        var stated = StatedTo(entity);
        var implied = View.ParticipationsOf(RecordRef.To(entity), View.Terms.Roles.ImplyingTo)
            .Where(part => Includes(part.Event, part.Participant))
            .SelectMany(part => Imply(part.Event, part.Participant, rule => rule.To));
        return Sort(stated.Concat(implied));
    }

    /// <summary>Every stated relation with the entity at its first end, in no order.</summary>
    internal IEnumerable<ResolvedRelation> StatedFrom(EntityId entity) => View.RelationsFrom(entity).Select(Read).OfType<ResolvedRelation>();

    /// <summary>Every stated relation with the entity at its second end, in no order.</summary>
    internal IEnumerable<ResolvedRelation> StatedTo(EntityId entity) => View.RelationsTo(entity).Select(Read).OfType<ResolvedRelation>();

    private static ImmutableArray<ResolvedRelation> Sort(IEnumerable<ResolvedRelation> relations) =>
    [
        .. relations
            .DistinctBy(r => (r.Kind, r.From, r.To, r.Stated, r.ImpliedBy, r.Since, r.Until))
            .OrderBy(r => r.Kind, StringComparer.Ordinal)
            .ThenBy(r => r.From)
            .ThenBy(r => r.To)
            .ThenBy(r => r.Since?.Earliest ?? DateOnly.MinValue)
            .ThenBy(r => r.Until?.Latest ?? DateOnly.MaxValue)
            .ThenBy(r => r.Stated?.Value ?? r.ImpliedBy?.Value, StringComparer.Ordinal),
    ];

    /// <summary>A stated relation; null if no counting claim says that it is valid.</summary>
    private ResolvedRelation? Read(Relation relation)
    {
        var claims = ClaimsAbout(RecordRef.To(relation.Id)).Where(claim => claim.Resolves).ToImmutableArray();
        return claims.IsEmpty || relation.Withdrawn?.AppliesAt(KnownAt) == true ? null : new ResolvedRelation(relation.Kind, relation.From, relation.To)
        {
            Since = Resolve(claims, claim => claim.Since?.Date),
            Until = Resolve(claims, claim => claim.Until?.Date),
            Held = Resolve(claims, claim => claim.Held?.Date),
            Share = ValueRule.Resolve(
                claims.Where(claim => claim.Share is not null).Select(claim => (claim, claim.Share!)), _strength, static (a, b) => a.Intersect(b))?.Value,
            Stated = relation.Id,

            // A claim with a basis was inferred by the source or its reader. One claim that states the relation explicitly is enough.
            Certainty = claims.All(claim => claim.Basis is not null) ? Certainty.Implied : Certainty.Stated,
            Claims = claims,
        };
    }

    private PartialDate? Resolve(IEnumerable<Claim> claims, Func<Claim, PartialDate?> dateOf) => ValueRule.Resolve(
        claims.Select(claim => (claim, value: dateOf(claim)!)).Where(pair => pair.value is not null), _strength, static (a, b) => a.Intersect(b))?.Value;

    /// <summary>The relations that an event implies for one participant at one end of a rule.</summary>
    private IEnumerable<ResolvedRelation> Imply(Event @event, Participant participant, Func<ImpliedRule, string> end)
    {
        foreach (var rule in KindOf(@event).Implies.Where(rule => end(rule) == participant.Role))
        {
            if (!Applies(@event, rule, out var since, out var until))
            {
                continue;
            }

            var others = end(rule) == rule.Of ? rule.To : rule.Of;
            foreach (var other in @event.Participants.Where(p => p.Role == others && p.Of.Kind == RecordKind.Entity && Includes(@event, p)))
            {
                var (first, second) = end(rule) == rule.Of ? (participant, other) : (other, participant);
                if (first.Of == second.Of)
                {
                    continue;
                }

                yield return new ResolvedRelation(rule.Relation, new EntityId(first.Of.Id), new EntityId(second.Of.Id))
                {
                    Since = since,
                    Until = until,
                    Share = rule.Relation == "owned_by" ? second.ShareAfter : null,
                    ImpliedBy = @event.Id,
                    Certainty = (Certainty)Math.Max((int)first.Certainty, (int)second.Certainty),
                    Claims = Supporting(@event, first, second),
                };
            }
        }
    }

    /// <summary>The claims that support both participants: those that they name, else all claims of the event.</summary>
    private ImmutableArray<Claim> Supporting(Event @event, Participant first, Participant second)
    {
        var named = first.Claims.Concat(second.Claims).ToHashSet();
        var all = ResolvingClaims(@event).ToImmutableArray();
        return named.Count > 0 && all.Where(claim => named.Contains(claim.Id)).ToImmutableArray() is { IsEmpty: false } own ? own : all;
    }

    /// <summary>Whether a rule applies to an event: the event had one of the rule's statuses and, if the rule names a start, that date is known.</summary>
    private bool Applies(Event @event, ImpliedRule rule, out PartialDate? since, out PartialDate? until)
    {
        since = rule.Since is null ? null : NamedDate(@event, rule.Since);
        until = rule.Until is null ? null : NamedDate(@event, rule.Until);
        return ResolvingClaims(@event).Any()
            && (rule.Since is null || since is not null)
            && (rule.When.IsEmpty || Timeline(@event).Any(entry => rule.When.Contains(entry.Status)));
    }

    private PartialDate? NamedDate(Event @event, string name) => EnumText.Read<Milestone>(name.Replace('_', '-')) is { } milestone
        ? Date(@event, milestone)?.Value
        : Timeline(@event).FirstOrDefault(entry => EnumText.Kebab(entry.Status) == name)?.From;
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Paths;

/// <summary>Answers a <see cref="ConnectionQuery"/>: every simple path (no entity and no event occurs twice), bounded by the distance to the ends.</summary>
public sealed class ConnectionSearch
{
    private readonly Lens _lens;
    private readonly ConnectionQuery _query;
    private readonly HashSet<EntityId> _to;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<EntityId, ImmutableArray<ConnectionStep>> _steps = [];
    private readonly Dictionary<EntityId, int> _distance = [];
    private readonly List<Connection> _found = [];
    private readonly SortedSet<EntityId> _frontier = [];
    private long _explored;
    private string? _stopped;
    private Truncation? _truncation;
    private readonly long _budget;

    private ConnectionSearch(Lens lens, ConnectionQuery query, CancellationToken cancellation)
    {
        (_lens, _query, _to, _cancellation) = (lens, query, [.. query.To], cancellation);
        _budget = Math.Min(query.Budget, lens.View.MaxEdges);
    }

    /// <summary>Every path within the limits.</summary>
    /// <exception cref="QueryException">NOT_FOUND for an id that is not in the graph; BAD_QUERY if the fewest hops exceed the most.</exception>
    public static ConnectionResult Find(IGraphView view, ConnectionQuery query, CancellationToken cancellation = default)
    {
        query = query with { From = RedirectedIds.Ids(view, query.From), To = RedirectedIds.Ids(view, query.To), Via = RedirectedIds.Ids(view, query.Via), Avoid = RedirectedIds.Ids(view, query.Avoid) };
        QueryException.RefuseMissing("entity", query.From.Concat(query.To).Concat(query.Via), id => view.Find(id) is not null);
        QueryException.RefuseMissing("entity or event", query.Avoid, id => view.Find(new EntityId(id)) is not null || view.Find(new EventId(id)) is not null);

        if (query.MinHops > query.MaxHops)
        {
            throw new QueryException("BAD_QUERY", $"minHops ({query.MinHops}) is more than maxHops ({query.MaxHops}).");
        }

        var search = new ConnectionSearch(new Lens(view, query.KnownAt), query, cancellation);
        search.Measure();
        foreach (var start in query.From.Distinct().Order().Where(search.MayEnd))
        {
            search.Extend([], [start], start);
        }

        return new ConnectionResult(
            [.. search._found.OrderBy(path => path.Steps.Length).ThenBy(path => path.Id, StringComparer.Ordinal)],
            search._stopped is { } reason
                ? new Truncation(reason, search._explored, reason == "EDGES" ? search._budget : DealPathQuery.PathLimit, [.. search._frontier.Take(20)])
                : search._truncation);
    }

    /// <summary>Computes the number of steps from every entity to the nearest end: a lower bound that ignores repetition.</summary>
    /// <remarks>If the budget ends the computation, entities farther away have no distance, and no path goes through them.</remarks>
    private void Measure()
    {
        var examined = 0L;
        var layer = _to.Where(MayEnd).Order().ToList();
        for (var hops = 0; layer.Count > 0; hops++)
        {
            foreach (var id in layer)
            {
                _distance.TryAdd(id, hops);
            }

            if (hops + 1 == _query.MaxHops)
            {
                return;
            }

            var next = new SortedSet<EntityId>();
            foreach (var id in layer.Where(id => hops == 0 || MayCross(id)))
            {
                var steps = StepsFrom(id);
                if ((examined += steps.Length) > _budget)
                {
                    _truncation = new Truncation("EDGES", examined, _budget, [.. layer.Where(id => hops == 0 || MayCross(id)).Take(20)]);
                    return;
                }

                next.UnionWith(steps.Select(step => step.To).Where(to => !_distance.ContainsKey(to)));
            }

            layer = [.. next];
        }
    }

    private void Extend(ImmutableArray<ConnectionStep> path, ImmutableHashSet<EntityId> seen, EntityId at)
    {
        foreach (var step in StepsFrom(at))
        {
            if (_stopped is not null || !Spend(at))
            {
                return;
            }

            if (seen.Contains(step.To)
                || path.Length + 1 + _distance.GetValueOrDefault(step.To, int.MaxValue / 2) > _query.MaxHops
                || path.Any(before => before.By == step.By))
            {
                continue;
            }

            var longer = path.Add(step);
            if (_to.Contains(step.To) && longer.Length >= _query.MinHops && PassesWaypoints(longer) && MayEnd(step.To))
            {
                Emit(longer);
            }

            if (longer.Length < _query.MaxHops && MayCross(step.To))
            {
                Extend(longer, seen.Add(step.To), step.To);
            }
        }
    }

    private void Emit(ImmutableArray<ConnectionStep> steps)
    {
        if (_found.Count == DealPathQuery.PathLimit)
        {
            _stopped = "PATHS";
            return;
        }

        var lines = string.Join('\n', steps.Select(step => $"{step.By.Id}|{step.From}|{step.To}"));
        _found.Add(new Connection(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))), steps));
    }

    private bool PassesWaypoints(ImmutableArray<ConnectionStep> steps) =>
        _query.Via.All(id => steps.Take(steps.Length - 1).Any(step => step.To == id));

    private bool MayEnd(EntityId id) => !_query.Avoid.Contains(id.Value) && (_query.IncludeGroups || !IsGroup(id));

    private bool MayCross(EntityId id) => MayEnd(id) && (_query.Via.Contains(id) || KindOf(id) is { Crossed: true });

    private bool IsGroup(EntityId id) => KindOf(id) is { IsGroup: true };

    private EntityKind? KindOf(EntityId id) => _lens.View.Find(id) is { } entity ? _lens.View.Terms.Entities[entity.Kind] : null;

    private bool Spend(EntityId at)
    {
        if (_explored == _budget)
        {
            _stopped = "EDGES";
            _frontier.Add(at);
            return false;
        }

        if (++_explored % 4096 == 0)
        {
            _cancellation.ThrowIfCancellationRequested();
        }

        return true;
    }

    /// <summary>Every step from an entity, in order of the id of what joins, then of the other end.</summary>
    private ImmutableArray<ConnectionStep> StepsFrom(EntityId id)
    {
        if (!_steps.TryGetValue(id, out var steps))
        {
            _steps[id] = steps = [.. ByEvents(id).Concat(ByRelations(id)).Distinct().OrderBy(step => step.By).ThenBy(step => step.To)];
        }

        return steps;
    }

    private IEnumerable<ConnectionStep> ByEvents(EntityId id) =>
        from part in _lens.View.ParticipationsOf(RecordRef.To(id))
        let @event = part.Event
        where (_query.EventKinds.IsEmpty || _query.EventKinds.Contains(@event.Kind))
            && !_query.Avoid.Contains(@event.Id.Value)
            && (_query.IncludeGroups || !_lens.KindOf(@event).IsAggregate)
            && _lens.ResolvingClaims(@event).Any()
            && ExistsBy(@event)
            && Joins(@event, part.Participant)
        from other in @event.Participants
        where other.Of.Kind == RecordKind.Entity && other.Of.Id != id.Value && Joins(@event, other)
        select new ConnectionStep(RecordRef.To(@event.Id), id, new EntityId(other.Of.Id));

    private bool Joins(Event @event, Participant participant) =>
        (_query.Roles.IsEmpty || _query.Roles.Contains(participant.Role)) && _lens.Includes(@event, participant);

    private bool ExistsBy(Event @event) =>
        _query.AsOf is not { } day || (_lens.MainDate(@event)?.Date.Value.Earliest ?? DateOnly.MinValue) <= day;

    private IEnumerable<ConnectionStep> ByRelations(EntityId id) => _lens.StatedFrom(id).Concat(_lens.StatedTo(id))
        .Where(relation => (_query.RelationKinds.IsEmpty || _query.RelationKinds.Contains(relation.Kind))
            && (_query.AsOf is not { } day || relation.IsValidDuring(day, day) != Truth.No))
        .Select(relation => new ConnectionStep(RecordRef.To(relation.Stated!.Value), id, relation.From == id ? relation.To : relation.From))
        .Where(step => step.To != id);
}

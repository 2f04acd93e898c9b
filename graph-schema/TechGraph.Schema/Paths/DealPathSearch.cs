using System.Collections.Immutable;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Resolution;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Schema.Paths;

/// <summary>
/// One depth-first search over the edges of a query. Filters act while expanding; a prefix is cut only where no walk can complete it
/// (rule 6), never because another prefix is better.
/// </summary>
internal sealed class DealPathSearch
{
    private readonly Lens _lens;
    private readonly DealPathQuery _query;
    private readonly bool _lenient;
    private readonly DealGraph _graph;
    private readonly EndpointJudge _judge;
    private readonly Cargo _cargo;
    private readonly Owners _owners;
    private readonly Reach _reach;
    private int _length;
    private readonly CancellationToken _cancellation;
    private readonly List<DealPath> _found = [];
    private readonly SortedSet<EntityId> _frontier = [];
    private string? _stopped;

    public DealPathSearch(Lens lens, DealPathQuery query, DealNeighbourhood deals, bool lenient, CancellationToken cancellation)
    {
        (_lens, _query, _lenient, _cancellation) = (lens, query, lenient, cancellation);
        _graph = DealGraph.Of(lens, query, deals, lenient);
        _judge = new EndpointJudge(lens, query, lenient);
        _cargo = new Cargo(lens, query, lenient);
        _owners = new Owners(lens, query, lenient);
        _reach = new Reach(_graph, _query, _owners, StartAnswer, EndAnswer);
    }

    public long Explored { get; private set; }

    public IReadOnlyList<DealPath> Found => _found;

    public EndpointJudge Judge => _judge;

    /// <summary>Why and where it stopped early; null: it looked everywhere.</summary>
    public Truncation? Truncation => _stopped is not null
        ? new Truncation(_stopped, Explored, _stopped == "EDGES" ? _query.Budget : DealPathQuery.PathLimit, [.. _frontier.Take(20)])
        : _graph.Cut is { } cut ? new Truncation("EDGES", cut.Explored, cut.Limit, cut.Frontier)
        : null;

    public ImmutableArray<EntityId> SkippedHubs() => [.. _graph.Entities.Where(_reach.IsOnWalk).Where(IsHub)];

    /// <summary>Looks everywhere, or until the budget or the number of paths is used up.</summary>
    /// <remarks>
    /// Chains of one length after another: a search that is cut short has all shorter chains, which come first in the default
    /// order. Looking again from the start costs little, since there are so many more of the longest.
    /// </remarks>
    public void Run()
    {
        for (_length = _query.MinHops; _length <= _query.MaxHops && _stopped is null; _length++)
        {
            FindAll();
        }
    }

    private void FindAll()
    {
        foreach (var edge in _graph.Edges)
        {
            if (!Spend(edge.Giver))
            {
                return;
            }

            var starts = Starts(edge).ToList();
            if (starts.Count == 0 || 1 + _reach.HopsAfter(edge) > _length)
            {
                continue;
            }

            var carried = _query.Flow == Flow.Ip ? _cargo.First(edge) : [];
            if (_query.Flow == Flow.Ip && carried.IsEmpty)
            {
                continue;
            }

            var prefix = new Prefix(
                [new Step(edge, null, Answer.Certain, carried)],
                [edge.Giver, edge.Taker],
                Chronology.Start(edge));
            Extend(prefix, starts);
        }
    }

    private void Extend(Prefix prefix, List<Match> starts)
    {
        Complete(prefix, starts);
        var last = prefix.Last.Edge;
        if (_stopped is not null || prefix.Steps.Length == _length || !last.MayGoOn || !MayPass(last.Taker))
        {
            return;
        }

        Continue(prefix, starts, last.Taker, null);
        if (_query.Ownership is null)
        {
            return;
        }

        // The owner must own the holder on the days of the hop that goes on, so that each edge is asked anew.
        foreach (var owner in _lens.RelationsFrom(last.Taker).Where(r => r.Kind == "owned_by").Select(r => r.To).Distinct().Order())
        {
            if (!prefix.Holders.Contains(owner) && MayPass(owner))
            {
                Continue(prefix, starts, owner, last.Taker);
            }
        }
    }

    private void Continue(Prefix prefix, List<Match> starts, EntityId giver, EntityId? ownerOf)
    {
        foreach (var edge in _graph.From(giver))
        {
            if (!Spend(giver))
            {
                return;
            }

            if (prefix.Steps.Length + 1 + _reach.HopsAfter(edge) > _length
                || prefix.Holders.Contains(edge.Taker)
                || prefix.Steps.Any(step => step.Edge.Deal.Id == edge.Deal.Id))
            {
                continue;
            }

            var owned = Answer.Certain;
            if (ownerOf is { } holder)
            {
                owned = _owners.Of(holder, edge).Where(o => o.Owner == giver).Select(o => o.Answer).DefaultIfEmpty(Answer.No).Single();
                if (owned == Answer.No)
                {
                    continue;
                }
            }

            var last = prefix.Last;
            if (InOrder(prefix, edge) is not { } days)
            {
                continue;
            }

            var carried = _query.Flow == Flow.Ip ? _cargo.Next(edge, GrantOf(prefix), last.Carried, prefix.Holders) : [];
            if (_query.Flow == Flow.Ip && carried.IsEmpty)
            {
                continue;
            }

            var holders = ownerOf is null ? prefix.Holders.Add(edge.Taker) : prefix.Holders.Add(giver).Add(edge.Taker);
            Extend(new Prefix(prefix.Steps.Add(new Step(edge, ownerOf, owned, carried)), holders, days), starts);
            if (_stopped is not null)
            {
                return;
            }
        }
    }

    /// <summary>The hop by which the last taker has what is carried: the last that was no mere handing on.</summary>
    private static Edge GrantOf(Prefix prefix) => (prefix.Steps.LastOrDefault(step => Cargo.IsGrant(step.Edge)) ?? prefix.Steps[0]).Edge;

    /// <summary>The feasible days of the longer chain; null: not in order, or not certainly so where only that counts.</summary>
    private Chronology? InOrder(Prefix prefix, Edge edge)
    {
        if (_query.Time.Mode != TimeMode.Ordered)
        {
            return Chronology.Start(edge);
        }

        foreach (var undated in (ReadOnlySpan<Edge>)[prefix.Last.Edge, edge])
        {
            if (!undated.IsDated && !_lenient && _query.Time.Undated != Undated.Wildcard)
            {
                return _query.Time.Undated == Undated.Exclude
                    ? null
                    : throw new QueryException("UNDATED", $"Deal \"{undated.Deal.Id}\" has no date, and the query asks for an error then.");
            }
        }

        var days = prefix.Days.Then(edge, _query.Time);
        return days is not null && (!_query.Time.Certain || _lenient || Chronology.Always(prefix.Last.Edge, edge, _query.Time)) ? days : null;
    }

    private void Complete(Prefix prefix, List<Match> starts)
    {
        var last = prefix.Last.Edge;
        if (prefix.Steps.Length < _length || !last.MayEnd || !ViaHolds(prefix))
        {
            return;
        }

        if (Best(starts, prefix, prefix.First.Giver) is not { } start || Best(Ends(last), prefix, last.Taker) is not { } end
            || Arrivals(prefix) is not { } arrivals)
        {
            return;
        }

        if (_found.Count == DealPathQuery.PathLimit)
        {
            _stopped = "PATHS";
            return;
        }

        _found.Add(PathTeller.Tell(_lens, _query, prefix, start, end, arrivals));
        if (_lenient)
        {
            // One is enough to tell unknown from absent.
            _stopped = "PATHS";
        }
    }

    /// <summary>Who stands at an end: the holder itself where it fits, else the owner that fits best, the first of equals by id.</summary>
    private static Match? Best(IEnumerable<Match> matches, Prefix prefix, EntityId holder) => matches
        .Where(match => match.Entity == holder || !prefix.Holders.Contains(match.Entity))
        .OrderByDescending(match => match.Entity == holder)
        .ThenByDescending(match => match.Answer)
        .ThenBy(match => match.Entity)
        .FirstOrDefault();

    /// <summary>What arrives, with origins; null when an end asks for an origin or a place of development and nothing that arrives has it.</summary>
    private Arrival? Arrivals(Prefix prefix)
    {
        var giver = prefix.First.Giver;
        var items = prefix.Last.Carried.Select(item => item with { Origin = Origins.Of(_lens, item, giver) }).ToImmutableArray();
        var answer = Answer.Certain;
        var uses = ImmutableArray.CreateBuilder<JurisdictionUse>();
        foreach (var rule in (ReadOnlySpan<CountryRule?>)[_query.From.Country, _query.To.Country])
        {
            if (rule is not { Sense: CountrySense.Origin or CountrySense.DevelopedIn })
            {
                continue;
            }

            var origins = items.IsEmpty ? [Origins.Of(_lens, null, giver)] : items.Select(item => item.Origin);
            var judged = origins.Select(origin => (origin, answer: Matches(origin, rule))).ToList();
            var best = _judge.Allowed(judged.Max(j => j.answer));
            if (best == Answer.No)
            {
                return null;
            }

            answer = Lens.Weaker(answer, best);
            uses.Add(new JurisdictionUse(giver, rule, best, [.. judged.Where(j => j.answer != Answer.No && j.origin is not null).SelectMany(j => j.origin!.Relations).Distinct()]));
        }

        return new Arrival(items, answer, uses.ToImmutable());
    }

    private Answer Matches(OriginAnswer? origin, CountryRule rule)
    {
        if (origin is null || (rule.Sense == CountrySense.DevelopedIn && origin.Basis != OriginBasis.Developed))
        {
            return _lenient ? Answer.Possible : Answer.No;
        }

        return !origin.Countries.Contains(rule.Code) ? Answer.No
            : origin.Countries.Length == 1 ? Answer.Certain
            : Answer.Possible;
    }

    private bool ViaHolds(Prefix prefix)
    {
        var inside = prefix.Holders.Where(h => h != prefix.First.Giver && h != prefix.Last.Edge.Taker).ToList();
        return _query.Via.All(rule => inside.Exists(h =>
            (rule.Ids.IsEmpty || rule.Ids.Contains(h)) && (rule.Kinds.IsEmpty || rule.Kinds.Contains(_lens.View.Find(h)?.Kind ?? ""))));
    }

    private bool MayPass(EntityId holder) =>
        _judge.MayStandInside(holder) && !EdgeTest.AvoidedHolder(_lens, _query.Avoid, holder) && (!IsHub(holder) || _lenient);

    private bool IsHub(EntityId holder) =>
        _graph.IsHub(holder) && !_query.Via.Any(rule => rule.Ids.Contains(holder));

    private IEnumerable<Match> Starts(Edge edge) => Matching(_query.From, edge, edge.Giver);

    private IEnumerable<Match> Ends(Edge edge) => Matching(_query.To, edge, edge.Taker);

    private IEnumerable<Match> Matching(EndpointSelector selector, Edge edge, EntityId holder)
    {
        if (_judge.Judge(selector, holder, edge) is { Answer: not Answer.No } own)
        {
            yield return new Match(holder, own.Answer, own.Use);
        }

        foreach (var (owner, owned) in _owners.Of(holder, edge))
        {
            // A holder with an owner before or behind it stands inside the chain.
            if (MayPass(holder)
                && !EdgeTest.AvoidedHolder(_lens, _query.Avoid, owner)
                && _judge.Judge(selector, owner, edge) is { Answer: not Answer.No } judged)
            {
                yield return new Match(owner, Lens.Weaker(judged.Answer, owned), judged.Use);
            }
        }
    }

    private bool StartAnswer(Edge edge) => Starts(edge).Any();

    private bool EndAnswer(Edge edge) => edge.MayEnd && Ends(edge).Any();

    private bool Spend(EntityId at)
    {
        if (_stopped is not null)
        {
            return false;
        }

        if (Explored == _query.Budget)
        {
            _stopped = "EDGES";
            _frontier.Add(at);
            return false;
        }

        Explored++;
        if (Explored % 4096 == 0)
        {
            _cancellation.ThrowIfCancellationRequested();
        }

        return true;
    }

    /// <summary>A hop in its place.</summary>
    internal sealed record Step(Edge Edge, EntityId? OwnerOf, Answer Owned, ImmutableArray<Carried> Carried);

    /// <summary>A chain so far.</summary>
    internal sealed record Prefix(ImmutableArray<Step> Steps, ImmutableArray<EntityId> Holders, Chronology Days)
    {
        public Edge First => Steps[0].Edge;

        public Step Last => Steps[^1];
    }

    /// <summary>An entity that satisfies an end.</summary>
    internal sealed record Match(EntityId Entity, Answer Answer, JurisdictionUse? Use);

    /// <summary>What arrives at the end of a chain.</summary>
    internal sealed record Arrival(ImmutableArray<Carried> Items, Answer Answer, ImmutableArray<JurisdictionUse> Uses);
}

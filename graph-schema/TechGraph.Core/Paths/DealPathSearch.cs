using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Paths;

/// <summary>
/// A depth-first search over the edges of a query. Filters apply while paths are extended. A partial path is dropped only if no candidate
/// chain can complete it (rule 6), never because another one is better.
/// </summary>
internal sealed class DealPathSearch
{
    private readonly Lens _lens;
    private readonly DealPathQuery _query;
    private readonly bool _lenient;
    private readonly DealGraph _graph;
    private readonly EndpointMatcher _matcher;
    private readonly CarriedTechnologies _carriedTechnologies;
    private readonly Owners _owners;
    private readonly HopBounds _bounds;
    private int _length;
    private readonly CancellationToken _cancellation;
    private readonly List<DealPath> _found = [];
    private readonly SortedSet<EntityId> _frontier = [];
    private string? _stopped;

    public DealPathSearch(Lens lens, DealPathQuery query, DealNeighbourhood deals, bool lenient, CancellationToken cancellation)
    {
        (_lens, _query, _lenient, _cancellation) = (lens, query, lenient, cancellation);
        _graph = DealGraph.Of(lens, query, deals, lenient);
        _matcher = new EndpointMatcher(lens, query, lenient);
        _carriedTechnologies = new CarriedTechnologies(lens, query, lenient);
        _owners = new Owners(lens, query, lenient);
        _bounds = new HopBounds(_graph, _query, _owners, StartAnswer, EndAnswer);
    }

    public long Explored { get; private set; }

    public IReadOnlyList<DealPath> Found => _found;

    public EndpointMatcher Matcher => _matcher;

    /// <summary>Why and where the search stopped early; null: it is complete.</summary>
    public Truncation? Truncation => _stopped is not null
        ? new Truncation(_stopped, Explored, _stopped == "EDGES" ? _query.Budget : DealPathQuery.PathLimit, [.. _frontier.Take(20)])
        : _graph.Truncation is { } cut ? new Truncation("EDGES", cut.Explored, cut.Limit, cut.Frontier)
        : null;

    public ImmutableArray<EntityId> SkippedHubs() => [.. _graph.Entities.Where(_bounds.IsOnCandidateChain).Where(IsHub)];

    /// <summary>Searches until everything is found, or until the budget or the number of paths is used up.</summary>
    /// <remarks>
    /// The search lists all chains of one length before longer ones, so a truncated search has all shorter chains, which come first in the
    /// default order. Starting again for each length costs little, because most chains have the greatest length.
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
            if (starts.Count == 0 || 1 + _bounds.HopsAfter(edge) > _length)
            {
                continue;
            }

            var carried = _query.Flow == Flow.Ip ? _carriedTechnologies.First(edge) : [];
            if (_query.Flow == Flow.Ip && carried.IsEmpty)
            {
                continue;
            }

            var partial = new PartialPath(
                [new Step(edge, null, Truth.Certain, carried)],
                [edge.Giver, edge.Taker],
                Chronology.Start(edge));
            Extend(partial, starts);
        }
    }

    private void Extend(PartialPath partial, List<Match> starts)
    {
        Complete(partial, starts);
        var last = partial.Last.Edge;
        if (_stopped is not null || partial.Steps.Length == _length || !last.MayContinue || !MayPass(last.Taker))
        {
            return;
        }

        Continue(partial, starts, last.Taker, null);
        if (_query.Ownership is null)
        {
            return;
        }

        // The owner must own the holder on the days of the next hop, so the test is repeated for each edge.
        foreach (var owner in _lens.RelationsFrom(last.Taker).Where(r => r.Kind == "owned_by").Select(r => r.To).Distinct().Order())
        {
            if (!partial.Holders.Contains(owner) && MayPass(owner))
            {
                Continue(partial, starts, owner, last.Taker);
            }
        }
    }

    private void Continue(PartialPath partial, List<Match> starts, EntityId giver, EntityId? ownerOf)
    {
        foreach (var edge in _graph.From(giver))
        {
            if (!Spend(giver))
            {
                return;
            }

            if (partial.Steps.Length + 1 + _bounds.HopsAfter(edge) > _length
                || partial.Holders.Contains(edge.Taker)
                || partial.Steps.Any(step => step.Edge.Deal.Id == edge.Deal.Id))
            {
                continue;
            }

            var owned = Truth.Certain;
            if (ownerOf is { } holder)
            {
                owned = _owners.Of(holder, edge).Where(o => o.Owner == giver).Select(o => o.Answer).DefaultIfEmpty(Truth.No).Single();
                if (owned == Truth.No)
                {
                    continue;
                }
            }

            var last = partial.Last;
            if (InOrder(partial, edge) is not { } days)
            {
                continue;
            }

            var carried = _query.Flow == Flow.Ip ? _carriedTechnologies.Next(edge, GrantOf(partial), last.Carried, partial.Holders) : [];
            if (_query.Flow == Flow.Ip && carried.IsEmpty)
            {
                continue;
            }

            var holders = ownerOf is null ? partial.Holders.Add(edge.Taker) : partial.Holders.Add(giver).Add(edge.Taker);
            Extend(new PartialPath(partial.Steps.Add(new Step(edge, ownerOf, owned, carried)), holders, days), starts);
            if (_stopped is not null)
            {
                return;
            }
        }
    }

    /// <summary>The hop that gave the last taker what is carried: the last one that granted a right.</summary>
    private static Edge GrantOf(PartialPath partial) => (partial.Steps.LastOrDefault(step => CarriedTechnologies.IsGrant(step.Edge)) ?? partial.Steps[0]).Edge;

    /// <summary>The feasible days of the longer chain; null: not in order, or not certainly in order if the query allows only certain paths.</summary>
    private Chronology? InOrder(PartialPath partial, Edge edge)
    {
        if (_query.Time.Mode != TimeMode.Ordered)
        {
            return Chronology.Start(edge);
        }

        foreach (var undated in (ReadOnlySpan<Edge>)[partial.Last.Edge, edge])
        {
            if (!undated.IsDated && !_lenient && _query.Time.Undated != UndatedRule.Wildcard)
            {
                return _query.Time.Undated == UndatedRule.Exclude
                    ? null
                    : throw new QueryException("UNDATED", $"Deal \"{undated.Deal.Id}\" has no date, and the query asks for an error in this case.");
            }
        }

        var days = partial.Days.Next(edge, _query.Time);
        return days is not null && (!_query.Time.Certain || _lenient || Chronology.IsAlwaysInOrder(partial.Last.Edge, edge, _query.Time)) ? days : null;
    }

    private void Complete(PartialPath partial, List<Match> starts)
    {
        var last = partial.Last.Edge;
        if (partial.Steps.Length < _length || !last.MayEnd || !PassesWaypoints(partial))
        {
            return;
        }

        if (Best(starts, partial, partial.First.Giver) is not { } start || Best(Ends(last), partial, last.Taker) is not { } end
            || Arrivals(partial) is not { } arrivals)
        {
            return;
        }

        if (_found.Count == DealPathQuery.PathLimit)
        {
            _stopped = "PATHS";
            return;
        }

        _found.Add(DealPathBuilder.Build(_lens, _query, partial, start, end, arrivals));
        if (_lenient)
        {
            // One path is enough to distinguish unknown from absent.
            _stopped = "PATHS";
        }
    }

    /// <summary>The entity at an end: the holder itself if it matches, else the best matching owner; ties in order of id.</summary>
    private static Match? Best(IEnumerable<Match> matches, PartialPath partial, EntityId holder) => matches
        .Where(match => match.Entity == holder || !partial.Holders.Contains(match.Entity))
        .OrderByDescending(match => match.Entity == holder)
        .ThenByDescending(match => match.Truth)
        .ThenBy(match => match.Entity)
        .FirstOrDefault();

    /// <summary>What arrives, with origins; null if an end asks for an origin or a place of development and nothing that arrives has it.</summary>
    private Arrival? Arrivals(PartialPath partial)
    {
        var giver = partial.First.Giver;
        var items = partial.Last.Carried.Select(item => item with { Origin = Origins.Of(_lens, item, giver) }).ToImmutableArray();
        var truth = Truth.Certain;
        var uses = ImmutableArray.CreateBuilder<JurisdictionTest>();
        foreach (var rule in (ReadOnlySpan<CountryRule?>)[_query.From.Country, _query.To.Country])
        {
            if (rule is not { Sense: CountrySense.Origin or CountrySense.DevelopedIn })
            {
                continue;
            }

            var origins = items.IsEmpty ? [Origins.Of(_lens, null, giver)] : items.Select(item => item.Origin);
            var judged = origins.Select(origin => (origin, answer: Matches(origin, rule))).ToList();
            var best = _matcher.Allowed(judged.Max(j => j.answer));
            if (best == Truth.No)
            {
                return null;
            }

            truth = Lens.Weaker(truth, best);
            uses.Add(new JurisdictionTest(giver, rule, best, [.. judged.Where(j => j.answer != Truth.No && j.origin is not null).SelectMany(j => j.origin!.Relations).Distinct()]));
        }

        return new Arrival(items, truth, uses.ToImmutable());
    }

    private Truth Matches(OriginResult? origin, CountryRule rule)
    {
        if (origin is null || (rule.Sense == CountrySense.DevelopedIn && origin.Basis != OriginBasis.Developed))
        {
            return _lenient ? Truth.Possible : Truth.No;
        }

        return !origin.Countries.Contains(rule.Code) ? Truth.No
            : origin.Countries.Length == 1 ? Truth.Certain
            : Truth.Possible;
    }

    private bool PassesWaypoints(PartialPath partial)
    {
        var inside = partial.Holders.Where(h => h != partial.First.Giver && h != partial.Last.Edge.Taker).ToList();
        return _query.Via.All(rule => inside.Exists(h =>
            (rule.Ids.IsEmpty || rule.Ids.Contains(h)) && (rule.Kinds.IsEmpty || rule.Kinds.Contains(_lens.View.Find(h)?.Kind ?? ""))));
    }

    private bool MayPass(EntityId holder) =>
        _matcher.MayBeInside(holder) && !EdgeTest.AvoidedHolder(_lens, _query.Avoid, holder) && (!IsHub(holder) || _lenient);

    private bool IsHub(EntityId holder) =>
        _graph.IsHub(holder) && !_query.Via.Any(rule => rule.Ids.Contains(holder));

    private IEnumerable<Match> Starts(Edge edge) => Matching(_query.From, edge, edge.Giver);

    private IEnumerable<Match> Ends(Edge edge) => Matching(_query.To, edge, edge.Taker);

    private IEnumerable<Match> Matching(EndpointSelector selector, Edge edge, EntityId holder)
    {
        if (_matcher.Match(selector, holder, edge) is { Answer: not Truth.No } own)
        {
            yield return new Match(holder, own.Answer, own.Use);
        }

        foreach (var (owner, owned) in _owners.Of(holder, edge))
        {
            // A holder with an owner before or after it lies inside the chain.
            if (MayPass(holder)
                && !EdgeTest.AvoidedHolder(_lens, _query.Avoid, owner)
                && _matcher.Match(selector, owner, edge) is { Answer: not Truth.No } judged)
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

    /// <summary>A hop at its place in a chain.</summary>
    internal sealed record Step(Edge Edge, EntityId? OwnerOf, Truth Owned, ImmutableArray<Carried> Carried);

    /// <summary>A chain that is not complete yet.</summary>
    internal sealed record PartialPath(ImmutableArray<Step> Steps, ImmutableArray<EntityId> Holders, Chronology Days)
    {
        public Edge First => Steps[0].Edge;

        public Step Last => Steps[^1];
    }

    /// <summary>An entity that matches an end.</summary>
    internal sealed record Match(EntityId Entity, Truth Truth, JurisdictionTest? Test);

    /// <summary>What arrives at the end of a chain.</summary>
    internal sealed record Arrival(ImmutableArray<Carried> Items, Truth Truth, ImmutableArray<JurisdictionTest> Tests);
}

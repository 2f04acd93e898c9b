using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;
using Standing = TechGraph.Core.Model.Standing;

namespace TechGraph.Tests.Core.Paths.Reference;

/// <summary>
/// A second, simple implementation of the ten rules from their text: it builds every sequence of hops and evaluates each as a whole. Dates
/// are evaluated by trying every day. It uses nothing of the product's lens, carried technologies, hop bounds or search, and it may be
/// slow.
/// </summary>
internal sealed class BruteForce(SmallWorld world, DealPathQuery query, bool lenient)
{
    private const int FirstDay = -1000;
    private const int LastDay = 1000;

    /// <summary>A hop: a deal, its giver, its taker, and the rule of the vocabulary that joins them.</summary>
    private sealed record Hop(SmallDeal Deal, string Giver, string Taker, string Rule);

    /// <summary>Combines two truths, which are numbers: 0 no, 1 possible, 2 certain.</summary>
    private static int And(int a, int b) => Math.Min(a, b);

    /// <summary>The stated relations, and those that acquisitions imply: after closing the acquirer owns the target, and before it the seller did.</summary>
    private readonly List<SmallRelation> _relations =
    [
        .. world.Relations,
        .. world.Deals.Where(d => d.Kind == "acquisition" && d.Closed is not null).Select(d => new SmallRelation("owned_by", d.Giving, d.Taking) { Since = d.Closed }),
        .. world.Deals.Where(d => d.Seller is not null).Select(d => new SmallRelation("owned_by", d.Giving, d.Seller!) { Until = d.Closed }),
    ];

    private bool CertainOnly => query.Time.Certain && !lenient;

    private int? AsOf => query.Time.AsOf is { } day ? day.DayNumber - SmallWorld.Day(1).DayNumber + 1 : null;

    /// <summary>Every path as its lines, with its certainty and the technologies that arrive.</summary>
    public SortedDictionary<string, string> Paths()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var hops = world.Deals.SelectMany(HopsOf).Where(hop => TruthAlone(hop) > 0).ToList();
        Grow([], hops, found);
        return found;
    }

    private void Grow(List<Hop> path, List<Hop> hops, SortedDictionary<string, string> found)
    {
        if (path.Count >= query.MinHops)
        {
            var (truth, carried) = Evaluate(path);
            if (truth == 2 || (truth == 1 && !CertainOnly))
            {
                var lines = string.Join('\n', path.Select(h => $"{h.Deal.Id}|{query.Flow.ToString().ToUpperInvariant()}|{h.Giver}|{h.Taker}"));
                found.TryAdd(lines, $"{(truth == 2 ? "certain" : "possible")} {string.Join(' ', carried)}".TrimEnd());
            }
        }

        if (path.Count < query.MaxHops)
        {
            foreach (var hop in hops.Where(hop => path.Count == 0 || hop.Giver == path[^1].Taker || OwnedBy(path[^1].Taker, hop.Giver, hop) > 0))
            {
                path.Add(hop);
                Grow(path, hops, found);
                path.RemoveAt(path.Count - 1);
            }
        }
    }

    // ---- the hops of a deal (the vocabulary's flows)
    private IEnumerable<Hop> HopsOf(SmallDeal deal)
    {
        var (giving, taking, seller) = (deal.Giving, deal.Taking, deal.Seller);
        var pairs = (deal.Kind, query.Flow) switch
        {
            ("licence" or "partnership", Flow.Ip) => [(giving, taking, "named")],
            ("licence", Flow.Money) => [(taking, giving, "")],
            ("acquisition", Flow.Ip) => seller is null ? [(giving, taking, "all")] : [(giving, taking, "all"), (seller, taking, "through")],
            ("acquisition", Flow.People) => [(giving, taking, "")],
            ("acquisition", Flow.Control) => seller is null ? [] : [(seller, taking, "")],
            ("acquisition", Flow.Money) => seller is null ? [] : [(taking, seller, "")],
            _ => ((string, string, string)[])[],
        };
        return pairs.Select(pair => new Hop(deal, pair.Item1, pair.Item2, pair.Item3));
    }

    private static DaySpan? DateOf(SmallDeal deal) => deal.Closed ?? deal.Announced;

    private static DaySpan DaysOf(SmallDeal deal) => DateOf(deal) ?? new DaySpan(FirstDay, LastDay);

    // ---- a deal by itself: kind, existence on the as-of day, standing, window
    private int TruthAlone(Hop hop)
    {
        var deal = hop.Deal;
        var inner = query.DealKinds.IsEmpty || query.DealKinds.Contains(deal.Kind);
        var final = query.FinalKinds.IsEmpty ? inner : query.FinalKinds.Contains(deal.Kind);
        if ((!inner && !final) || query.Avoid.Ids.Contains(deal.Id) || query.Avoid.Ids.Contains(hop.Giver) || query.Avoid.Ids.Contains(hop.Taker))
        {
            return 0;
        }

        var truth = 2;
        if (AsOf is { } day)
        {
            truth = And(truth, OnDays(DaysOf(deal), d => d <= day));
        }

        var standings = Standings(deal);
        var carrying = !query.Standings.IsEmpty ? query.Standings
            : query.Flow is Flow.Control or Flow.Money ? [Standing.Pending, Standing.InEffect, Standing.Ended]
            : [Standing.Pending, Standing.InEffect, Standing.Ended, Standing.Reversed];
        truth = And(truth, TruthOf(standings.Count(s => carrying.Contains(s)), standings.Count));
        if (query.Time.Mode == TimeMode.Snapshot)
        {
            truth = And(truth, TruthOf(standings.Count(s => s == Standing.InEffect), standings.Count));
        }

        if (query.Time.Mode == TimeMode.Window)
        {
            if (DateOf(deal) is null && query.Time.Undated != UndatedRule.Wildcard && !lenient)
            {
                return 0;
            }

            var from = query.Time.WindowFrom is { } f ? f.DayNumber - SmallWorld.Day(1).DayNumber + 1 : FirstDay;
            var to = query.Time.WindowTo is { } t ? t.DayNumber - SmallWorld.Day(1).DayNumber + 1 : LastDay;
            truth = And(truth, OnDays(DaysOf(deal), d => from <= d && d <= to));
        }

        return truth == 1 && CertainOnly ? 0 : truth;
    }

    /// <summary>Every standing that is possible on the as-of day.</summary>
    private HashSet<Standing> Standings(SmallDeal deal)
    {
        var steps = new List<(DaySpan From, Standing Standing)>();
        void Step(DaySpan? from, Standing standing)
        {
            if (from is not null)
            {
                steps.Add((from, standing));
            }
        }

        Step(deal.Announced, Standing.Pending);
        Step(deal.Closed, Standing.InEffect);
        Step(deal.Ended, Standing.Ended);
        Step(deal.Blocked, deal.Closed is null ? Standing.Never : Standing.Reversed);
        var day = AsOf ?? LastDay;
        var possible = new HashSet<Standing>();

        // The steps of these worlds never overlap, so that the last step begun is the same for every reading of the dates.
        var begun = steps.OrderBy(s => s.From.Last).Where(s => s.From.Last <= day).Select(s => (Standing?)s.Standing).LastOrDefault();
        possible.Add(begun ?? Standing.Pending);
        possible.UnionWith(steps.Where(s => s.From.First <= day && day < s.From.Last).Select(s => s.Standing));
        return possible;
    }

    // ---- a complete sequence
    private (int Truth, IReadOnlyList<string> Carried) Evaluate(List<Hop> path)
    {
        var nothing = (0, (IReadOnlyList<string>)[]);
        var truth = path.Min(TruthAlone);
        for (var i = 0; i < path.Count; i++)
        {
            var last = i == path.Count - 1;
            var kinds = last && !query.FinalKinds.IsEmpty ? query.FinalKinds : query.DealKinds;
            if (!kinds.IsEmpty && !kinds.Contains(path[i].Deal.Kind))
            {
                return nothing;
            }
        }

        // Rule 5: no deal twice; no holder twice, including owners that pass on.
        var holders = new List<string> { path[0].Giver };
        for (var i = 0; i < path.Count; i++)
        {
            if (i > 0 && path[i].Giver != path[i - 1].Taker)
            {
                var owned = OwnedBy(path[i - 1].Taker, path[i].Giver, path[i]);
                truth = And(truth, owned);
                holders.Add(path[i].Giver);
            }

            holders.Add(path[i].Taker);
        }

        if (truth == 0 || holders.Distinct().Count() < holders.Count || path.Select(h => h.Deal.Id).Distinct().Count() < path.Count)
        {
            return nothing;
        }

        // Groups are only at the ends, and only if the query includes them; hubs and avoided holders are not inside.
        var inside = holders.Skip(1).Take(holders.Count - 2).ToList();
        if (inside.Exists(h => !CanBeInside(h)))
        {
            return nothing;
        }

        if (!query.Via.All(rule => inside.Exists(h => rule.Ids.IsEmpty || rule.Ids.Any(id => id.Value == h))))
        {
            return nothing;
        }

        truth = And(truth, InOrder(path));
        var carried = query.Flow == Flow.Ip ? Carried(path) : [];
        if (truth == 0 || (query.Flow == Flow.Ip && carried.Count == 0))
        {
            return nothing;
        }

        if (carried.Count > 0)
        {
            truth = And(truth, carried.Values.Max());
        }

        truth = And(truth, AtEnd(query.From, path[0].Giver, path[0], holders, carried.Keys, path[0].Giver));
        truth = And(truth, AtEnd(query.To, path[^1].Taker, path[^1], holders, carried.Keys, path[0].Giver));
        return (truth, [.. carried.Keys.Order(StringComparer.Ordinal)]);
    }

    private bool CanBeInside(string holder) => !world.IsGroup(holder)
        && (lenient || Degree(holder) <= query.Avoid.DegreeAbove || query.Via.Any(rule => rule.Ids.Any(id => id.Value == holder)));

    private int Degree(string holder) => world.Deals.Count(deal => HopsOf(deal).Any(hop => hop.Giver == holder || hop.Taker == holder));

    // ---- rule 2, by trying every assignment of days
    private int InOrder(List<Hop> path)
    {
        if (query.Time.Mode != TimeMode.Ordered || path.Count == 1)
        {
            return 2;
        }

        if (path.Exists(hop => DateOf(hop.Deal) is null))
        {
            if (query.Time.Undated != UndatedRule.Wildcard && !lenient)
            {
                return 0;
            }

            return InOrderWithUndated(path);
        }

        var (valid, all) = (0, 0);
        Assign(0, []);
        return valid == 0 ? 0 : valid == all ? 2 : 1;

        void Assign(int at, List<int> days)
        {
            if (at == path.Count)
            {
                all++;
                valid += Ordered(days) ? 1 : 0;
                return;
            }

            foreach (var day in DateOf(path[at].Deal)!.Days)
            {
                days.Add(day);
                Assign(at + 1, days);
                days.RemoveAt(at);
            }
        }
    }

    private bool Ordered(List<int> days) => Enumerable.Range(1, days.Count - 1).All(i =>
        (query.Time.TiesAllowed ? days[i - 1] <= days[i] : days[i - 1] < days[i])
        && (query.Time.MaxGap is not { } gap || days[i] - days[i - 1] <= gap));

    /// <summary>
    /// For a path with an undated deal: whether some assignment of days is in order, over the calendar around the other dates; never
    /// certain.
    /// </summary>
    private int InOrderWithUndated(List<Hop> path)
    {
        bool Try(int at, int before)
        {
            if (at == path.Count)
            {
                return true;
            }

            var days = DateOf(path[at].Deal)?.Days ?? Enumerable.Range(-60, 130);
            return days.Any(day => (at == 0
                    || ((query.Time.TiesAllowed ? before <= day : before < day) && (query.Time.MaxGap is not { } gap || day - before <= gap)))
                && Try(at + 1, day));
        }

        return Try(0, 0) ? 1 : 0;
    }

    // ---- rule 3
    private Dictionary<string, int> Carried(List<Hop> path)
    {
        var carried = CarriedByFirst(path[0]);
        var holders = new List<string> { path[0].Giver, path[0].Taker };
        for (var i = 1; i < path.Count; i++)
        {
            var (hop, before) = (path[i], path[i - 1]);

            // The right is that of the last hop that granted one; the buyer of a company takes over its rights unchanged.
            var grant = path.Take(i).LastOrDefault(h => h.Rule is not ("all" or "through")) ?? path[0];
            var next = new Dictionary<string, int>();
            void Keep(string item, int truth) => next[item] = Math.Max(next.GetValueOrDefault(item), truth);
            foreach (var (item, was) in carried)
            {
                var truth = grant.Deal.Kind == "licence" && grant.Deal.Ended is { } end && !IsKeptBySuccessor(grant) ? And(was, BeforeEnd(hop, end)) : was;
                if (truth == 0)
                {
                    continue;
                }

                var passes = hop.Rule == "all" || (hop.Rule == "through" && holders.Contains(hop.Deal.Giving));
                var named = Named(hop.Deal);
                if (passes || (lenient && hop.Rule == "named" && named.Count == 0))
                {
                    Keep(item, truth);
                }
                else if (world.Technologies.Contains(item))
                {
                    if (named.Exists(n => PartOf(item, n)))
                    {
                        Keep(item, truth);
                    }

                    named.Where(n => n != item && PartOf(n, item)).ToList().ForEach(n => Keep(n, truth));
                }
            }

            carried = next.Where(pair => pair.Value == 2 || !CertainOnly).ToDictionary();
            if (hop.Giver != before.Taker)
            {
                holders.Add(hop.Giver);
            }

            holders.Add(hop.Taker);
        }

        return carried;
    }

    private Dictionary<string, int> CarriedByFirst(Hop hop)
    {
        var carried = Named(hop.Deal).ToDictionary(t => t, _ => 2);
        if (hop.Rule == "named" && carried.Count == 0)
        {
            carried[$"unnamed({hop.Deal.Id})"] = 2;
        }

        if (hop.Rule == "all")
        {
            carried[$"unnamed({hop.Giver})"] = 2;
            foreach (var relation in _relations.Where(r => r.Kind is "develops" or "holds" && r.From == hop.Giver))
            {
                var truth = ValidOn(relation, DaysOf(hop.Deal));
                if (truth > 0)
                {
                    carried[relation.To] = Math.Max(carried.GetValueOrDefault(relation.To), truth);
                }
            }
        }

        return carried.Where(pair => pair.Value == 2 || !CertainOnly).ToDictionary();
    }

    private List<string> Named(SmallDeal deal) => deal.Technologies.Where(world.Technologies.Contains).ToList();

    private bool PartOf(string part, string whole) =>
        part == whole || _relations.Exists(r => r.Kind == "part_of" && r.From == part && PartOf(r.To, whole));

    private static int BeforeEnd(Hop hop, DaySpan end) =>
        TruthOf(DaysOf(hop.Deal).Days.Sum(d => end.Days.Count(e => d <= e)), DaysOf(hop.Deal).Days.Count() * end.Days.Count());

    private bool IsKeptBySuccessor(Hop licence) => world.Deals.Exists(deal =>
        deal.Supersedes == licence.Deal.Id && (deal.Kind is "licence" or "partnership" or "acquisition") && deal.Taking == licence.Taker);

    // ---- rules 1 and 5: the ends
    private int AtEnd(EndpointSelector selector, string holder, Hop hop, List<string> holders, IEnumerable<string> carried, string firstGiver)
    {
        var own = Matches(selector, holder, hop);
        var best = own;
        if (query.Ownership is not null && CanBeInside(holder))
        {
            foreach (var owner in world.Companies.Concat(world.Groups).Where(o => !holders.Contains(o) && !query.Avoid.Ids.Contains(o)))
            {
                best = Math.Max(best, And(OwnedBy(holder, owner, hop), Matches(selector, owner, hop)));
            }

            // If the holder itself matches at all, its own match counts.
            best = own > 0 ? own : best;
        }

        if (selector.Country is { Sense: CountrySense.Origin } rule)
        {
            var origins = query.Flow == Flow.Ip ? carried.Select(item => OriginOf(item, firstGiver)) : [OriginOf("", firstGiver)];
            best = And(best, origins.Max(codes => codes.Count == 0 ? lenient ? 1 : 0 : TruthOf(codes.Contains(rule.Code.ToLowerInvariant()) ? 1 : 0, codes.Count)));
        }

        return best == 1 && CertainOnly ? 0 : best;
    }

    private int Matches(EndpointSelector selector, string id, Hop hop)
    {
        if ((world.IsGroup(id) && !query.IncludeGroups) || (!selector.Ids.IsEmpty && !selector.Ids.Any(i => i.Value == id)))
        {
            return 0;
        }

        if (selector.Country is not { Sense: CountrySense.BasedIn or CountrySense.FoundedIn } rule)
        {
            return 2;
        }

        var kind = rule.Sense == CountrySense.BasedIn ? "based_in" : "founded_in";
        var recorded = _relations.Where(r => r.Kind == kind && r.From == id).ToList();
        if (recorded.Count == 0)
        {
            return lenient ? 1 : 0;
        }

        var there = recorded.Where(r => string.Equals(r.To, rule.Code, StringComparison.OrdinalIgnoreCase)).ToList();
        var days = query.JurisdictionAt == JurisdictionAt.AsOf ? new DaySpan(AsOf ?? LastDay, AsOf ?? LastDay) : DaysOf(hop.Deal);
        return there.Count == 0 ? 0
            : kind == "founded_in" || query.JurisdictionAt == JurisdictionAt.Ever ? 2
            : there.Max(r => ValidOn(r, days)) is var best && best == 1 && CertainOnly ? 0 : best;
    }

    private List<string> OriginOf(string item, string giver)
    {
        foreach (var (of, kind) in new[] { (item, "developed_in"), (giver, "founded_in") })
        {
            var recorded = _relations.Where(r => r.Kind == kind && r.From == of).Select(r => r.To).Distinct().ToList();
            if (recorded.Count > 0)
            {
                return recorded;
            }
        }

        var bases = _relations.Where(r => r.Kind == "based_in" && r.From == giver).ToList();
        return bases.Count == 0 ? [] : bases.Where(r => (r.Since?.First ?? FirstDay) == bases.Min(b => b.Since?.First ?? FirstDay)).Select(r => r.To).Distinct().ToList();
    }

    /// <summary>Whether an owner has a large enough share of a holder on the days of a hop.</summary>
    private int OwnedBy(string holder, string owner, Hop hop)
    {
        if (query.Ownership is not { } rule)
        {
            return 0;
        }

        var best = _relations.Where(r => r.Kind == "owned_by" && r.From == holder && r.To == owner)
            .Select(r => And(
                r.Share is null ? rule.UnknownShare == UnknownShare.Allow || lenient ? 1 : 0 : r.Share >= rule.MinShare ? 2 : 0,
                ValidOn(r, DaysOf(hop.Deal))))
            .DefaultIfEmpty(0)
            .Max();
        return best == 1 && CertainOnly ? 0 : best;
    }

    /// <summary>Whether a relation is valid on some or every day, by trying every possible first day and every possible end.</summary>
    private static int ValidOn(SmallRelation relation, DaySpan days)
    {
        var (valid, all) = (0L, 0L);
        foreach (var since in relation.Since?.Days ?? [FirstDay])
        {
            foreach (var until in relation.Until?.Days ?? [LastDay + 1])
            {
                foreach (var day in days.Days)
                {
                    all++;
                    valid += since <= day && day < until ? 1 : 0;
                }
            }
        }

        return TruthOf(valid, all);
    }

    private static int OnDays(DaySpan days, Func<int, bool> passes) => TruthOf(days.Days.Count(passes), days.Days.Count());

    private static int TruthOf(long valid, long all) => valid == 0 ? 0 : valid == all ? 2 : 1;
}

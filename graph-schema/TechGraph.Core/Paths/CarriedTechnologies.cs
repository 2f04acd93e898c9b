using System.Collections.Immutable;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Paths;

/// <summary>Follows the IP along a chain (rule 3): what a hop carries, and what remains of what earlier hops brought.</summary>
internal sealed class CarriedTechnologies(Lens lens, DealPathQuery query, bool lenient)
{
    /// <summary>What a first hop carries, in order of id; empty: the deal is not a hop of this flow.</summary>
    public ImmutableArray<Carried> First(Edge edge)
    {
        var items = new List<Carried>();
        foreach (var rule in edge.Rules)
        {
            switch (rule.Carries)
            {
                case Carries.Named:
                    var (named, fields) = Names(edge.Deal, rule.CarriesRole);
                    items.AddRange(named.Select(id => Named(edge.Deal, id)));
                    if (named.IsEmpty)
                    {
                        items.Add(new Carried(CarriedKind.UnnamedDeal, edge.Deal.Id.Value) { Fields = fields });
                    }

                    break;
                case Carries.All:
                    var (also, about) = Names(edge.Deal, role: null);
                    items.AddRange(also.Select(id => Named(edge.Deal, id)));
                    items.AddRange(Bundle(edge));
                    items.Add(new Carried(CarriedKind.UnnamedHolder, edge.Giver.Value) { Fields = about });
                    break;
                case Carries.Through:
                    items.AddRange(Names(edge.Deal, role: null).Named.Select(id => Named(edge.Deal, id)));
                    break;
            }
        }

        return Merge(items);
    }

    /// <summary>What a later hop passes on of what the hop before brought, in order of id; empty: the chain ends here.</summary>
    /// <param name="edge">The later hop.</param>
    /// <param name="grant">The hop that gave it to the giver, see <see cref="IsGrant"/>.</param>
    /// <param name="carried">What the hop before brought.</param>
    /// <param name="holders">All holders so far, the first giver first.</param>
    public ImmutableArray<Carried> Next(Edge edge, Edge grant, ImmutableArray<Carried> carried, ImmutableArray<EntityId> holders)
    {
        var kept = StillHeld(edge, grant, carried);
        var items = new List<Carried>();
        foreach (var rule in edge.Rules)
        {
            if (rule.Carries == Carries.All || (rule.Carries == Carries.Through && TargetHeld(edge.Deal, rule.CarriesRole!, holders)))
            {
                items.AddRange(kept);
                continue;
            }

            var (named, _) = Names(edge.Deal, rule.Carries == Carries.Through ? null : rule.CarriesRole);
            if (named.IsEmpty && lenient && rule.Carries == Carries.Named)
            {
                // The deal does not say what it moves, so it may be the same.
                items.AddRange(kept);
            }

            foreach (var item in kept.Where(item => item.Kind == CarriedKind.Technology))
            {
                var id = new EntityId(item.Id);
                var wholes = named.Where(lens.WholesOf(id).Contains).ToList();
                if (wholes.Count > 0)
                {
                    items.Add(item with { IsCertain = item.IsCertain && !wholes.TrueForAll(whole => IsOption(edge.Deal, whole)) });
                }

                items.AddRange(named
                    .Where(part => part != id && lens.WholesOf(part).Contains(id))
                    .Select(part => item with { Id = part.Value, IsCertain = item.IsCertain && !IsOption(edge.Deal, part) }));
            }
        }

        return Merge(items);
    }

    /// <summary>
    /// Whether a hop grants a new right. A hop that passes on everything that its giver has, such as an acquisition, passes on rights
    /// unchanged: a licence still ends.
    /// </summary>
    public static bool IsGrant(Edge edge) => !edge.Rules.All(rule => rule.Carries is Carries.All or Carries.Through);

    private static Carried Named(Event deal, EntityId technology) => new(CarriedKind.Technology, technology.Value) { IsCertain = !IsOption(deal, technology) };

    /// <summary>Whether the deal gives only an option on a technology: it moves if the option is exercised.</summary>
    private static bool IsOption(Event deal, EntityId technology) => deal.Participants.Where(p => p.Of == RecordRef.To(technology)).All(p => p.Option);

    /// <summary>The transferable technologies that a deal names in a role (null: in any role), and the fields.</summary>
    private (ImmutableArray<EntityId> Named, ImmutableArray<EntityId> Fields) Names(Event deal, string? role)
    {
        var technologies = deal.Participants
            .Where(p => (role is null || p.Role == role) && p.Of.Kind == RecordKind.Entity && lens.Includes(deal, p))
            .Select(p => new EntityId(p.Of.Id))
            .Where(id => lens.FamilyOf(id) == Family.Technology)
            .Distinct()
            .Order()
            .ToLookup(IsTransferable);
        return ([.. technologies[true]], [.. technologies[false]]);
    }

    private bool IsTransferable(EntityId id) => lens.View.Find(id) is { } technology && lens.View.Terms.Entities[technology.Kind].Travels;

    /// <summary>What the giver develops or holds on the days of the hop.</summary>
    private IEnumerable<Carried> Bundle(Edge edge) => lens.RelationsFrom(edge.Giver)
        .Where(relation => relation.Kind is "develops" or "holds" && lens.FamilyOf(relation.To) == Family.Technology && IsTransferable(relation.To))
        .Select(relation => (relation.To, Answer: relation.IsValidDuring(edge.Earliest, edge.Latest)))
        .Where(held => held.Answer != Truth.No)
        .Select(held => new Carried(CarriedKind.Technology, held.To.Value) { IsCertain = held.Answer == Truth.Certain });

    /// <summary>Whether the acquired company is one of the earlier holders; then what came to it goes on with it.</summary>
    private bool TargetHeld(Event deal, string role, ImmutableArray<EntityId> holders) =>
        deal.Participants.Any(p => p.Role == role && p.Of.Kind == RecordKind.Entity && lens.Includes(deal, p) && holders.Contains(new EntityId(p.Of.Id)));

    /// <summary>What a licence brought ends with the licence, unless a deal that supersedes it kept the right.</summary>
    private ImmutableArray<Carried> StillHeld(Edge edge, Edge before, ImmutableArray<Carried> carried)
    {
        if (!before.Kind.EndsWith || EndOf(before.Deal) is not { } end || IsKeptBySuccessor(before))
        {
            return carried;
        }

        // Passed on before the end on every reading, on some, or on none.
        return edge.Latest <= end.Earliest ? carried
            : edge.Earliest <= end.Latest ? [.. carried.Select(item => item with { IsCertain = false })]
            : [];
    }

    private StatusEntry? EndOf(Event deal) => lens.Timeline(deal).FirstOrDefault(
        entry => entry.Status is EventStatus.Ended or EventStatus.Superseded or EventStatus.Withdrawn or EventStatus.Unwound);

    private bool IsKeptBySuccessor(Edge before) => lens.View.LinksTo(before.Deal.Id).Any(link =>
        link.Kind == "supersedes"
        && lens.ResolvingClaims(link.From).Any()
        && lens.KindOf(link.From).Flows.Any(rule => rule.Flow == Flow.Ip
            && link.From.Participants.Any(p => p.Role == rule.To && p.Of == RecordRef.To(before.Taker) && lens.Includes(link.From, p))));

    private ImmutableArray<Carried> Merge(IEnumerable<Carried> items)
    {
        var certainOnly = query.Time.Certain && !lenient;
        return
        [
            .. items
                .Where(item => item.IsCertain || !certainOnly)
                .GroupBy(item => (item.Kind, item.Id))
                .Select(group => group.OrderByDescending(item => item.IsCertain).First())
                .OrderBy(item => item.Kind)
                .ThenBy(item => item.Id, StringComparer.Ordinal),
        ];
    }
}

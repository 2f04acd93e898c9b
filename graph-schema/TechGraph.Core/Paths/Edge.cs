using System.Collections.Immutable;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Paths;

/// <summary>A deal along which the query's flow may run from one entity to another: a hop before its place in a chain is known.</summary>
internal sealed record Edge(Event Deal, EventKind Kind, EntityId Giver, EntityId Taker, ImmutableArray<FlowRule> Rules)
{
    public required StatusResult Status { get; init; }

    public (Milestone Milestone, Resolved<PartialDate> Date)? Date { get; init; }

    /// <summary>Reasons why the deal is only possible, regardless of its place; hop numbers are filled in when the path is built.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];

    /// <summary>Whether it may be the last hop.</summary>
    public bool MayEnd { get; init; }

    /// <summary>Whether it may be a hop before the last.</summary>
    public bool MayContinue { get; init; }

    public bool IsDated => Date is { } date && !date.Date.Value.IsUndated;

    public DateOnly Earliest => Date?.Date.Value.Earliest ?? DateOnly.MinValue;

    public DateOnly Latest => Date?.Date.Value.Latest ?? DateOnly.MaxValue;

    public string Line(Flow flow) => $"{Deal.Id}|{flow.ToString().ToUpperInvariant()}|{Giver}|{Taker}";
}

using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Vocabulary;

/// <summary>A kind of deal or act, from <c>vocabulary/deals</c> or <c>vocabulary/acts</c>.</summary>
/// <param name="Name">Its name in files: <c>licence</c>.</param>
/// <param name="Family">Deal or act.</param>
/// <param name="Label">Its display name.</param>
/// <param name="Description">One sentence.</param>
public sealed record EventKind(string Name, EventFamily Family, string Label, string Description)
{
    /// <summary>The roles that participants can have, in the file's order.</summary>
    public required ImmutableArray<Role> Roles { get; init; }

    /// <summary>The flows between roles; deals only. One flow may run between several pairs of roles.</summary>
    public ImmutableArray<FlowRule> Flows { get; init; } = [];

    /// <summary>Relations that follow from an event of this kind.</summary>
    public ImmutableArray<ImpliedRule> Implies { get; init; } = [];

    /// <summary>The status that it sets on its subject; null: none.</summary>
    public PutsRule? Puts { get; init; }

    /// <summary>Whether it is a statistic or forecast: no step of a path unless groups are included.</summary>
    public bool IsAggregate { get; init; }

    /// <summary>Whether deals of this kind are shown as context of paths, as acts are (rule 10): investments.</summary>
    public bool IsContext { get; init; }

    /// <summary>Whether what it brought ends with it: after its end the taker can no longer pass it on (rule 3).</summary>
    public bool EndsWith { get; init; }

    /// <summary>The role with a name; null: none.</summary>
    public Role? Role(string name) => Roles.FirstOrDefault(role => role.Name == name);
}

/// <summary>A role that an entity, event or relation can have in an event.</summary>
/// <param name="Name">Its name in files: <c>licensor</c>.</param>
/// <param name="Label">Seen from the event.</param>
/// <param name="Inverse">Seen from the participant: "licensor of".</param>
public sealed record Role(string Name, string Label, string Inverse)
{
    /// <summary>The families that may have it.</summary>
    public required IReadOnlySet<Family> Families { get; init; }

    /// <summary>Minimum number of participants with it.</summary>
    public int Min { get; init; }

    /// <summary>Maximum number of participants with it; null: any number.</summary>
    public int? Max { get; init; }
}

/// <summary>How much of what the giver has a hop of flow IP carries.</summary>
public enum Carries
{
    /// <summary>Nothing; the flow is not IP.</summary>
    Nothing,

    /// <summary>Everything that the giver has.</summary>
    All,

    /// <summary>The technologies named in a role.</summary>
    Named,

    /// <summary>Only what an earlier hop of the path brought to or took from the organization in a role, or what the deal names.</summary>
    Through,
}

/// <summary>A flow from one role to another.</summary>
/// <param name="Flow">What flows.</param>
/// <param name="From">The role of the giver.</param>
/// <param name="To">The role of the taker.</param>
public sealed record FlowRule(Flow Flow, string From, string To)
{
    /// <summary>How much is carried; IP only.</summary>
    public Carries Carries { get; init; }

    /// <summary>The role that <see cref="Carries"/> refers to; null for <see cref="Carries.All"/> and <see cref="Carries.Nothing"/>.</summary>
    public string? CarriesRole { get; init; }

    /// <summary>The role that is controlled; null: not a flow of control, or not stated.</summary>
    public string? Over { get; init; }
}

/// <summary>A relation that follows from an event.</summary>
/// <param name="Relation">The kind of relation.</param>
/// <param name="Of">The role at its first end.</param>
/// <param name="To">The role at its second end.</param>
/// <param name="Since">The milestone or status of the event that gives its first day; null: open.</param>
/// <param name="Until">The milestone or status of the event that gives the first day on which it is no longer valid; null: open.</param>
/// <param name="When">The relation follows only if the event had one of these statuses; empty: whatever its status.</param>
public sealed record ImpliedRule(string Relation, string Of, string To, string? Since, string? Until, ImmutableArray<EventStatus> When);

/// <summary>An act of this kind sets the status of the deal in a role, from the act's date until it concludes.</summary>
public sealed record PutsRule(string Role, EventStatus Status);

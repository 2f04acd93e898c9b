namespace TechGraph.Core.Vocabulary;

/// <summary>The sets of roles that queries need, derived from the vocabulary once.</summary>
public sealed class RoleSets
{
    private readonly Dictionary<Flow, RoleSet> _flows;

    internal RoleSets(IReadOnlyCollection<EventKind> kinds)
    {
        All = Of(kinds, kind => kind.Roles.Select(role => role.Name));
        Acts = Of(kinds.Where(kind => kind.Family == EventFamily.Act), kind => kind.Roles.Select(role => role.Name));
        Context = Of(kinds.Where(kind => kind.Family == EventFamily.Act || kind.IsContext), kind => kind.Roles.Select(role => role.Name));
        Puts = Of(kinds.Where(kind => kind.Puts is not null), kind => [kind.Puts!.Role]);
        Subjects = Of(kinds, kind => kind.Roles.Select(role => role.Name).Where(role => role == "subject"));
        ImplyingFrom = Of(kinds, kind => kind.Implies.Select(rule => rule.Of));
        ImplyingTo = Of(kinds, kind => kind.Implies.Select(rule => rule.To));
        _flows = Enum.GetValues<Flow>().ToDictionary(flow => flow, flow => Of(
            kinds.Where(kind => kind.Family == EventFamily.Deal),
            kind => kind.Flows.Where(rule => rule.Flow == flow).SelectMany(rule => new[] { rule.From, rule.To })));
    }

    /// <summary>Any role of any event.</summary>
    public RoleSet All { get; }

    /// <summary>Any role of an act.</summary>
    public RoleSet Acts { get; }

    /// <summary>Any role of an event that is shown as context of a path: acts and investments.</summary>
    public RoleSet Context { get; }

    /// <summary>The roles whose status an act sets.</summary>
    public RoleSet Puts { get; }

    /// <summary>The role <c>subject</c> of every kind that has it.</summary>
    public RoleSet Subjects { get; }

    /// <summary>Roles from which a relation follows for the entity at its first end.</summary>
    public RoleSet ImplyingFrom { get; }

    /// <summary>Roles from which a relation follows for the entity at its second end.</summary>
    public RoleSet ImplyingTo { get; }

    /// <summary>Givers and takers of a flow.</summary>
    public RoleSet Of(Flow flow) => _flows[flow];

    private static RoleSet Of(IEnumerable<EventKind> kinds, Func<EventKind, IEnumerable<string>> roles) =>
        new(kinds.SelectMany(kind => roles(kind).Select(role => (kind.Name, role))));
}

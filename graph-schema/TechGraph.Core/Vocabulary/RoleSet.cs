using System.Collections.Frozen;

namespace TechGraph.Core.Vocabulary;

/// <summary>A set of roles of some kinds of events. Compared by reference.</summary>
public sealed class RoleSet
{
    private readonly FrozenDictionary<string, FrozenSet<string>> _roles;

    internal RoleSet(IEnumerable<(string Kind, string Role)> roles) => _roles = roles
        .GroupBy(pair => pair.Kind, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Role).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The kinds of events that have a role in the set.</summary>
    public IEnumerable<string> Kinds => _roles.Keys;

    /// <summary>All roles, whatever their kind.</summary>
    public IEnumerable<string> Roles => _roles.Values.SelectMany(roles => roles).Distinct(StringComparer.Ordinal);

    /// <summary>Whether the set has no role.</summary>
    public bool IsEmpty => _roles.Count == 0;

    /// <summary>Whether the set contains a role of a kind of event.</summary>
    public bool Contains(string kind, string role) => _roles.TryGetValue(kind, out var roles) && roles.Contains(role);
}

using System.Collections.Frozen;

namespace TechGraph.Schema.Vocabulary;

/// <summary>Roles of some kinds of events: as what something must take part to matter to a question. Compared by reference.</summary>
public sealed class RoleSet
{
    private readonly FrozenDictionary<string, FrozenSet<string>> _roles;

    internal RoleSet(IEnumerable<(string Kind, string Role)> roles) => _roles = roles
        .GroupBy(pair => pair.Kind, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Role).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The kinds of events; a kind without roles is not among them.</summary>
    public IEnumerable<string> Kinds => _roles.Keys;

    /// <summary>All roles, whatever their kind.</summary>
    public IEnumerable<string> Roles => _roles.Values.SelectMany(roles => roles).Distinct(StringComparer.Ordinal);

    /// <summary>Whether nothing can take part so.</summary>
    public bool IsEmpty => _roles.Count == 0;

    /// <summary>Whether the role of an event of the kind is among them.</summary>
    public bool Contains(string kind, string role) => _roles.TryGetValue(kind, out var roles) && roles.Contains(role);
}

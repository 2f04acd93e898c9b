using System.Collections.Frozen;
using System.Reflection;
using TechGraph.Core.Parsing;

namespace TechGraph.Core.Vocabulary;

/// <summary>The vocabulary: all kinds, as defined in <c>graph-schema/vocabulary</c>.</summary>
public sealed class Terms
{
    private static readonly Lazy<Terms> Lazily = new(ReadShipped);

    internal Terms(IEnumerable<EventKind> events, IEnumerable<EntityKind> entities, IEnumerable<RelationKind> relations)
    {
        Events = events.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
        Entities = entities.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
        Relations = relations.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
        Roles = new RoleSets(Events.Values);
    }

    /// <summary>The vocabulary that the product ships.</summary>
    public static Terms Shipped => Lazily.Value;

    /// <summary>Kinds of deals and acts by name.</summary>
    public FrozenDictionary<string, EventKind> Events { get; }

    /// <summary>Kinds of entities by name.</summary>
    public FrozenDictionary<string, EntityKind> Entities { get; }

    /// <summary>Kinds of relations by name.</summary>
    public FrozenDictionary<string, RelationKind> Relations { get; }

    /// <summary>Sets of roles that queries need.</summary>
    public RoleSets Roles { get; }

    private static Terms ReadShipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("vocabulary/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var memory = new MemoryStream();
                stream.CopyTo(memory);
                return (name.Replace('\\', '/')["vocabulary/".Length..], memory.ToArray());
            });
        var problems = new Problems();
        var terms = TermsReader.Read(files, problems);
        return problems.Count == 0
            ? terms
            : throw new InvalidOperationException("The vocabulary has problems:\n" + string.Join('\n', problems));
    }
}

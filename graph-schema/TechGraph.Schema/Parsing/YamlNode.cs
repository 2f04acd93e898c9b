using System.Collections.Immutable;

namespace TechGraph.Schema.Parsing;

/// <summary>A piece of a YAML file that knows where it stands.</summary>
public abstract record YamlNode(Place Place);

/// <summary>A text; YAML's own guesses (numbers, dates, booleans) are not made.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Text">The text; null for a plain <c>null</c>, <c>~</c> or nothing.</param>
public sealed record YamlScalar(Place Place, string? Text) : YamlNode(Place);

/// <summary>A sequence.</summary>
public sealed record YamlList(Place Place, ImmutableArray<YamlNode> Items) : YamlNode(Place);

/// <summary>A mapping, in file order; keys are unique texts.</summary>
public sealed record YamlMap(Place Place, ImmutableArray<YamlEntry> Entries) : YamlNode(Place);

/// <summary>One line of a mapping.</summary>
public sealed record YamlEntry(string Key, Place Place, YamlNode Value);

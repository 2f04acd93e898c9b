using System.Collections.Immutable;

namespace TechGraph.Schema.Parsing;

/// <summary>A piece of a YAML file that knows where it stands.</summary>
public abstract record YamlNode(TextPosition Position);

/// <summary>A text; YAML's own guesses (numbers, dates, booleans) are not made.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Text">The text; null for a plain <c>null</c>, <c>~</c> or nothing.</param>
public sealed record YamlScalar(TextPosition Place, string? Text) : YamlNode(Place);

/// <summary>A sequence.</summary>
public sealed record YamlList(TextPosition Place, ImmutableArray<YamlNode> Items) : YamlNode(Place);

/// <summary>A mapping, in file order; keys are unique texts.</summary>
public sealed record YamlMap(TextPosition Place, ImmutableArray<YamlEntry> Entries) : YamlNode(Place);

/// <summary>One line of a mapping.</summary>
public sealed record YamlEntry(string Key, TextPosition Position, YamlNode Value);

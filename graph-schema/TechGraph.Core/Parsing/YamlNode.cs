using System.Collections.Immutable;

namespace TechGraph.Core.Parsing;

/// <summary>A part of a YAML file, with its position.</summary>
public abstract record YamlNode(TextPosition Position);

/// <summary>A text. YAML's implicit types (numbers, dates, booleans) are not applied.</summary>
/// <param name="Position">Its position.</param>
/// <param name="Text">The text; null for a plain <c>null</c>, <c>~</c> or nothing.</param>
public sealed record YamlScalar(TextPosition Position, string? Text) : YamlNode(Position);

/// <summary>A sequence.</summary>
public sealed record YamlList(TextPosition Position, ImmutableArray<YamlNode> Items) : YamlNode(Position);

/// <summary>A mapping, in file order; keys are unique texts.</summary>
public sealed record YamlMap(TextPosition Position, ImmutableArray<YamlEntry> Entries) : YamlNode(Position);

/// <summary>One entry of a mapping.</summary>
public sealed record YamlEntry(string Key, TextPosition Position, YamlNode Value);

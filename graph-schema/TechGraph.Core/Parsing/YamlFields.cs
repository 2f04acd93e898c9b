using System.Collections.Immutable;

namespace TechGraph.Core.Parsing;

/// <summary>Reads a mapping key by key, and reports keys that are missing, have a wrong shape or are unknown.</summary>
public sealed class YamlFields
{
    private readonly YamlMap _map;
    private readonly Problems _problems;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Takes a mapping.</summary>
    public YamlFields(YamlMap map, Problems problems) => (_map, _problems) = (map, problems);

    /// <summary>Position of the mapping.</summary>
    public TextPosition Position => _map.Position;

    /// <summary>Position of the value of <paramref name="key"/>; that of the mapping if the key is absent.</summary>
    public TextPosition PositionOf(string key) => Find(key)?.Position ?? _map.Position;

    /// <summary>Whether the key is present, with a value or null.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The raw value; null if absent.</summary>
    public YamlNode? Node(string key) => Find(key) is YamlScalar { Text: null } ? null : Find(key);

    /// <summary>A text; null if absent or null. Reports YAML010 if it is a list or mapping.</summary>
    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalar scalar:
                return scalar.Text;
            case var other:
                _problems.Add("YAML010", other.Position, $"\"{key}\" must be a text.");
                return null;
        }
    }

    /// <summary>A text that must be present and not blank; otherwise null, and YAML011 is reported.</summary>
    public string? RequiredText(string key)
    {
        if (!Has(key) || (Find(key) is YamlScalar && string.IsNullOrWhiteSpace(Text(key))))
        {
            _problems.Add("YAML011", Position, $"\"{key}\" is missing.");
            return null;
        }

        return Text(key);
    }

    /// <summary>True or false; <paramref name="absent"/> if the key is absent. Reports YAML010 if it is neither.</summary>
    public bool Flag(string key, bool absent = false)
    {
        switch (Text(key))
        {
            case null:
                return absent;
            case "true":
                return true;
            case "false":
                return false;
            default:
                _problems.Add("YAML010", PositionOf(key), $"\"{key}\" must be true or false.");
                return absent;
        }
    }

    /// <summary>A list; a single value is a list of one; empty if absent.</summary>
    public ImmutableArray<YamlNode> List(string key) => Node(key) switch
    {
        null => [],
        YamlList list => list.Items,
        var single => [single],
    };

    /// <summary>A list of texts.</summary>
    public ImmutableArray<string> Texts(string key)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in List(key))
        {
            if (item is YamlScalar { Text: { } text })
            {
                texts.Add(text);
            }
            else
            {
                _problems.Add("YAML010", item.Position, $"\"{key}\" can have only texts.");
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>A nested mapping; null if absent. Reports YAML010 if it is not a mapping.</summary>
    public YamlMap? Map(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlMap map:
                return map;
            case var other:
                _problems.Add("YAML010", other.Position, $"\"{key}\" must be a mapping.");
                return null;
        }
    }

    /// <summary>A list of mappings. Reports YAML010 for each item that is none.</summary>
    public IEnumerable<YamlMap> Maps(string key)
    {
        foreach (var item in List(key))
        {
            if (item is YamlMap map)
            {
                yield return map;
            }
            else
            {
                _problems.Add("YAML010", item.Position, $"\"{key}\" can have only mappings ({{key: value}}).");
            }
        }
    }

    /// <summary>Reports YAML012 for every key that was not read. Call it last.</summary>
    public void RefuseUnread()
    {
        foreach (var entry in _map.Entries.Where(entry => !_read.Contains(entry.Key)))
        {
            _problems.Add("YAML012", entry.Position, $"\"{entry.Key}\" is unknown here.{SpellingSuggestion.Hint(entry.Key, _read)}");
        }
    }

    private YamlNode? Find(string key)
    {
        _read.Add(key);
        foreach (var entry in _map.Entries)
        {
            if (entry.Key == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}

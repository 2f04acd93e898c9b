using System.Collections.Immutable;

namespace TechGraph.Schema.Parsing;

/// <summary>Takes a mapping apart, key by key, and reports what is missing, of the wrong shape, or unknown.</summary>
public sealed class YamlFields
{
    private readonly YamlMap _map;
    private readonly Problems _problems;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Opens a mapping.</summary>
    public YamlFields(YamlMap map, Problems problems) => (_map, _problems) = (map, problems);

    /// <summary>Where the mapping stands.</summary>
    public TextPosition Position => _map.Position;

    /// <summary>Where the value of <paramref name="key"/> stands; the mapping's own place where there is none.</summary>
    public TextPosition PositionOf(string key) => Find(key)?.Position ?? _map.Position;

    /// <summary>Whether the key is there, with a value or null.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The raw value; null when absent.</summary>
    public YamlNode? Node(string key) => Find(key) is YamlScalar { Text: null } ? null : Find(key);

    /// <summary>A text; null when absent or null. Problem YAML010 when it is a list or mapping.</summary>
    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalar scalar:
                return scalar.Text;
            case var other:
                _problems.Add("YAML010", other.Position, $"\"{key}\" takes a text.");
                return null;
        }
    }

    /// <summary>A text that must be there and not blank: YAML011 otherwise, and null.</summary>
    public string? RequiredText(string key)
    {
        if (!Has(key) || (Find(key) is YamlScalar && string.IsNullOrWhiteSpace(Text(key))))
        {
            _problems.Add("YAML011", Position, $"\"{key}\" is missing.");
            return null;
        }

        return Text(key);
    }

    /// <summary>True or false; <paramref name="absent"/> where the key is absent. YAML010 when it is neither.</summary>
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
                _problems.Add("YAML010", PositionOf(key), $"\"{key}\" takes true or false.");
                return absent;
        }
    }

    /// <summary>A list; one value alone is a list of one; empty when absent.</summary>
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
                _problems.Add("YAML010", item.Position, $"\"{key}\" takes texts.");
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>A mapping below; null when absent. YAML010 when it is none.</summary>
    public YamlMap? Map(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlMap map:
                return map;
            case var other:
                _problems.Add("YAML010", other.Position, $"\"{key}\" takes a mapping.");
                return null;
        }
    }

    /// <summary>Mappings in a list; YAML010 for items that are none.</summary>
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
                _problems.Add("YAML010", item.Position, $"\"{key}\" takes mappings ({{key: value}}).");
            }
        }
    }

    /// <summary>Call last: YAML012 for every key that nobody asked for.</summary>
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

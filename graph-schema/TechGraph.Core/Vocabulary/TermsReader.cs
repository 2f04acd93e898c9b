using System.Collections.Frozen;
using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;

namespace TechGraph.Core.Vocabulary;

/// <summary>Reads vocabulary files into <see cref="Terms"/>. The form is in docs/vocabulary.md; problems are VOC001 to VOC005.</summary>
public static class TermsReader
{
    private static readonly FrozenSet<string> RelationDates =
        EnumText.All<Milestone>().Select(word => word.Replace('-', '_')).Concat(EnumText.All<EventStatus>()).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads files given as a path below the vocabulary folder, such as <c>deals/licence.yaml</c>, and bytes.</summary>
    public static Terms Read(IEnumerable<(string Path, byte[] Bytes)> files, Problems problems)
    {
        var events = new List<EventKind>();
        var entities = new List<EntityKind>();
        var relations = new List<RelationKind>();
        foreach (var (path, bytes) in files)
        {
            if (YamlReader.Read(bytes, path, problems) is not { } map)
            {
                continue;
            }

            var fields = new YamlFields(map, problems);
            var folder = path[..Math.Max(0, path.IndexOf('/', StringComparison.Ordinal))];
            var name = fields.RequiredText("kind") ?? "";
            if (Path.GetFileNameWithoutExtension(path) != name.Replace('_', '-'))
            {
                problems.Add("VOC001", fields.PositionOf("kind"), $"The file of kind \"{name}\" must be named {name.Replace('_', '-')}.yaml.");
            }

            var label = fields.RequiredText("label") ?? "";
            var description = fields.RequiredText("description") ?? "";
            switch (folder)
            {
                case "deals" or "acts":
                    events.Add(ReadEvent(fields, problems, name, folder == "deals" ? EventFamily.Deal : EventFamily.Act, label, description));
                    break;
                case "entities":
                    var families = ReadFamilies(fields, "family", problems);
                    entities.Add(new EntityKind(name, families.FirstOrDefault(), label, description)
                    {
                        Crossed = fields.Flag("crossed", absent: true),
                        IsGroup = fields.Flag("group"),
                        Travels = fields.Flag("travels", absent: true),
                    });
                    break;
                case "relations":
                    relations.Add(new RelationKind(name, label, fields.RequiredText("inverse") ?? "", description)
                    {
                        From = ReadFamilies(fields, "from", problems),
                        To = ReadFamilies(fields, "to", problems),
                        HasShare = fields.Flag("share"),
                    });
                    break;
                default:
                    problems.Add("VOC001", fields.Position, "A vocabulary file must be in the folder deals, acts, entities or relations.");
                    break;
            }

            fields.RefuseUnread();
        }

        return new Terms(events, entities, relations);
    }

    private static EventKind ReadEvent(YamlFields fields, Problems problems, string name, EventFamily family, string label, string description)
    {
        var roles = ImmutableArray.CreateBuilder<Role>();
        foreach (var entry in fields.Map("roles")?.Entries ?? [])
        {
            if (entry.Value is YamlMap map)
            {
                roles.Add(ReadRole(entry.Key, new YamlFields(map, problems), problems));
            }
            else
            {
                problems.Add("VOC002", entry.Position, "A role must be {family, count, label, inverse}.");
            }
        }

        var read = roles.ToImmutable();
        return new EventKind(name, family, label, description)
        {
            Roles = read,
            Flows = [.. fields.Maps("flows").SelectMany(map => map.Entries).Select(entry => ReadFlow(entry, read, problems)).OfType<FlowRule>()],
            Implies = [.. fields.Maps("implies").Select(map => ReadImplied(new YamlFields(map, problems), read, problems))],
            Puts = fields.Map("puts") is { } puts ? ReadPuts(new YamlFields(puts, problems), read, problems) : null,
            IsAggregate = fields.Flag("aggregate"),
            IsContext = fields.Flag("context"),
            EndsWith = fields.Flag("ends_with"),
        };
    }

    private static Role ReadRole(string name, YamlFields fields, Problems problems)
    {
        var (least, most) = fields.Text("count") switch
        {
            "1" => (1, (int?)1),
            "0..1" => (0, 1),
            "1+" => (1, null),
            "0+" or null => (0, null),
            _ => (-1, null),
        };
        if (least < 0)
        {
            problems.Add("VOC002", fields.PositionOf("count"), "A count must be 1, 0..1, 1+ or 0+.");
        }

        var role = new Role(name, fields.RequiredText("label") ?? name, fields.RequiredText("inverse") ?? name)
        {
            Families = ReadFamilies(fields, "family", problems),
            Min = Math.Max(0, least),
            Max = most,
        };
        fields.RefuseUnread();
        return role;
    }

    private static FlowRule? ReadFlow(YamlEntry entry, ImmutableArray<Role> roles, Problems problems)
    {
        if (EnumText.Read<Flow>(entry.Key) is not { } flow || entry.Value is not YamlMap map)
        {
            problems.Add("VOC003", entry.Position, $"A flow must be one of {SafeText.List(", ", EnumText.All<Flow>())}, with {{from, to}}.");
            return null;
        }

        var fields = new YamlFields(map, problems);
        var carried = fields.Text("carries");
        var rule = new FlowRule(flow, RoleName(fields, "from", roles, problems), RoleName(fields, "to", roles, problems))
        {
            Over = fields.Has("over") ? RoleName(fields, "over", roles, problems) : null,
            Carries = carried switch
            {
                null => Carries.Nothing,
                "all" => Carries.All,
                _ => roles.FirstOrDefault(role => role.Name == carried) is { } role && role.Families.Contains(Family.Technology)
                    ? Carries.Named
                    : Carries.Through,
            },
            CarriesRole = carried is null or "all" ? null : RoleName(fields, "carries", roles, problems),
        };
        if ((flow == Flow.Ip) == (carried is null))
        {
            problems.Add("VOC003", entry.Position, "A flow of ip must say what it carries, and no other flow can.");
        }

        fields.RefuseUnread();
        return rule;
    }

    private static ImpliedRule ReadImplied(YamlFields fields, ImmutableArray<Role> roles, Problems problems)
    {
        var rule = new ImpliedRule(
            fields.RequiredText("relation") ?? "",
            RoleName(fields, "of", roles, problems),
            RoleName(fields, "to", roles, problems),
            DateName(fields, "since", problems),
            DateName(fields, "until", problems),
            [.. fields.Texts("when").Select(word => ReadStatus(word, fields.PositionOf("when"), problems))]);
        fields.RefuseUnread();
        return rule;
    }

    private static PutsRule ReadPuts(YamlFields fields, ImmutableArray<Role> roles, Problems problems)
    {
        var rule = new PutsRule(
            RoleName(fields, "role", roles, problems),
            ReadStatus(fields.RequiredText("status") ?? "", fields.PositionOf("status"), problems));
        fields.RefuseUnread();
        return rule;
    }

    private static string RoleName(YamlFields fields, string key, ImmutableArray<Role> roles, Problems problems)
    {
        var name = fields.RequiredText(key) ?? "";
        if (!roles.Any(role => role.Name == name))
        {
            problems.Add("VOC004", fields.PositionOf(key), $"Role \"{name}\" is unknown here.{SpellingSuggestion.Hint(name, roles.Select(role => role.Name))}");
        }

        return name;
    }

    private static string? DateName(YamlFields fields, string key, Problems problems)
    {
        var name = fields.Text(key);
        if (name is not null && !RelationDates.Contains(name))
        {
            problems.Add("VOC005", fields.PositionOf(key), $"\"{name}\" is not a date or status of an event.{SpellingSuggestion.Hint(name, RelationDates)}");
        }

        return name;
    }

    private static EventStatus ReadStatus(string word, TextPosition position, Problems problems)
    {
        if (EnumText.Read<EventStatus>(word) is { } status)
        {
            return status;
        }

        problems.Add("VOC005", position, $"\"{word}\" is not a status.{SpellingSuggestion.Hint(word, EnumText.All<EventStatus>())}");
        return default;
    }

    private static FrozenSet<Family> ReadFamilies(YamlFields fields, string key, Problems problems)
    {
        var families = new HashSet<Family>();
        foreach (var word in fields.Texts(key))
        {
            if (EnumText.Read<Family>(word) is { } family)
            {
                families.Add(family);
            }
            else
            {
                problems.Add("VOC002", fields.PositionOf(key), $"\"{word}\" is not a family.{SpellingSuggestion.Hint(word, EnumText.All<Family>())}");
            }
        }

        if (families.Count == 0)
        {
            problems.Add("VOC002", fields.PositionOf(key), $"\"{key}\" must name at least one family.");
        }

        return families.ToFrozenSet();
    }
}

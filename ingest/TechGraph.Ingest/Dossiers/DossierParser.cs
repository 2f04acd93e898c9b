using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Ingest.Dossiers;

/// <summary>Parses dossier files. The format is in docs/dossier.md. Every problem is reported; none stops the parsing.</summary>
public sealed class DossierParser
{
    private static readonly string[] PartKeys = ["entity", "event", "relation"];

    private readonly Terms _terms;
    private readonly Problems _problems;
    private readonly ValueReader _values;
    private readonly DossierFile _file;

    private DossierParser(Terms terms, Problems problems, DossierFile file)
    {
        (_terms, _problems, _file) = (terms, problems, file);
        _values = new ValueReader(problems);
    }

    /// <summary>The dossier, as far as it could be parsed; null if the file is not a dossier.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">Its name for problems.</param>
    /// <param name="terms">The vocabulary.</param>
    /// <param name="problems">Receives the problems.</param>
    public static DossierFile? Parse(ReadOnlySpan<byte> bytes, string name, Terms terms, Problems problems)
    {
        if (YamlReader.Read(bytes, name, problems) is not { } root)
        {
            return null;
        }

        var fields = new YamlFields(root, problems);
        if (fields.RequiredText("dossier") is not { } id)
        {
            return null;
        }

        var position = fields.PositionOf("dossier");
        if (IdText.Check(id) is { } error)
        {
            problems.Add(error, position);
            return null;
        }

        var head = new Dossier(new DossierId(id), fields.RequiredText("title") ?? "") { About = fields.Text("about") };
        var parser = new DossierParser(terms, problems, new DossierFile(name, head) { Position = position });
        parser.Read(fields);
        return parser._file;
    }

    /// <summary>Only the id of a file; null if <see cref="Parse"/> would return no dossier.</summary>
    public static string? PeekId(ReadOnlySpan<byte> bytes)
    {
        var problems = new Problems();
        return YamlReader.Read(bytes, "", problems) is { } root && new YamlFields(root, problems).RequiredText("dossier") is { } id && IdText.Check(id) is null
            ? id
            : null;
    }

    private DossierId Id => _file.Dossier.Id;

    private void Read(YamlFields fields)
    {
        Each(fields, "sources", ReadSource);
        Each(fields, "entities", ReadEntity);
        Each(fields, "events", ReadEvent);
        Each(fields, "relations", ReadRelation);
        if (fields.Map("extend") is { } extend)
        {
            var kinds = new YamlFields(extend, _problems);
            Each(kinds, "sources", (id, map, position) => ReadExtension(RecordRef.To(new SourceId(id)), map, position));
            Each(kinds, "entities", (id, map, position) => ReadExtension(RecordRef.To(new EntityId(id)), map, position));
            Each(kinds, "events", (id, map, position) => ReadExtension(RecordRef.To(new EventId(id)), map, position));
            Each(kinds, "relations", (id, map, position) => ReadExtension(RecordRef.To(new RelationId(id)), map, position));
            kinds.RefuseUnread();
        }

        fields.RefuseUnread();
    }

    private void Each(YamlFields fields, string key, Action<string, YamlFields, TextPosition> read)
    {
        foreach (var entry in fields.Map(key)?.Entries ?? [])
        {
            if (IdText.Check(entry.Key) is { } error)
            {
                _problems.Add(error, entry.Position);
            }
            else if (entry.Value is YamlMap map)
            {
                var inner = new YamlFields(map, _problems);
                read(entry.Key, inner, entry.Position);
                inner.RefuseUnread();
            }
            else
            {
                _problems.Add("YAML010", entry.Position, $"\"{entry.Key}\" must be a mapping.");
            }
        }
    }

    private void ReadSource(string id, YamlFields fields, TextPosition position)
    {
        var source = new Source(new SourceId(id), Id)
        {
            Title = _values.Name(fields, "title"),
            Publisher = _values.Name(fields, "publisher"),
            Published = _values.Date(fields, "published"),
            Tier = _values.EnumValue<Tier>(fields, "tier", required: true) ?? default,
            Url = _values.Url(fields, "url"),
            Retrieved = _values.Date(fields, "retrieved")?.Date,
            CopyOf = ReadReference(fields, "copy_of", text => RecordRef.To(new SourceId(text))) is { } original ? new SourceId(original.Id) : null,
            Contributors = [.. fields.Maps("contributors").Select(ReadContributor).OfType<Contributor>()],
            ReportsOn = [.. fields.Texts("reports_on").Select(text => AddReference(RecordRef.To(new EventId(text)), fields.PositionOf("reports_on"))).Select(r => new EventId(r.Id))],
            Note = fields.Text("note"),
        };
        _file.Sources.Add(new Positioned<Source>(source, position));
        ReadClaims(fields, RecordRef.To(source.Id), null);
    }

    private Contributor? ReadContributor(YamlMap map)
    {
        var fields = new YamlFields(map, _problems);
        var role = fields.RequiredText("role");
        if (role is not (null or "author" or "reporter" or "editor"))
        {
            _problems.Add("DOS008", fields.PositionOf("role"), $"\"{role}\" is not a role of a contributor. Use author, reporter or editor.");
        }

        var entity = ReadReference(fields, "entity", text => RecordRef.To(new EntityId(text)), required: true);
        fields.RefuseUnread();
        return role is null || entity is null ? null : new Contributor(role, new EntityId(entity.Value.Id));
    }

    private void ReadEntity(string id, YamlFields fields, TextPosition position)
    {
        var kind = fields.RequiredText("kind") ?? "";
        if (kind.Length > 0 && !_terms.Entities.ContainsKey(kind))
        {
            _problems.Add("DOS004", fields.PositionOf("kind"), $"Kind of entity \"{kind}\" is unknown.{SpellingSuggestion.Hint(kind, _terms.Entities.Keys)}");
            kind = "";
        }

        var entity = new Entity(new EntityId(id), kind, _values.Name(fields, "name", required: true) ?? "", Id)
        {
            Identified = _values.EnumValue<IdentificationLevel>(fields, "identified") ?? default,
            Aliases = ReadAliases(fields),
            ExternalIds = ReadExternalIds(fields),
            Code = ReadCode(fields, kind),
            Sectors = fields.Texts("sectors"),
            NotSameAs = [.. fields.Maps("not_same_as").Select(ReadNotSameAs)],
            Note = fields.Text("note"),
        };
        _file.Entities.Add(new Positioned<Entity>(entity, position));
        if (fields.Map("country") is { } country)
        {
            ReadCountry(entity, new YamlFields(country, _problems));
        }

        ReadClaims(fields, RecordRef.To(entity.Id), null);
    }

    private ImmutableArray<Alias> ReadAliases(YamlFields fields) => [.. fields.List("aliases").Select(node =>
    {
        switch (node)
        {
            case YamlScalar { Text: { } text }:
                return new Alias(text, "other", null);
            case YamlMap map:
                var alias = new YamlFields(map, _problems);
                var read = new Alias(_values.Name(alias, "name", required: true) ?? "", alias.Text("kind") ?? "other", alias.Text("script"));
                if (read.Kind is not ("former" or "translated" or "short" or "other"))
                {
                    _problems.Add("DOS008", alias.PositionOf("kind"), $"\"{read.Kind}\" is not a kind of alias. Use former, translated, short or other.");
                }

                alias.RefuseUnread();
                return read;
            default:
                _problems.Add("YAML010", node.Position, "An alias must be a text or {name, kind, script}.");
                return null;
        }
    }).OfType<Alias>()];

    private ImmutableSortedDictionary<string, string> ReadExternalIds(YamlFields fields)
    {
        var ids = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in fields.Map("external_ids")?.Entries ?? [])
        {
            if (entry.Value is YamlScalar { Text: { } text })
            {
                ids[entry.Key] = text;
                if (ExternalIds.FindError(entry.Key, text) is { } fault)
                {
                    _problems.Add("DOS020", entry.Position, $"\"{text}\" {fault}.");
                }
            }
            else
            {
                _problems.Add("YAML010", entry.Position, $"\"{entry.Key}\" must be a text.");
            }
        }

        return ids.ToImmutable();
    }

    private string? ReadCode(YamlFields fields, string kind)
    {
        var code = fields.Text("code");
        if (code is null)
        {
            if (kind == "country")
            {
                _problems.Add("DOS014", fields.Position, "A country needs a code (ISO 3166-1 alpha-2).");
            }

            return null;
        }

        if (kind != "country" || code.Length != 2 || !code.All(char.IsAsciiLetterUpper))
        {
            _problems.Add("DOS014", fields.PositionOf("code"), "A code is two capital letters (ISO 3166-1 alpha-2), and only a country has one.");
            return null;
        }

        if (!CountryCodes.All.Contains(code))
        {
            _problems.Add("DOS014", fields.PositionOf("code"), $"\"{code}\" is not the code of a country (ISO 3166-1 alpha-2).");
        }

        return code;
    }

    private NotSameAs ReadNotSameAs(YamlMap map)
    {
        var fields = new YamlFields(map, _problems);
        var entity = ReadReference(fields, "entity", text => RecordRef.To(new EntityId(text)));
        var read = new NotSameAs(entity is null ? null : new EntityId(entity.Value.Id), fields.Text("name"), fields.Text("note"));
        if ((read.Entity is null) == (read.Name is null))
        {
            _problems.Add("DOS007", fields.Position, "\"not_same_as\" must give either an entity or a name.");
        }

        fields.RefuseUnread();
        return read;
    }

    private void ReadCountry(Entity entity, YamlFields fields)
    {
        var code = fields.RequiredText("code");
        var source = ReadReference(fields, "source", text => RecordRef.To(new SourceId(text)), required: true);
        var locator = fields.Text("at");
        var note = fields.Text("note");
        fields.RefuseUnread();
        if (code is not null && source is not null)
        {
            _file.Countries.Add(new CountryShorthand(entity, code, new SourceId(source.Value.Id), locator, note, fields.PositionOf("code")));
        }
    }

    private void ReadEvent(string id, YamlFields fields, TextPosition position)
    {
        var name = fields.RequiredText("kind") ?? "";
        if (!_terms.Events.TryGetValue(name, out var kind) && name.Length > 0)
        {
            _problems.Add("DOS004", fields.PositionOf("kind"), $"Kind of event \"{name}\" is unknown.{SpellingSuggestion.Hint(name, _terms.Events.Keys)}");
        }

        var @event = new Event(new EventId(id), kind?.Name ?? "", _values.Name(fields, "title", required: true) ?? "", Id)
        {
            Sectors = fields.Texts("sectors"),
            Participants = ReadParticipants(fields, kind, RecordRef.To(new EventId(id))),
            Links = ReadLinks(fields),
            Note = fields.Text("note"),
        };
        _file.Events.Add(new Positioned<Event>(@event, position));
        ReadClaims(fields, RecordRef.To(@event.Id), kind);
    }

    private ImmutableArray<Participant> ReadParticipants(YamlFields fields, EventKind? kind, RecordRef of)
    {
        var read = ImmutableArray.CreateBuilder<Participant>();
        foreach (var map in fields.Maps("participants"))
        {
            if (ReadParticipant(new YamlFields(map, _problems), kind) is { } participant)
            {
                read.Add(participant);
            }
            else
            {
                _file.Incomplete.Add(of);
            }
        }

        return read.ToImmutable();
    }

    private Participant? ReadParticipant(YamlFields fields, EventKind? kind)
    {
        var role = fields.RequiredText("role");
        if (role is not null && kind is not null && kind.Role(role) is null)
        {
            _problems.Add("DOS012", fields.PositionOf("role"), $"role \"{role}\" is unknown.{SpellingSuggestion.Hint(role, kind.Roles.Select(r => r.Name))}");
            role = null;
        }

        var entity = ReadReference(fields, "entity", text => RecordRef.To(new EntityId(text)));
        var @event = ReadReference(fields, "event", text => RecordRef.To(new EventId(text)));
        var relation = ReadReference(fields, "relation", text => RecordRef.To(new RelationId(text)));
        var given = new[] { entity, @event, relation }.OfType<RecordRef>().ToList();
        if (given.Count != 1 && PartKeys.Count(fields.Has) != 1)
        {
            _problems.Add("DOS007", fields.Position, "A participant must be exactly one entity, event or relation.");
        }

        var claims = fields.Texts("claims");
        var read = role is null || given.Count != 1 ? null : new Participant(role, given[0])
        {
            Certainty = _values.EnumValue<Certainty>(fields, "certainty") ?? default,
            Basis = fields.Text("basis"),
            Claims = [.. claims.Select(text => AddReference(RecordRef.To(new ClaimId(text)), fields.PositionOf("claims"))).Select(r => new ClaimId(r.Id))],
            Date = _values.Date(fields, "date"),
            ShareBefore = _values.Share(fields, "share_before"),
            ShareAfter = _values.Share(fields, "share_after"),
            Option = fields.Flag("option"),
        };
        if (read is not null)
        {
            _file.ParticipantPositions[read] = fields.Position;
            fields.RefuseUnread();
        }

        return read;
    }

    private ImmutableArray<EventLink> ReadLinks(YamlFields fields) => [.. fields.Maps("links").Select(map =>
    {
        var link = new YamlFields(map, _problems);
        var kind = link.RequiredText("kind");
        if (kind is not null && !LinkKinds.All.Contains(kind))
        {
            _problems.Add("DOS008", link.PositionOf("kind"), $"\"{kind}\" is not a kind of link.{SpellingSuggestion.Hint(kind, LinkKinds.All)}");
        }

        var to = ReadReference(link, "event", text => RecordRef.To(new EventId(text)), required: true);
        link.RefuseUnread();
        return kind is null || to is null ? null : new EventLink(kind, new EventId(to.Value.Id));
    }).OfType<EventLink>()];

    private void ReadRelation(string id, YamlFields fields, TextPosition position)
    {
        var kind = fields.RequiredText("kind") ?? "";
        if (kind.Length > 0 && !_terms.Relations.ContainsKey(kind))
        {
            _problems.Add("DOS004", fields.PositionOf("kind"), $"Kind of relation \"{kind}\" is unknown.{SpellingSuggestion.Hint(kind, _terms.Relations.Keys)}");
            kind = "";
        }

        var from = ReadReference(fields, "from", text => RecordRef.To(new EntityId(text)), required: true);
        var to = ReadReference(fields, "to", text => RecordRef.To(new EntityId(text)), required: true);
        var note = fields.Text("note");
        if (from is not null && to is not null)
        {
            _file.Relations.Add(new Positioned<Relation>(
                new Relation(new RelationId(id), kind, new EntityId(from.Value.Id), new EntityId(to.Value.Id), Id) { Note = note }, position));
        }

        ReadClaims(fields, RecordRef.To(new RelationId(id)), null);
    }

    private void ReadExtension(RecordRef of, YamlFields fields, TextPosition position)
    {
        AddReference(of, position);
        var extension = new Extension(of, Id)
        {
            Aliases = of.Kind == RecordKind.Entity ? ReadAliases(fields) : [],
            Participants = of.Kind == RecordKind.Event ? ReadParticipants(fields, null, of) : [],
            Links = of.Kind == RecordKind.Event ? ReadLinks(fields) : [],
        };
        if (!extension.Aliases.IsEmpty || !extension.Participants.IsEmpty || !extension.Links.IsEmpty)
        {
            _file.Extensions.Add(new Positioned<Extension>(extension, position));
        }

        ReadClaims(fields, of, null);
    }

    private void ReadClaims(YamlFields fields, RecordRef about, EventKind? kind)
    {
        var reader = new ClaimReader(_values, _problems, Id);
        foreach (var map in fields.Maps("claims"))
        {
            var claim = new YamlFields(map, _problems);
            var source = ReadReference(claim, "source", text => RecordRef.To(new SourceId(text)), required: true, missing: "DOS013");
            var speaker = ReadReference(claim, "attributed_to", text => RecordRef.To(new EntityId(text)));
            if (reader.Read(claim, about, kind, source, speaker) is { } read)
            {
                _file.Claims.Add(new Positioned<Claim>(read, claim.Position));
            }
            else
            {
                _file.Incomplete.Add(about);
            }

            claim.RefuseUnread();
        }
    }

    /// <summary>Reads an id that refers to a record, and notes that the record must exist.</summary>
    private RecordRef? ReadReference(YamlFields fields, string key, Func<string, RecordRef> to, bool required = false, string missing = "YAML011")
    {
        if (fields.Text(key) is not { } text)
        {
            if (required)
            {
                _problems.Add(missing, fields.Position, $"\"{key}\" is missing.");
            }

            return null;
        }

        return AddReference(to(text), fields.PositionOf(key));
    }

    private RecordRef AddReference(RecordRef reference, TextPosition position)
    {
        _file.References.Add(new Reference(reference, position));
        return reference;
    }
}

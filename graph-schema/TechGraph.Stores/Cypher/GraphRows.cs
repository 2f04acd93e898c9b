using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Stores.Cypher;

/// <summary>A node to write.</summary>
/// <param name="Label">The label whose id is unique.</param>
/// <param name="Labels">All its labels, joined by <c>:</c>.</param>
/// <param name="Id">The id.</param>
/// <param name="Properties">All its properties but the id; null values are not stored.</param>
internal sealed record NodeRow(string Label, string Labels, string Id, Dictionary<string, object?> Properties);

/// <summary>A relationship to write.</summary>
/// <param name="Type">Its type.</param>
/// <param name="FromLabel">Label of the first node.</param>
/// <param name="From">Its id.</param>
/// <param name="ToLabel">Label of the second node.</param>
/// <param name="To">Its id.</param>
/// <param name="Owner">The record that it represents; it is deleted together with this record.</param>
/// <param name="Properties">Its properties but the owner.</param>
internal sealed record EdgeRow(string Type, string FromLabel, string From, string ToLabel, string To, string Owner, Dictionary<string, object?> Properties);

/// <summary>Maps records to nodes and relationships of Neo4j: a graph that people can read, with the canonical text of each record.</summary>
internal sealed class GraphRows(Terms terms)
{
    private const int MaxNameKeys = 2_000;

    // Each record of a change set is parsed once, although its node, its relationships and its bounds all need it.
    private readonly Dictionary<RecordRef, object> _read = [];

    /// <summary>The label of a kind of record.</summary>
    public static string Label(RecordKind kind) => kind.ToString();

    /// <summary>Further labels of a kind of record that do not depend on the kind in the vocabulary.</summary>
    private static string Bookkeeping(RecordKind kind) => $"Internal:{kind}";

    /// <summary>Parses a record.</summary>
    public object Read(StoredRecord stored)
    {
        if (!_read.TryGetValue(stored.Ref, out var record))
        {
            _read[stored.Ref] = record = stored.Read();
        }

        return record;
    }

    public NodeRow Node(StoredRecord stored)
    {
        var properties = new Dictionary<string, object?> { ["dossier"] = stored.Dossier.Value, ["hash"] = stored.Hash, ["record"] = stored.Json };
        Add(properties, ("original", stored.Original));
        var labels = Bookkeeping(stored.Ref.Kind);
        switch (Read(stored))
        {
            case Entity entity:
                labels = $"Entity:{Kind(terms.Entities, entity.Kind, stored).Family}";
                Add(properties, ("kind", entity.Kind), ("name", entity.Name), ("code", entity.Code), ("note", entity.Note),
                    ("identified", EnumText.Kebab(entity.Identified)), ("sectors", List(entity.Sectors)), ("aliases", List(entity.Aliases.Select(a => a.Name))));
                AddNameKeys(properties, EntityPrefilter.NameKeysOf(entity));
                break;
            case Event @event:
                labels = $"Event:{Kind(terms.Events, @event.Kind, stored).Family}";
                Add(properties, ("kind", @event.Kind), ("title", @event.Title), ("note", @event.Note), ("sectors", List(@event.Sectors)));
                break;
            case Source source:
                labels = "Source";
                Add(properties, ("title", source.Title), ("publisher", source.Publisher), ("tier", EnumText.Kebab(source.Tier)), ("url", source.Url), ("note", source.Note));
                AddDate(properties, "published", source.Published?.Date);
                break;
            case Claim claim:
                labels = "Claim";
                AddClaim(properties, claim);
                break;
            case Relation relation:
                Add(properties, ("kind", relation.Kind), ("from", relation.From.Value), ("to", relation.To.Value));
                break;
            case Extension extension:
                Add(properties, ("of", extension.Of.ToString()), ("was", extension.Was?.Value));
                if (!extension.Aliases.IsEmpty)
                {
                    Add(properties, ("aliases", List(extension.Aliases.Select(a => a.Name))));
                    AddNameKeys(properties, extension.Aliases.Select(a => NameKey.Of(a.Name)));
                }

                break;
        }

        return new NodeRow(Label(stored.Ref.Kind), labels, stored.Ref.Id, properties);
    }

    public IEnumerable<EdgeRow> Edges(StoredRecord stored)
    {
        var owner = stored.Ref.ToString();
        switch (Read(stored))
        {
            case Event @event:
                return Edges(@event.Id.Value, @event.Participants, @event.Links, owner, stored.Dossier);
            case Extension { Of.Kind: RecordKind.Event } extension:
                return Edges(extension.Of.Id, extension.Participants, extension.Links, owner, stored.Dossier);
            case Relation relation:
                return [new EdgeRow(TypeName(relation.Kind), "Entity", relation.From.Value, "Entity", relation.To.Value, owner, new() { ["id"] = relation.Id.Value, ["note"] = relation.Note })];
            case Claim claim:
                var about = claim.About.Kind is RecordKind.Entity or RecordKind.Event or RecordKind.Source
                    ? [new EdgeRow("ABOUT", "Claim", claim.Id.Value, Label(claim.About.Kind), claim.About.Id, owner, [])]
                    : Array.Empty<EdgeRow>();
                return [.. about, new EdgeRow("CITES", "Claim", claim.Id.Value, "Source", claim.Source.Value, owner, new() { ["locator"] = claim.Locator })];
            default:
                return [];
        }
    }

    private static IEnumerable<EdgeRow> Edges(string @event, IEnumerable<Participant> participants, IEnumerable<EventLink> links, string owner, DossierId dossier)
    {
        foreach (var part in participants.Where(p => p.Of.Kind is RecordKind.Entity or RecordKind.Event or RecordKind.Relation))
        {
            yield return new EdgeRow(TypeName(part.Role), "Event", @event, Label(part.Of.Kind), part.Of.Id, owner, new()
            {
                ["certainty"] = EnumText.Kebab(part.Certainty),
                ["basis"] = part.Basis,
                ["option"] = part.Option ? true : null,
                ["dossier"] = dossier.Value,
                ["claims"] = List(part.Claims.Select(c => c.Value)),
            });
        }

        foreach (var link in links)
        {
            yield return new EdgeRow(TypeName(link.Kind), "Event", @event, "Event", link.Event.Value, owner, new() { ["dossier"] = dossier.Value });
        }
    }

    private static void AddClaim(Dictionary<string, object?> properties, Claim claim)
    {
        Add(properties, ("says", claim.Says), ("stance", EnumText.Kebab(claim.Stance)), ("locator", claim.Locator), ("fact", claim.Fact), ("hedge", claim.Hedge),
            ("negative", claim.Negative ? true : null), ("attributedTo", claim.AttributedTo?.Value),
            ("relation", claim.About.Kind == RecordKind.Relation ? claim.About.Id : null),
            ("status", claim.Status is { } status ? EnumText.Kebab(status.Status) : null));
        foreach (var (milestone, date) in claim.Dates)
        {
            AddDate(properties, Camel(milestone.ToString()), date.Date);
        }

        AddDate(properties, "since", claim.Since?.Date);
        AddDate(properties, "until", claim.Until?.Date);

        if (claim.Resolves)
        {
            ClaimBounds.Add(properties, claim);
        }
    }

    /// <summary>The keys by which names are found, one a line. An indexed text has a size limit; entities with more names are found by scanning.</summary>
    private static void AddNameKeys(Dictionary<string, object?> properties, IEnumerable<string> names)
    {
        var keys = string.Join('\n', names.Distinct());
        if (keys.Length <= MaxNameKeys)
        {
            properties["nameKeys"] = keys;
        }
        else
        {
            properties["manyNames"] = true;
        }
    }

    /// <summary>Stores a day as a date, and anything less exact as its EDTF text with its first and last day.</summary>
    private static void AddDate(Dictionary<string, object?> properties, string name, PartialDate? date)
    {
        if (date is null)
        {
            return;
        }

        if (date.Earliest == date.Latest)
        {
            properties[name] = date.Earliest;
            return;
        }

        properties[name] = date.Text;
        properties[$"{name}Earliest"] = date.Earliest == DateOnly.MinValue ? null : date.Earliest;
        properties[$"{name}Latest"] = date.Latest == DateOnly.MaxValue ? null : date.Latest;
    }

    private static void Add(Dictionary<string, object?> properties, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (value is not null)
            {
                properties[name] = value;
            }
        }
    }

    private static List<string>? List(IEnumerable<string> values) => values.ToList() is { Count: > 0 } list ? list : null;

    private static TKind Kind<TKind>(IReadOnlyDictionary<string, TKind> kinds, string kind, StoredRecord stored) => kinds.TryGetValue(kind, out var known)
        ? known
        : throw new StoreException("STORE_UNKNOWN_KIND", $"{stored.Ref} is of kind \"{kind}\", which is not in the vocabulary of this version. Use the version that wrote the data, or a newer one.");

    /// <summary>The relationship types of roles as a pattern has them, <c>:LICENSOR|LICENSEE</c>.</summary>
    public static string Types(IEnumerable<string> roles) => ":" + string.Join('|', roles.Distinct().Order(StringComparer.Ordinal).Select(TypeName));

    /// <summary>The type of a relationship. Names come from the vocabulary; only letters, digits and underscores are allowed.</summary>
    public static string TypeName(string name)
    {
        var type = EnumText.ToGraphQL(name);
        return type.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_')
            ? type
            : throw new StoreException("STORE_UNKNOWN_KIND", $"\"{name}\" cannot be the type of a relationship.");
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

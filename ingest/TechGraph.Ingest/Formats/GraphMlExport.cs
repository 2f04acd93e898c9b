using System.Globalization;
using System.Xml;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;

namespace TechGraph.Ingest.Formats;

/// <summary>
/// Exports the graph as GraphML (http://graphml.graphdrawing.org/specification.html) for drawing programs: entities and events are nodes;
/// roles and relations (stated, and implied by deals) are edges, each with its own id. Claims and sources are left out, and the file cannot
/// be imported again.
/// </summary>
public static class GraphMlExport
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly (string Id, string For, string Name)[] Keys =
    [
        ("label", "all", "label"), ("kind", "all", "kind"), ("family", "node", "family"), ("date", "node", "date"),
        ("since", "edge", "since"), ("until", "edge", "until"), ("basis", "edge", "basis"), ("certainty", "edge", "certainty"),
    ];

    /// <summary>Writes a graph through its lens.</summary>
    public static async Task WriteAsync(Lens lens, Stream output, CancellationToken cancellation = default)
    {
        var view = lens.View;
        var implied = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var xml = XmlWriter.Create(output, new XmlWriterSettings { Async = true, Indent = true, CheckCharacters = false });
        await xml.WriteStartElementAsync(null, "graphml", Namespace).ConfigureAwait(false);
        foreach (var (id, use, name) in Keys)
        {
            xml.WriteStartElement("key", Namespace);
            xml.WriteAttributeString("id", id);
            xml.WriteAttributeString("for", use);
            xml.WriteAttributeString("attr.name", name);
            xml.WriteAttributeString("attr.type", "string");
            xml.WriteEndElement();
        }

        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("id", "techgraph");
        xml.WriteAttributeString("edgedefault", "directed");
        foreach (var entity in view.Entities)
        {
            Node(xml, RecordRef.To(entity.Id), ("label", entity.Name), ("kind", entity.Kind), ("family", EnumText.Kebab(view.Terms.Entities[entity.Kind].Family)));
        }

        var events = view.Events.Where(lens.Exists).ToList();
        var nodes = view.Entities.Select(entity => RecordRef.To(entity.Id)).Concat(events.Select(@event => RecordRef.To(@event.Id))).ToHashSet();
        foreach (var @event in events)
        {
            cancellation.ThrowIfCancellationRequested();
            Node(
                xml,
                RecordRef.To(@event.Id),
                ("label", @event.Title),
                ("kind", @event.Kind),
                ("family", EnumText.Kebab(view.Terms.Events[@event.Kind].Family)),
                ("date", lens.MainDate(@event)?.Date.Value.Text));
        }

        foreach (var @event in events)
        {
            var number = 0;
            foreach (var part in @event.Participants.Where(part => nodes.Contains(part.Of) && lens.Includes(@event, part)))
            {
                // An event may have the same participant twice, in two roles or in one; the position in the list distinguishes them.
                Edge(xml, string.Create(CultureInfo.InvariantCulture, $"role/{@event.Id}/{++number}"), RecordRef.To(@event.Id), part.Of, ("label", part.Role), ("kind", part.Role), ("certainty", EnumText.Kebab(part.Certainty)));
            }
        }

        foreach (var relation in view.Entities.SelectMany(entity => lens.RelationsFrom(entity.Id)).Where(relation => nodes.Contains(RecordRef.To(relation.To))))
        {
            Edge(
                xml,
                relation.Stated is { } stated ? $"relation/{stated}" : Implied(relation),
                RecordRef.To(relation.From),
                RecordRef.To(relation.To),
                ("label", relation.Kind),
                ("kind", relation.Kind),
                ("since", relation.Since?.Text),
                ("until", relation.Until?.Text),
                ("basis", relation.Stated is null ? "implied" : "stated"),
                ("certainty", EnumText.Kebab(relation.Certainty)));
        }

        await xml.WriteEndElementAsync().ConfigureAwait(false);
        await xml.WriteEndElementAsync().ConfigureAwait(false);

        // One deal may imply a relation twice, with different dates.
        string Implied(ResolvedRelation relation)
        {
            var id = $"implied/{relation.ImpliedBy}/{relation.Kind}/{relation.From}/{relation.To}";
            implied[id] = implied.GetValueOrDefault(id) + 1;
            return string.Create(CultureInfo.InvariantCulture, $"{id}/{implied[id]}");
        }
    }

    private static void Node(XmlWriter xml, RecordRef id, params ReadOnlySpan<(string Key, string? Value)> data)
    {
        xml.WriteStartElement("node", Namespace);
        xml.WriteAttributeString("id", id.ToString());
        Data(xml, data);
        xml.WriteEndElement();
    }

    private static void Edge(XmlWriter xml, string id, RecordRef from, RecordRef to, params ReadOnlySpan<(string Key, string? Value)> data)
    {
        xml.WriteStartElement("edge", Namespace);
        xml.WriteAttributeString("id", id);
        xml.WriteAttributeString("source", from.ToString());
        xml.WriteAttributeString("target", to.ToString());
        Data(xml, data);
        xml.WriteEndElement();
    }

    private static void Data(XmlWriter xml, ReadOnlySpan<(string Key, string? Value)> data)
    {
        foreach (var (key, value) in data)
        {
            if (value is not null)
            {
                xml.WriteStartElement("data", Namespace);
                xml.WriteAttributeString("key", key);

                // XML cannot represent most control characters, not even escaped.
                xml.WriteString(string.Concat(value.Where(XmlConvert.IsXmlChar)));
                xml.WriteEndElement();
            }
        }
    }
}

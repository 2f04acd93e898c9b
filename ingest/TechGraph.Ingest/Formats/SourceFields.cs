using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Dossiers;

namespace TechGraph.Ingest.Formats;

/// <summary>Reads the source of a mapping; every statement of the import has it.</summary>
internal static class SourceFields
{
    /// <summary>The source; null: it has no id.</summary>
    public static Source? Read(YamlFields fields, DossierId dossier, Problems problems)
    {
        var values = new ValueReader(problems);
        var id = fields.RequiredText("id");
        if (id is not null && IdText.Check(id) is { } error)
        {
            problems.Add(error, fields.PositionOf("id"));
        }

        var source = new Source(new SourceId(id ?? ""), dossier)
        {
            Title = values.Name(fields, "title"),
            Publisher = values.Name(fields, "publisher"),
            Published = values.Date(fields, "published"),
            Tier = values.EnumValue<Tier>(fields, "tier", required: true) ?? default,
            Url = values.Url(fields, "url"),
            Note = fields.Text("note"),
        };
        fields.RefuseUnread();
        return id is null ? null : source;
    }
}

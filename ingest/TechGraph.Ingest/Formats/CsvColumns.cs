using TechGraph.Core.Model;

namespace TechGraph.Ingest.Formats;

/// <summary>The readable columns of the tables of an export. Their names are stable.</summary>
internal static class CsvColumns
{
    public static (string Name, Func<object, string?> Value)[] Of(RecordKind kind) => kind switch
    {
        RecordKind.Dossier => [Column<Dossier>("title", d => d.Title)],
        RecordKind.Source =>
        [
            Column<Source>("publisher", s => s.Publisher),
            Column<Source>("title", s => s.Title),
            Column<Source>("published", s => s.Published?.Date.Text),
            Column<Source>("tier", s => EnumText.Kebab(s.Tier)),
            Column<Source>("url", s => s.Url),
        ],
        RecordKind.Entity =>
        [
            Column<Entity>("kind", e => e.Kind),
            Column<Entity>("name", e => e.Name),
            Column<Entity>("code", e => e.Code),
            Column<Entity>("aliases", e => string.Join(" | ", e.Aliases.Select(alias => alias.Name))),
            Column<Entity>("sectors", e => string.Join(" | ", e.Sectors)),
        ],
        RecordKind.Event => [Column<Event>("kind", e => e.Kind), Column<Event>("title", e => e.Title)],
        RecordKind.Relation =>
        [
            Column<Relation>("kind", r => r.Kind),
            Column<Relation>("from", r => r.From.Value),
            Column<Relation>("to", r => r.To.Value),
        ],
        RecordKind.Extension => [Column<Extension>("of", e => e.Of.ToString())],
        RecordKind.Claim =>
        [
            Column<Claim>("about", c => c.About.ToString()),
            Column<Claim>("source", c => c.Source.Value),
            Column<Claim>("locator", c => c.Locator),
            Column<Claim>("stance", c => EnumText.Kebab(c.Stance)),
            Column<Claim>("status", c => c.Status is { } status ? EnumText.Kebab(status.Status) : null),
            Column<Claim>("says", c => c.Says),
        ],
        RecordKind.Judgement =>
        [
            Column<Judgement>("entity", j => j.Entity.Value),
            Column<Judgement>("other", j => j.Other.Value),
            Column<Judgement>("verdict", j => EnumText.Kebab(j.Verdict)),
            Column<Judgement>("by", j => j.By),
        ],
        RecordKind.Withdrawal => [Column<Withdrawal>("of", w => w.Of.ToString()), Column<Withdrawal>("reason", w => w.Reason), Column<Withdrawal>("by", w => w.By)],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of record."),
    };

    private static (string, Func<object, string?>) Column<T>(string name, Func<T, string?> value) => (name, record => value((T)record));
}

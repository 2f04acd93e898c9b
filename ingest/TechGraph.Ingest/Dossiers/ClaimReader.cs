using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Ingest.Dossiers;

/// <summary>Reads one claim: who says what, where, and which values it gives.</summary>
internal sealed class ClaimReader(ValueReader values, Problems problems, DossierId dossier)
{
    private static readonly string[] RelationKeys = ["since", "until", "held"];
    private static readonly string[] EventKeys = ["status", "outcome", "performed", "values", "quantities", .. DateKeys];

    private static IEnumerable<string> DateKeys => EnumText.All<Milestone>().Select(word => word.Replace('-', '_'));

    public Claim? Read(YamlFields fields, RecordRef about, EventKind? kind, RecordRef? source, RecordRef? speaker)
    {
        var id = fields.RequiredText("id");
        if (id is not null && IdText.Check(id, capitals: true) is { } error)
        {
            problems.Add(error, fields.PositionOf("id"));
            id = null;
        }

        RefuseMisplaced(fields, about);
        var says = fields.RequiredText("says");
        var read = new Claim(new ClaimId(id ?? ""), about, new SourceId(source?.Id ?? ""), says ?? "", dossier)
        {
            Locator = fields.Text("at"),
            Fact = fields.Text("fact"),
            Stance = values.EnumValue<Stance>(fields, "stance") ?? default,
            Origin = values.EnumValue<Origin>(fields, "origin") ?? default,
            AttributedTo = speaker is null ? null : new EntityId(speaker.Value.Id),
            Hedge = fields.Text("hedge"),
            Condition = fields.Text("condition"),
            Basis = fields.Text("basis"),
            Note = fields.Text("note"),
            Negative = fields.Flag("negative"),
            Dates = ReadDates(fields),
            Status = ReadStatus(fields, kind),
            Outcome = values.EnumValue<Outcome>(fields, "outcome"),
            Performed = ReadPerformed(fields),
            Values = [.. fields.Maps("values").Select(values.Money).OfType<Money>()],
            Share = values.Share(fields, "share"),
            Quantities = [.. fields.Maps("quantities").Select(values.Quantity).OfType<Quantity>()],
            Since = values.Date(fields, "since"),
            Until = values.Date(fields, "until"),
            Held = values.Date(fields, "held"),
        };
        return id is null || source is null || says is null ? null : read;
    }

    private ImmutableSortedDictionary<Milestone, StatedDate> ReadDates(YamlFields fields)
    {
        var dates = ImmutableSortedDictionary.CreateBuilder<Milestone, StatedDate>();
        foreach (var milestone in Enum.GetValues<Milestone>())
        {
            if (values.Date(fields, EnumText.Kebab(milestone).Replace('-', '_')) is { } date)
            {
                dates[milestone] = date;
            }
        }

        return dates.ToImmutable();
    }

    private StatedStatus? ReadStatus(YamlFields fields, EventKind? kind)
    {
        EventStatus? status;
        PartialDate? from = null;
        if (fields.Node("status") is YamlMap map)
        {
            var parts = new YamlFields(map, problems);
            status = values.EnumValue<EventStatus>(parts, "is", required: true);
            from = values.Date(parts, "from")?.Date;
            parts.RefuseUnread();
        }
        else
        {
            status = values.EnumValue<EventStatus>(fields, "status");
        }

        if (status is not { } known)
        {
            return null;
        }

        if (kind is not null && !(kind.Family == EventFamily.Deal ? EventStatusRules.OfDeal(known) : EventStatusRules.OfAct(known)))
        {
            problems.Add("DOS009", fields.PositionOf("status"), $"{(kind.Family == EventFamily.Deal ? "A deal" : "An act")} cannot have the status \"{EnumText.Kebab(known)}\".");
        }

        return new StatedStatus(known, from);
    }

    private StatedPerformance? ReadPerformed(YamlFields fields)
    {
        if (fields.Node("performed") is not YamlMap map)
        {
            return values.EnumValue<Performance>(fields, "performed") is { } plain ? new StatedPerformance(plain, null) : null;
        }

        var parts = new YamlFields(map, problems);
        var extent = values.EnumValue<Performance>(parts, "is", required: true);
        var from = values.Date(parts, "from")?.Date;
        parts.RefuseUnread();
        return extent is { } known ? new StatedPerformance(known, from) : null;
    }

    private void RefuseMisplaced(YamlFields fields, RecordRef about)
    {
        var wrong = (about.Kind == RecordKind.Relation ? [] : RelationKeys).Concat(about.Kind == RecordKind.Event ? [] : EventKeys)
            .Concat(about.Kind is RecordKind.Event or RecordKind.Relation ? [] : ["share"]);
        foreach (var key in wrong.Where(fields.Has))
        {
            problems.Add("DOS010", fields.PositionOf(key), $"A claim about {(about.Kind == RecordKind.Event ? "an event" : about.Kind == RecordKind.Relation ? "a relation" : "this")} cannot have \"{key}\".");
        }
    }
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Ingest.Formats;

/// <summary>
/// Exports the graph as FollowTheMoney entities, one a line (https://followthemoney.tech): organizations and people, shares as
/// <c>Ownership</c>, deals and acts as <c>Event</c> with the parties involved. The format cannot represent roles, claims and doubts; the
/// JSON lines of an export contain them.
/// </summary>
public static class FtmExport
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the graph through a lens.</summary>
    /// <returns>Number of entities left out because the format has no schema for their family.</returns>
    public static async Task<int> WriteAsync(Lens lens, TextWriter output, CancellationToken cancellation = default)
    {
        var view = lens.View;
        var written = new HashSet<EntityId>();
        foreach (var entity in view.Entities)
        {
            if (SchemaOf(entity, view.Terms) is not { } schema || entity.Withdrawn is not null)
            {
                continue;
            }

            written.Add(entity.Id);
            await LineAsync(output, $"entity-{entity.Id}", schema, cancellation,
                ("name", [entity.Name]),
                ("alias", entity.Aliases.Where(alias => alias.Kind != "former").Select(alias => alias.Name)),
                ("previousName", entity.Aliases.Where(alias => alias.Kind == "former").Select(alias => alias.Name)),
                ("country", lens.PlacesOf(entity.Id, "based_in", DateOnly.MinValue, DateOnly.MaxValue).SelectMany(place => place.Countries).Select(code => code.ToLowerInvariant())),
                ("sector", schema == "Person" ? [] : entity.Sectors),
                ("leiCode", schema == "Person" ? [] : External(entity, "lei")),
                ("wikidataId", External(entity, "wikidata"))).ConfigureAwait(false);
        }

        foreach (var relation in view.Entities.SelectMany(entity => lens.RelationsFrom(entity.Id)).Where(r => r.Kind == "owned_by" && written.Contains(r.From) && written.Contains(r.To)))
        {
            await LineAsync(output, $"ownership-{relation.Stated?.Value ?? $"{relation.ImpliedBy}-{relation.From}-{relation.To}"}", "Ownership", cancellation,
                ("asset", [$"entity-{relation.From}"]),
                ("owner", [$"entity-{relation.To}"]),
                ("percentage", relation.Share is { } share ? [Percentage(share)] : []),
                ("startDate", Dates(relation.Since)),
                ("endDate", Dates(relation.Until))).ConfigureAwait(false);
        }

        foreach (var @event in view.Events.Where(lens.Exists))
        {
            var claims = lens.ClaimsAbout(RecordRef.To(@event.Id)).ToList();
            await LineAsync(output, $"event-{@event.Id}", "Event", cancellation,
                ("name", [@event.Title]),
                ("keywords", [@event.Kind]),
                ("date", Dates(lens.MainDate(@event)?.Date.Value)),
                ("involved", @event.Participants.Where(part => part.Of.Kind == RecordKind.Entity && lens.Includes(@event, part)).Select(part => new EntityId(part.Of.Id)).Where(written.Contains).Select(id => $"entity-{id}")),
                ("summary", claims.Select(claim => claim.Says)),
                ("sourceUrl", claims.Select(claim => view.Find(claim.Source)?.Url).OfType<string>())).ConfigureAwait(false);
        }

        return view.Entities.Count - written.Count;
    }

    private static string? SchemaOf(Entity entity, Terms terms) => terms.Entities[entity.Kind] is { IsGroup: false } kind && entity.Identified == IdentificationLevel.Named
        ? kind.Family switch
        {
            Family.Person => "Person",
            Family.Organization => entity.Kind switch
            {
                "company" or "unit" or "investor" => "Company",
                "agency" or "court" or "government" => "PublicBody",
                _ => "Organization",
            },
            _ => null,
        }
        : null;

    private static IEnumerable<string> External(Entity entity, string scheme) => entity.ExternalIds.TryGetValue(scheme, out var id) ? [id] : [];

    private static string Percentage(Share share) => share.Low == share.High
        ? share.Low.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{share.Low}-{share.High}");

    /// <summary>A date as exact as FollowTheMoney allows: a day, a month or a year. Any other range is left out rather than narrowed.</summary>
    private static IEnumerable<string> Dates(PartialDate? date)
    {
        if (date is null || date.Earliest == DateOnly.MinValue || date.Latest == DateOnly.MaxValue)
        {
            return [];
        }

        var (from, to) = (date.Earliest, date.Latest);
        return from == to ? [from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]
            : from.Day == 1 && to == from.AddMonths(1).AddDays(-1) ? [from.ToString("yyyy-MM", CultureInfo.InvariantCulture)]
            : from.DayOfYear == 1 && to == from.AddYears(1).AddDays(-1) ? [from.ToString("yyyy", CultureInfo.InvariantCulture)]
            : [];
    }

    private static async Task LineAsync(
        TextWriter output, string id, string schema, CancellationToken cancellation, params (string Name, IEnumerable<string> Values)[] properties)
    {
        cancellation.ThrowIfCancellationRequested();
        var grouped = properties.Select(property => (property.Name, Values: property.Values.Distinct().ToArray())).Where(property => property.Values.Length > 0)
            .ToDictionary(property => property.Name, property => property.Values);
        await output.WriteAsync((JsonSerializer.Serialize(new { id, schema, properties = grouped }, Json) + "\n").AsMemory(), cancellation).ConfigureAwait(false);
    }
}

namespace TechGraph.Ingest.Generation;

/// <summary>
/// Makes up plausible deal graphs for tests and measurements: few parties in many deals and many in few, chains of licences and takeovers,
/// dates of every precision, aliases in several scripts, values that sources dispute, authorities that look into deals. Nothing in them is true.
/// </summary>
public static class DealGraphGenerator
{
    private const int CompaniesOfDossier = 60;
    private const int TechnologiesOfDossier = 40;
    private const int SourcesOfDossier = 40;

    /// <summary>The dossiers of a plan, one after the other; only the cast of companies and technologies is kept meanwhile.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of events is out of bounds.</exception>
    public static IEnumerable<GeneratedDossier> Generate(GraphPlan plan)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Events, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Events, GraphPlan.MostEvents);
        return GenerateAll(plan);
    }

    private static IEnumerable<GeneratedDossier> GenerateAll(GraphPlan plan)
    {
        var (chance, cast) = (new Chance(plan.Seed), new Cast());
        yield return new GeneratedDossier("made-up-places.yaml", MadeUpPlaces.Write(plan.WithPlaces));
        for (var number = 0; number < plan.Dossiers; number++)
        {
            var id = FormattableString.Invariant($"made-up-{number + 1:D5}");
            yield return new GeneratedDossier($"{id}.yaml", Write(plan, chance, cast, id, number));
        }
    }

    private static string Write(GraphPlan plan, Chance chance, Cast cast, string id, int number)
    {
        var first = number * GraphPlan.EventsOfDossier;
        var last = Math.Min(plan.Events, first + GraphPlan.EventsOfDossier);
        var text = new DossierText(id, $"Made-up deals, part {number + 1}");
        text.Section("sources");
        cast.Sources.Clear();
        for (var source = 0; source < SourcesOfDossier; source++)
        {
            MadeUpSources.Write(text, chance, cast, $"{id}.s{source}", MadeUpDates.Of(chance, first, plan.Events));
        }

        text.Section("entities");
        for (var company = 0; company < CompaniesOfDossier; company++)
        {
            MadeUpCompanies.Write(text, chance, cast, (number * CompaniesOfDossier) + company);
        }

        for (var technology = 0; technology < TechnologiesOfDossier; technology++)
        {
            MadeUpTechnologies.Write(text, chance, cast, (number * TechnologiesOfDossier) + technology);
        }

        text.Section("events");
        for (var happening = first; happening < last; happening++)
        {
            MadeUpEvents.Write(text, chance, cast, FormattableString.Invariant($"made-up-e{happening + 1}"), MadeUpDates.Of(chance, happening, plan.Events));
        }

        return text.ToString();
    }
}

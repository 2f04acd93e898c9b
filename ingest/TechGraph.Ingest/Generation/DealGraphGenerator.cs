namespace TechGraph.Ingest.Generation;

/// <summary>
/// Generates plausible deal graphs for tests and measurements: few parties in many deals and many in few, chains of licences and takeovers,
/// dates of every precision, aliases in several scripts, disputed values, inquiries by authorities. Nothing in them is true.
/// </summary>
public static class DealGraphGenerator
{
    private const int CompaniesPerDossier = 60;
    private const int TechnologiesPerDossier = 40;
    private const int SourcesPerDossier = 40;

    /// <summary>Generates the dossiers of a plan one after the other; only the pool of companies and technologies stays in memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of events is out of range.</exception>
    public static IEnumerable<GeneratedDossier> Generate(GeneratorPlan plan)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Events, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Events, GeneratorPlan.MaxEvents);
        return GenerateAll(plan);
    }

    private static IEnumerable<GeneratedDossier> GenerateAll(GeneratorPlan plan)
    {
        var (random, pool) = (new SeededRandom(plan.Seed), new PartyPool());
        yield return new GeneratedDossier("made-up-places.yaml", PlaceGenerator.Write(plan.WithPlaces));
        for (var number = 0; number < plan.Dossiers; number++)
        {
            var id = FormattableString.Invariant($"made-up-{number + 1:D5}");
            yield return new GeneratedDossier($"{id}.yaml", Write(plan, random, pool, id, number));
        }
    }

    private static string Write(GeneratorPlan plan, SeededRandom random, PartyPool pool, string id, int number)
    {
        var first = number * GeneratorPlan.EventsPerDossier;
        var last = Math.Min(plan.Events, first + GeneratorPlan.EventsPerDossier);
        var text = new DossierText(id, $"Made-up deals, part {number + 1}");
        text.Section("sources");
        pool.Sources.Clear();
        for (var source = 0; source < SourcesPerDossier; source++)
        {
            SourceGenerator.Write(text, random, pool, $"{id}.s{source}", DateGenerator.Of(random, first, plan.Events));
        }

        text.Section("entities");
        for (var company = 0; company < CompaniesPerDossier; company++)
        {
            CompanyGenerator.Write(text, random, pool, (number * CompaniesPerDossier) + company);
        }

        for (var technology = 0; technology < TechnologiesPerDossier; technology++)
        {
            TechnologyGenerator.Write(text, random, pool, (number * TechnologiesPerDossier) + technology);
        }

        text.Section("events");
        for (var @event = first; @event < last; @event++)
        {
            EventGenerator.Write(text, random, pool, FormattableString.Invariant($"made-up-e{@event + 1}"), DateGenerator.Of(random, @event, plan.Events));
        }

        return text.ToString();
    }
}

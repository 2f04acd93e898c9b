using System.CommandLine;
using System.Globalization;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Cli;

/// <summary><c>techgraph paths</c>: finds chains of deals along which a flow runs.</summary>
internal static class PathsVerb
{
    public static Command Create()
    {
        var from = new Argument<string>("from") { Description = "Start of the chains: an entity's id, or a sense and a country, such as origin:CN." };
        var to = new Argument<string>("to") { Description = "End of the chains: an entity's id, or a sense and a country, such as based_in:US. Senses: founded_in, incorporated_in, based_in, developed_in, ultimate_owner_in, origin, capital_from." };
        var flow = TypedOption.Choice<Flow>("--flow", "What flows: ip, money, control, people or goods.", Flow.Ip);
        var most = TypedOption.Number("--max", $"Maximum number of deals in a chain, 1 to {DealPathQuery.HopLimit}.", 1, DealPathQuery.HopLimit, 4);
        var final = new Option<string[]>("--final") { HelpName = "kind", Description = "Kind of the last deal, such as acquisition; may be given several times. Without it, any kind." };
        var asOf = TypedOption.Day("--as-of", "Deals and their standing as of this day, such as 2026-01-31.");
        var knownAt = TypedOption.Day("--known-at", "Use only claims of sources that were certainly published on or before this day.");
        var json = new Option<bool>("--json") { Description = "Write one JSON array instead of a table." };
        var recorded = RecordedOption.Create();
        return StoreCommand.Create(
            new Command("paths", "Find chains of deals, as dealPaths of GraphQL does. Example: techgraph paths origin:CN based_in:US --final acquisition") { from, to, flow, most, final, asOf, knownAt, json, recorded },
            async (session, cancellation) =>
            {
                var parsed = session.Parsed;
                DealPathQuery query;
                try
                {
                    query = new DealPathQuery(Selector(parsed.GetRequiredValue(from)), Selector(parsed.GetRequiredValue(to)))
                    {
                        Flow = parsed.GetValue(flow)!.Value,
                        MaxHops = parsed.GetValue(most)!.Value,
                        FinalKinds = [.. parsed.GetValue(final) ?? []],
                        KnownAt = parsed.GetValue(knownAt),
                        Time = new TimeRule { AsOf = parsed.GetValue(asOf) },
                    };
                }
                catch (FormatException error)
                {
                    await session.Error.WriteLineAsync(error.Message);
                    return ExitCode.Usage;
                }

                try
                {
                    var view = await session.ReadAsync(recorded, cancellation);
                    var answer = await view.AskAsync(graph => Find(graph, query, cancellation), cancellation);
                    return await WriteAsync(session, view, answer, parsed.GetValue(json));
                }
                catch (QueryException refused)
                {
                    await session.Error.WriteLineAsync($"{refused.Code}: {refused.Message}");
                    return refused.Code == "NOT_FOUND" ? ExitCode.NotFound : ExitCode.Usage;
                }
            });
    }

    private static DealPathResult Find(IGraphView view, DealPathQuery query, CancellationToken cancellation)
    {
        foreach (var country in new[] { query.From.Country, query.To.Country }.OfType<CountryRule>())
        {
            CountryRule.RefuseUnknown(view, country.Code);
        }

        return PathEngine.Find(view, query, cancellation);
    }

    internal static EndpointSelector Selector(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return new EndpointSelector { Ids = [new EntityId(text)] };
        }

        var sense = EnumText.Read<CountrySense>(text[..colon].Replace('_', '-').ToLowerInvariant());
        return sense is { } known
            ? new EndpointSelector { Country = new CountryRule(known, text[(colon + 1)..].ToUpperInvariant()) }
            : throw new FormatException($"\"{text}\" is not an end of a chain. Give an entity's id, or a sense and a country, such as origin:CN.");
    }

    private static async Task<int> WriteAsync(StoreSession session, IGraphView view, DealPathResult answer, bool json)
    {
        var rows = answer.Paths.SelectMany((path, index) => path.Hops.Select((hop, step) => new string?[]
        {
            $"{index + 1}.{step + 1}",
            view.Find(hop.Giver)?.Name,
            hop.Deal.Kind,
            view.Find(hop.Taker)?.Name,
            hop.Date?.Date.Value.Text,
            EnumText.Kebab(hop.Status.Standing),
            path.IsCertain ? "certain" : "possible",
            hop.Deal.Id.Value,
        })).ToList();
        if (rows.Count > 0)
        {
            await TableOutput.WriteAsync(session.Output, json, ["step", "from", "deal", "to", "date", "standing", "chain", "id"], rows);
        }

        if (answer.Truncation is { } cut)
        {
            await session.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Incomplete: the search stopped at a limit ({cut.Reason}) after {cut.Explored} edges. There may be more chains. Narrow the query."));
            return ExitCode.Partial;
        }

        if (rows.Count == 0)
        {
            await session.Error.WriteLineAsync(answer.NoPath == NoPathReason.UnknownCoverage
                ? "No chain was found, but one may exist: a date, country, share or technology that it needs is not recorded, or a hub was skipped."
                : "No chain matches these conditions.");
            return ExitCode.NotFound;
        }

        if (answer.SkippedHubs.Length > 0)
        {
            await session.Error.WriteLineAsync($"Hubs that were skipped, because they have very many deals: {string.Join(", ", answer.SkippedHubs)}.");
        }

        return ExitCode.Ok;
    }
}

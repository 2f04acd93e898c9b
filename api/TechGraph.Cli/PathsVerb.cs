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
        var from = new Argument<string>("from") { Description = "Where chains begin: an entity's id, or sense:country, such as origin:CN." };
        var to = new Argument<string>("to") { Description = "Where they end: an entity's id, or sense:country, such as based_in:US. Senses: founded_in, incorporated_in, based_in, developed_in, ultimate_owner_in, origin, capital_from." };
        var flow = new Option<Flow>("--flow") { Description = "What runs: ip, money, control, people, goods.", DefaultValueFactory = _ => Flow.Ip };
        var most = new Option<int>("--max") { Description = $"Most deals in a chain, 1 to {DealPathQuery.HopLimit}.", DefaultValueFactory = _ => 4 };
        var final = new Option<string[]>("--final") { Description = "Kinds of the last deal, such as acquisition; none: any." };
        var asOf = new Option<DateOnly?>("--as-of") { Description = "Deals and their standing as of that day." };
        var knownAt = new Option<DateOnly?>("--known-at") { Description = "Only what sources said by that day." };
        var json = new Option<bool>("--json") { Description = "One JSON array instead of text." };
        most.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > DealPathQuery.HopLimit)
            {
                result.AddError($"--max takes 1 to {DealPathQuery.HopLimit}.");
            }
        });
        var recorded = RecordedOption.Create();
        return StoreCommand.Create(
            new Command("paths", "Chains of deals: techgraph paths origin:CN based_in:US --final acquisition") { from, to, flow, most, final, asOf, knownAt, json, recorded },
            async (session, cancellation) =>
            {
                var parsed = session.Parsed;
                DealPathQuery query;
                try
                {
                    query = new DealPathQuery(Selector(parsed.GetRequiredValue(from)), Selector(parsed.GetRequiredValue(to)))
                    {
                        Flow = parsed.GetValue(flow),
                        MaxHops = parsed.GetValue(most),
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
                    var answer = await view.AskAsync(graph => PathEngine.Find(graph, query, cancellation), cancellation);
                    return await WriteAsync(session, view, answer, parsed.GetValue(json));
                }
                catch (QueryException refused)
                {
                    await session.Error.WriteLineAsync($"{refused.Code}: {refused.Message}");
                    return refused.Code == "NOT_FOUND" ? ExitCode.NotFound : ExitCode.Usage;
                }
            });
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
            : throw new FormatException($"\"{text}\" is no end of a chain: write an entity's id, or a sense and a country, such as origin:CN.");
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
            await session.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Cut short ({cut.Reason}) after {cut.Explored} steps: there may be more. Narrow the question."));
            return ExitCode.Partial;
        }

        if (rows.Count == 0)
        {
            await session.Error.WriteLineAsync(answer.NoPath == NoPathReason.UnknownCoverage
                ? "No chain was found, but one cannot be ruled out: a date, country, share or technology that it needs is not recorded, or a hub lies between."
                : "There is no such chain in the graph.");
            return ExitCode.NotFound;
        }

        if (answer.SkippedHubs.Length > 0)
        {
            await session.Error.WriteLineAsync($"Not crossed, for they have very many deals: {string.Join(", ", answer.SkippedHubs)}.");
        }

        return ExitCode.Ok;
    }
}

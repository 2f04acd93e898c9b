using System.CommandLine;
using System.Globalization;
using TechGraph.Ingest.Generation;

namespace TechGraph.Cli;

/// <summary><c>techgraph generate</c>: writes generated dossiers for tests and measurements.</summary>
internal static class GenerateVerb
{
    public static Command Create()
    {
        var events = TypedOption.Number("--events", $"Number of events, 1 to {GeneratorPlan.MaxEvents}.", 1, GeneratorPlan.MaxEvents);
        var seed = TypedOption.Number("--seed", "Seed of the random numbers. The same seed gives the same dossiers, byte for byte.", int.MinValue, int.MaxValue, 1);
        var output = new Option<string>("--output") { HelpName = "folder", Description = "The folder to write to. It is empty or does not exist yet.", Required = true };
        var noPlaces = new Option<bool>("--no-places") { Description = "Leave out the countries, for a graph that has the shipped dossiers." };
        events.Required = true;
        var command = new Command("generate", "Write dossiers of a made-up deal graph, for measurements and trials. Example: techgraph generate --events 10000 --output made-up") { events, seed, output, noPlaces };
        command.SetAction(async (parsed, cancellation) =>
        {
            var error = parsed.InvocationConfiguration.Error;
            var plan = new GeneratorPlan(parsed.GetValue(events)!.Value, parsed.GetValue(seed)!.Value, !parsed.GetValue(noPlaces));
            var folder = Path.GetFullPath(parsed.GetRequiredValue(output));
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                await error.WriteLineAsync($"\"{folder}\" is not an empty folder. Give a folder that is empty or does not exist yet.");
                return ExitCode.Usage;
            }

            try
            {
                Directory.CreateDirectory(folder);
                foreach (var dossier in DealGraphGenerator.Generate(plan))
                {
                    await File.WriteAllTextAsync(Path.Combine(folder, dossier.Name), dossier.Text, cancellation);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"\"{folder}\" cannot be written: {failure.Message}");
                return ExitCode.Failed;
            }
            catch (OperationCanceledException)
            {
                await error.WriteLineAsync($"Interrupted. \"{folder}\" is incomplete. Delete it and start again.");
                return ExitCode.Interrupted;
            }

            await error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Wrote {Count.Of(plan.Events, "made-up event")} in {Count.Of(plan.Dossiers, "dossier")}, and one dossier of places (seed {plan.Seed}), to \"{folder}\". Load them with: techgraph load {folder}"));
            return ExitCode.Ok;
        });
        return command;
    }
}

using System.CommandLine;
using System.Text.Json;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Linking;
using TechGraph.Ingest.Loading;

namespace TechGraph.Cli;

/// <summary><c>techgraph check</c>: checks dossiers and lists all problems. Needs no store.</summary>
internal static class CheckVerb
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("paths") { Arity = ArgumentArity.OneOrMore, Description = "Dossier files, or folders with dossiers." };
        var json = JsonReport.Option();
        var command = new Command("check", "Check dossiers and report every problem as file(line,column): error CODE: text. Needs no store. Example: techgraph check ingest/dossiers") { paths, json };
        command.SetAction(parsed =>
        {
            var problems = new Problems();
            var files = DossierFiles.Read(DossierFiles.Find(parsed.GetRequiredValue(paths), problems), Terms.Shipped, problems);
            var records = DossierLinker.Link(files, [], Terms.Shipped, problems);
            var output = parsed.InvocationConfiguration.Output;
            var warnings = NameWarnings.Of(files).ToList();
            if (parsed.GetValue(json))
            {
                var report = new { dossiers = files.Count, records = records.Count, problems = JsonReport.Of(problems), warnings = JsonReport.Of(warnings) };
                output.WriteLine(JsonSerializer.Serialize(report, TableOutput.Json));
            }
            else
            {
                foreach (var problem in problems.Concat(warnings))
                {
                    output.WriteLine(problem);
                }
            }

            parsed.InvocationConfiguration.Error.WriteLine(
                problems.Count == 0
                    ? $"{Count.Of(files.Count, "dossier")}, {Count.Of(records.Count, "record")}, no problems."
                    : $"{Count.Of(problems.Count, "problem")} in {Count.Of(files.Count, "dossier")}.");
            return ExitCode.Of(problems);
        });
        return command;
    }
}

using System.CommandLine;
using TechGraph.Api;
using TechGraph.Core.Graph;

namespace TechGraph.Cli;

/// <summary><c>techgraph serve</c>: runs the API in this process until it is stopped.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var urls = new Option<string[]>("--url") { HelpName = "address", Description = "Address to listen on; several may be given. Default: http://127.0.0.1:5080.", AllowMultipleArgumentsPerToken = true };
        var dossiers = new Option<string?>("--dossiers") { HelpName = "folder", Description = "Folder of dossiers to load at the start, or \"\" for none. Default: the shipped dossiers." };
        var (kind, data) = (StoreOption.Kind(), StoreOption.Data());
        var command = new Command("serve", "Serve GraphQL over HTTP with the explorer page, until Ctrl-C. Example: techgraph serve --url http://127.0.0.1:5080") { urls, dossiers, kind, data };
        urls.Validators.Add(static result =>
        {
            foreach (var wrong in result.Tokens.Select(token => TechGraphServer.ExplainAddress(token.Value)).OfType<string>())
            {
                result.AddError($"--url: {wrong}");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = new List<string>();
            void Set(string name, string? value)
            {
                if (value is not null)
                {
                    settings.AddRange([$"--{name}", value]);
                }
            }

            // Settings and the page are beside the program, whatever the current folder is.
            Set("contentRoot", AppContext.BaseDirectory);
            Set("Logging:Console:LogToStandardErrorThreshold", "Trace");
            Set("urls", parsed.GetValue(urls) is { Length: > 0 } given ? string.Join(';', given) : null);
            Set("TechGraph:Store", parsed.GetValue(kind)?.ToString());
            Set("TechGraph:Data", parsed.GetValue(data));
            Set("TechGraph:Dossiers", parsed.GetValue(dossiers));
            try
            {
                await TechGraphServer.RunAsync([.. settings], cancellation);
                return ExitCode.Ok;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return ExitCode.Interrupted;
            }
            catch (Exception failure) when (TechGraphServer.Explain(failure) is { } sentence)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(sentence);
                return failure is StoreException ? ExitCode.StoreUnavailable : ExitCode.Failed;
            }
        });
        return command;
    }
}

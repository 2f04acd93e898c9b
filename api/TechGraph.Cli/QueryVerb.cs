using System.CommandLine;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.Api;
using TechGraph.Core.Parsing;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.Stores.History;

namespace TechGraph.Cli;

/// <summary><c>techgraph query</c>: runs a GraphQL document on the store, in this process.</summary>
internal static class QueryVerb
{
    public static Command Create()
    {
        var what = new Argument<string?>("query") { Description = "A GraphQL document such as '{ graph { sequence } }', or the name of a stored query (--list shows the names).", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string?>("--file") { HelpName = "file", Description = "A file with the document; - for standard input." };
        var variables = new Option<string[]>("--var") { HelpName = "name=value", Description = "A variable as name=value; may be given several times. A value that is not JSON is a string: --var first=5 --var id=manus --var 'year=\"2025\"'." };
        var operation = new Option<string?>("--operation") { HelpName = "name", Description = "Name of the operation to run, if the document has several." };
        var list = new Option<bool>("--list") { Description = "List the stored queries." };
        var json = new Option<bool>("--json") { Description = "Write the answer on one line, or the list as JSON. Without it, an answer on a terminal is indented." };
        var recorded = RecordedOption.Create();
        var command = new Command("query", "Run a GraphQL query on the store, without a server. Example: techgraph query standing-question")
        {
            what, file, variables, operation, list, json, recorded,
        };
        command.Validators.Add(result =>
        {
            var given = new[] { result.GetValue(what) is not null, result.GetValue(file) is not null, result.GetValue(list) };
            if (given.Count(g => g) != 1)
            {
                result.AddError("Give exactly one of these: a document or the name of a stored query, --file, or --list.");
            }
        });
        return StoreCommand.Create(
            command,
            async (session, cancellation) =>
            {
                var (parsed, engine) = (session.Parsed, session.Open.Service<ILocalGraphQL>());
                if (parsed.GetValue(list))
                {
                    await TableOutput.WriteAsync(session.Output, parsed.GetValue(json), ["name", "question"], [.. engine.StoredDocuments.Select(d => new[] { d.Id, d.Title })]);
                    return ExitCode.Ok;
                }

                session.Open.MustExist();
                if (QueryVariables.Read(parsed.GetValue(variables) ?? [], out var error) is not { } values)
                {
                    await session.Error.WriteLineAsync(error);
                    return ExitCode.Usage;
                }

                if (await DocumentAsync(session, engine, parsed.GetValue(what), parsed.GetValue(file), cancellation) is not { } document)
                {
                    return ExitCode.NotFound;
                }

                if (parsed.GetValue(recorded) is { } point)
                {
                    // A version that does not exist is reported as in the other commands.
                    await RecordedGraph.SequenceOfAsync(session.Open.Store, point, cancellation);
                }

                var answer = await engine.AskAsync(new LocalRequest(document) { Variables = values, OperationName = parsed.GetValue(operation) }, cancellation);
                await session.Output.WriteLineAsync(Text(answer.Json, indented: !parsed.GetValue(json) && !Console.IsOutputRedirected));
                return Code(answer);
            },
            (parsed, kind, data) => StoreOption.Open(
                kind, data, new Dictionary<string, string?>(), (services, _) => services.AddLogging().AddTechGraphQueries(parsed.GetValue(recorded))),
            mustExist: false);
    }

    /// <summary>The document to run; null if there is none, with a message that says why.</summary>
    private static async Task<string?> DocumentAsync(StoreSession session, ILocalGraphQL engine, string? what, string? file, CancellationToken cancellation)
    {
        if (file == "-")
        {
            return await Console.In.ReadToEndAsync(cancellation);
        }

        if (file is not null)
        {
            if (File.Exists(file))
            {
                return await File.ReadAllTextAsync(file, cancellation);
            }

            await session.Error.WriteLineAsync($"There is no file \"{file}\".");
            return null;
        }

        // A document contains braces; a name does not.
        if (what!.Contains('{', StringComparison.Ordinal) || what.Any(char.IsWhiteSpace))
        {
            return what;
        }

        if (engine.StoredDocuments.FirstOrDefault(d => d.Id == what) is { } stored)
        {
            return stored.Text;
        }

        await session.Error.WriteLineAsync($"There is no stored query \"{TableOutput.Clean(what)}\".{SpellingSuggestion.Hint(what, engine.StoredDocuments.Select(d => d.Id))} List them with: techgraph query --list");
        return null;
    }

    private static string Text(ReadOnlyMemory<byte> json, bool indented)
    {
        if (!indented)
        {
            return Encoding.UTF8.GetString(json.Span);
        }

        using var parsed = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(parsed.RootElement, TableOutput.Json);
    }

    /// <summary>The exit code for the errors: the store is unreachable, the query is wrong, part of the answer failed, or all of it.</summary>
    private static int Code(LocalResponse answer)
    {
        if (answer.Errors.Count == 0)
        {
            return ExitCode.Ok;
        }

        if (answer.Errors.Any(e => e.Code?.StartsWith("STORE_", StringComparison.Ordinal) == true))
        {
            return ExitCode.StoreUnavailable;
        }

        if (!answer.HasData)
        {
            return answer.Errors.All(e => e.Code is ErrorCodes.ExecutionTimeout or ErrorCodes.Overloaded) ? ExitCode.Failed : ExitCode.Usage;
        }

        using var json = JsonDocument.Parse(answer.Json);
        return json.RootElement.GetProperty("data").ValueKind == JsonValueKind.Null ? ExitCode.Failed : ExitCode.Partial;
    }
}

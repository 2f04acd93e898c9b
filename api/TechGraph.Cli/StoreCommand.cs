using System.CommandLine;
using TechGraph.Core.Graph;
using TechGraph.Stores;

namespace TechGraph.Cli;

/// <summary>What all verbs share that work on a store: its options, and what its failures and an interruption mean to the caller.</summary>
internal static class StoreCommand
{
    /// <summary>A verb that works on a store.</summary>
    /// <param name="command">The verb with its own arguments and options.</param>
    /// <param name="run">What it does; its result is the exit code.</param>
    /// <param name="mustExist">Whether an embedded store that is not there is an error rather than made.</param>
    public static Command Create(Command command, Func<StoreSession, CancellationToken, Task<int>> run, bool mustExist = true) =>
        Create(command, run, static (_, kind, data) => StoreOption.Open(kind, data), mustExist);

    /// <summary>A verb that works on a store and opens it in a way of its own.</summary>
    /// <param name="command">The verb with its own arguments and options.</param>
    /// <param name="run">What it does; its result is the exit code.</param>
    /// <param name="openStore">Opens the store that the options name.</param>
    /// <param name="mustExist">Whether an embedded store that is not there is an error rather than made.</param>
    public static Command Create(
        Command command,
        Func<StoreSession, CancellationToken, Task<int>> run,
        Func<ParseResult, StoreKind?, string?, OpenStore> openStore,
        bool mustExist)
    {
        var (kind, data) = (StoreOption.Kind(), StoreOption.Data());
        command.Add(kind);
        command.Add(data);
        command.SetAction(async (parsed, cancellation) =>
        {
            var error = parsed.InvocationConfiguration.Error;
            try
            {
                using var open = openStore(parsed, parsed.GetValue(kind), parsed.GetValue(data));
                if (mustExist)
                {
                    open.MustExist();
                }

                return await run(new StoreSession(parsed, open), cancellation);
            }
            catch (StoreException failure)
            {
                await error.WriteLineAsync($"{failure.Code}: {failure.Message}");
                return failure.Code == "STORE_BEHIND" ? ExitCode.NotFound : ExitCode.StoreUnavailable;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"A file cannot be read or written: {failure.Message}");
                return ExitCode.Failed;
            }
            catch (OperationCanceledException)
            {
                await error.WriteLineAsync("Interrupted. Change sets already written stay, each complete. Run the same command again to continue.");
                return ExitCode.Interrupted;
            }
        });
        return command;
    }
}

/// <summary>One call of a verb: what was asked, on which store.</summary>
internal sealed record StoreSession(ParseResult Parsed, OpenStore Open)
{
    /// <summary>Data.</summary>
    public TextWriter Output { get; init; } = Parsed.InvocationConfiguration.Output;

    /// <summary>What is told at the end, for machines; null: nobody asked for it.</summary>
    public Dictionary<string, object?>? Report { get; init; }

    /// <summary>Talk.</summary>
    public TextWriter Error => Parsed.InvocationConfiguration.Error;

    /// <summary>The newest version.</summary>
    public async Task<IGraphView> ReadAsync(CancellationToken cancellation) => await Open.Store.ReadAsync(cancellation: cancellation);
}

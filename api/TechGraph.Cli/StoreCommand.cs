using System.CommandLine;
using TechGraph.Core.Graph;
using TechGraph.Stores;

namespace TechGraph.Cli;

/// <summary>What all commands with a store share: its options, and the exit codes for its failures and for an interruption.</summary>
internal static class StoreCommand
{
    /// <summary>Creates a command that uses a store.</summary>
    /// <param name="command">The command with its own arguments and options.</param>
    /// <param name="run">Its work; the result is the exit code.</param>
    /// <param name="mustExist">Whether a missing embedded store is an error; otherwise it is created.</param>
    public static Command Create(Command command, Func<StoreSession, CancellationToken, Task<int>> run, bool mustExist = true) =>
        Create(command, run, static (_, kind, data) => StoreOption.Open(kind, data), mustExist);

    /// <summary>Creates a command that uses a store and opens it in its own way.</summary>
    /// <param name="command">The command with its own arguments and options.</param>
    /// <param name="run">Its work; the result is the exit code.</param>
    /// <param name="openStore">Opens the store that the options name.</param>
    /// <param name="mustExist">Whether a missing embedded store is an error; otherwise it is created.</param>
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
                await error.WriteLineAsync("Interrupted. Change sets that were written before are complete and stay in the store. Run the same command again to continue.");
                return ExitCode.Interrupted;
            }
        });
        return command;
    }
}

/// <summary>One call of a command: its arguments and the open store.</summary>
internal sealed record StoreSession(ParseResult Parsed, OpenStore Open)
{
    /// <summary>Standard output, for results.</summary>
    public TextWriter Output { get; init; } = Parsed.InvocationConfiguration.Output;

    /// <summary>The report that is printed at the end as JSON; null: not requested.</summary>
    public Dictionary<string, object?>? Report { get; init; }

    /// <summary>Standard error, for progress and messages.</summary>
    public TextWriter Error => Parsed.InvocationConfiguration.Error;

    /// <summary>The newest version.</summary>
    public async Task<IGraphView> ReadAsync(CancellationToken cancellation) => await Open.Store.ReadAsync(cancellation: cancellation);
}

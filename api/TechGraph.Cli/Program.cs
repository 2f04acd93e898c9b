using System.CommandLine;
using System.Globalization;
using TechGraph.Cli;
using TechGraph.Core.Parsing;

// Dates and numbers have the same format on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

using var error = new SafeWriter(Console.Error);
var parsed = CommandTree.Create().Parse(args);
var isWrong = parsed.Errors.Count > 0;
if (isWrong)
{
    // The errors repeat the arguments.
    parsed = CommandTree.Create().Parse([.. args.Select(SafeText.Value)]);
}

var code = await parsed.InvokeAsync(new InvocationConfiguration
{
    // After a parse error, the help is a message and not a result.
    Output = isWrong ? error : Console.Out,
    Error = error,
    ProcessTerminationTimeout = WatchVerb.StopTimeout,
});
return isWrong ? ExitCode.Usage : code;

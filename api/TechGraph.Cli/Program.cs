using System.CommandLine;
using System.Globalization;
using TechGraph.Cli;

// Dates and numbers have the same format on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var parsed = CommandTree.Create().Parse(args);
var isWrong = parsed.Errors.Count > 0;
var code = await parsed.InvokeAsync(new InvocationConfiguration
{
    // After a parse error, the help is a message and not a result.
    Output = isWrong ? Console.Error : Console.Out,
    ProcessTerminationTimeout = WatchVerb.StopTimeout,
});
return isWrong ? ExitCode.Usage : code;

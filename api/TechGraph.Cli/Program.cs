using System.CommandLine;
using System.Globalization;
using TechGraph.Cli;

// Dates and numbers have the same format on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("TechGraph: a knowledge graph of technology-transfer deals, every statement with its source.")
{
    CheckVerb.Create(),
    LoadVerb.Create(),
    WatchVerb.Create(),
    ImportVerb.Create(),
    ExportVerb.Create(),
    SearchVerb.Create(),
    ShowVerb.Create(),
    PathsVerb.Create(),
    QueryVerb.Create(),
    SuggestVerb.Create(),
    JudgeVerb.Create(),
    WithdrawVerb.Create(),
    GenerateVerb.Create(),
    VerifyVerb.Create(),
    DoctorVerb.Create(),
    BackupVerb.Create(),
    RestoreVerb.Create(),
    CopyVerb.Create(),
    ServeVerb.Create(),
};
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = WatchVerb.StopTimeout });
return parsed.Errors.Count > 0 ? ExitCode.Usage : code;

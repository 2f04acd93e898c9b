using System.CommandLine;
using System.Globalization;
using TechGraph.Cli;

// Dates and numbers read the same on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("TechGraph: a knowledge graph of technology-transfer deals, every statement with its source.")
{
    CheckVerb.Create(),
    LoadVerb.Create(),
    VerifyVerb.Create(),
    CopyVerb.Create(),
};
return await root.Parse(args).InvokeAsync();

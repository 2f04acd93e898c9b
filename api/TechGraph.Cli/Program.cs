using System.CommandLine;
using TechGraph.Cli;

var root = new RootCommand("TechGraph: a knowledge graph of technology-transfer deals, every statement with its source.")
{
    CheckVerb.Create(),
    LoadVerb.Create(),
    VerifyVerb.Create(),
};
return await root.Parse(args).InvokeAsync();

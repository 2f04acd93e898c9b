using System.CommandLine;

namespace TechGraph.Cli;

/// <summary>The command line: <c>techgraph</c> with all its commands, in the order in which the help lists them.</summary>
internal static class CommandTree
{
    private static readonly string Description =
        "TechGraph: a knowledge graph of technology-transfer deals. Every statement has its source." + Environment.NewLine + Environment.NewLine
        + "Exit codes:" + string.Concat(ExitCode.Meanings.Select(each => $"{Environment.NewLine}{each.Code,3}  {each.Meaning}"));

    public static RootCommand Create() => new(Description)
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
        AcceptOlderVerb.Create(),
        CopyVerb.Create(),
        ServeVerb.Create(),
    };
}

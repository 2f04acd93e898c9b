using TechGraph.Cli;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Docs;

/// <summary>docs/cli.md has every command, as its help describes it.</summary>
public sealed class CommandLineTests
{
    private static readonly string Page = Repository.Of("docs", "cli.md");

    [Test]
    public void The_page_of_the_command_line_is_the_help() => GeneratedText.AssertPart(Page, "commands", CommandLineText.Write(CommandTree.Create()));

    [Test]
    public void Every_command_is_in_the_command_tree_and_in_the_overview()
    {
        var names = Directory.GetFiles(Repository.Of("api", "TechGraph.Cli"), "*Verb.cs").Select(f => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(Path.GetFileName(f)[..^"Verb.cs".Length])).ToList();
        Assert.That(CommandTree.Create().Subcommands.Select(command => command.Name), Is.EquivalentTo(names));
        var text = File.ReadAllText(Page);
        Assert.That(names.Where(name => !text.Contains($"[{name}](#{name})", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Every_command_argument_and_option_has_a_description_and_every_value_a_name()
    {
        var commands = CommandTree.Create().Subcommands;
        var options = commands.SelectMany(command => command.Options).ToList();
        Assert.That(
            commands.Cast<System.CommandLine.Symbol>().Concat(commands.SelectMany(command => command.Arguments)).Concat(options)
                .Where(symbol => string.IsNullOrEmpty(symbol.Description)).Select(symbol => symbol.Name),
            Is.Empty);
        Assert.That(options.Where(option => option.ValueType != typeof(bool) && option.HelpName is null).Select(option => option.Name), Is.Empty);
        Assert.That(commands.Where(command => !command.Description!.Contains($" Example: techgraph {command.Name}", StringComparison.Ordinal)).Select(command => command.Name), Is.Empty);
    }

    [Test]
    public void Every_exit_code_has_a_meaning() => Assert.That(
        ExitCode.Meanings.Select(each => each.Code),
        Is.EqualTo(typeof(ExitCode).GetFields().Where(field => field.IsLiteral).Select(field => (int)field.GetRawConstantValue()!).Order()));
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TechGraph.Cli;

namespace TechGraph.Tests.Docs;

/// <summary>Writes the commands with their arguments, options and exit codes as Markdown, from the symbols that <c>--help</c> prints.</summary>
internal static partial class CommandLineText
{
    /// <summary>An option that so many commands share is described once.</summary>
    private const int CommonFrom = 3;

    /// <summary>Separates what a command does from its example.</summary>
    private const string ExampleMark = " Example: ";

    public static string Write(RootCommand root)
    {
        var commands = root.Subcommands.Where(command => !command.Hidden).ToList();
        var common = commands.SelectMany(command => command.Options).GroupBy(Row).Where(same => same.Count() >= CommonFrom)
            .GroupBy(same => same.First().Name, (_, meanings) => meanings.MaxBy(same => same.Count())!.Key).ToList();
        var text = new StringBuilder();
        foreach (var command in commands)
        {
            WriteCommand(text, command, common);
        }

        text.Append("## Common options\n\n").Append(Head("Option")).AppendJoin("", common);
        text.Append("\n## Exit codes\n\n| Code | Meaning |\n| --- | --- |\n");
        foreach (var (code, meaning) in ExitCode.Meanings)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {code} | {Prose(meaning)} |\n");
        }

        return text.ToString();
    }

    private static void WriteCommand(StringBuilder text, Command command, IReadOnlyCollection<string> common)
    {
        var (what, example) = command.Description!.Split(ExampleMark) is [var before, var after] ? (before, after) : (command.Description, null);
        text.Append(CultureInfo.InvariantCulture, $"## {command.Name}\n\n{Prose(what)}\n\n");
        if (example is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"```\n{example}\n```\n\n");
        }

        var rows = command.Arguments.Select(Row).Concat(command.Options.Select(Row).Where(row => !common.Contains(row))).ToList();
        if (rows.Count > 0)
        {
            text.Append(Head("Argument or option")).AppendJoin("", rows).Append('\n');
        }

        var shared = command.Options.Where(option => common.Contains(Row(option))).Select(option => $"`{option.Name}`").ToList();
        if (shared.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"[Common options](#common-options): {string.Join(", ", shared)}\n\n");
        }
    }

    private static string Head(string first) => $"| {first} | Meaning | Default |\n| --- | --- | --- |\n";

    private static string Row(Argument argument)
    {
        var label = (argument.Arity.MaximumNumberOfValues > 1 ? "<{0}>..." : "<{0}>").Replace("{0}", argument.Name, StringComparison.Ordinal);
        return Row(argument.Arity.MinimumNumberOfValues == 0 ? $"[{label}]" : label, argument.Description, argument.HasDefaultValue ? Default(argument.GetDefaultValue()) : "");
    }

    private static string Row(Option option) => Row(
        option.ValueType == typeof(bool) ? option.Name : $"{option.Name} <{option.HelpName}>",
        option.Description,
        option.Required ? "required" : option is { HasDefaultValue: true } && option.ValueType != typeof(bool) ? Default(option.GetDefaultValue()) : "");

    private static string Row(string label, string? description, string preset) =>
        $"| `{label.Replace("|", "\\|", StringComparison.Ordinal)}` | {Prose(description!)} | {preset} |\n";

    private static string Default(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!.ToLowerInvariant();

    /// <summary>Names of options, settings and senses as code, so that Markdown leaves them as they are.</summary>
    private static string Prose(string text) => Name().Replace(text, "`$0`").Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex("--[a-z][a-z-]*|[a-z_]+:[A-Z]{2}|[A-Za-z0-9]*_[A-Za-z0-9_]+|http://[0-9.:]+[0-9]")]
    private static partial Regex Name();
}

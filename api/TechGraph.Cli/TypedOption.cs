using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TechGraph.Core.Model;

namespace TechGraph.Cli;

/// <summary>
/// Options and arguments that are read as a word of a list, a day or a number. A text that cannot be read is an error of the command line
/// that says what to give.
/// </summary>
internal static class TypedOption
{
    /// <summary>An option with one word of an enumeration.</summary>
    /// <param name="name">Its name, such as <c>--flow</c>.</param>
    /// <param name="description">What it means.</param>
    /// <param name="standard">The value without the option; null: the value is null.</param>
    public static Option<T?> Choice<T>(string name, string description, T? standard = null)
        where T : struct, Enum
    {
        var option = new Option<T?>(name) { HelpName = Words<T>(), Description = description, CustomParser = result => ReadChoice<T>(result, name) };
        if (standard is { } value)
        {
            option.DefaultValueFactory = _ => value;
        }

        return option;
    }

    /// <summary>An argument with one word of an enumeration, which may be left out.</summary>
    public static Argument<T?> ChoiceArgument<T>(string name, string description)
        where T : struct, Enum =>
        new(name) { HelpName = Words<T>(), Description = description, Arity = ArgumentArity.ZeroOrOne, CustomParser = result => ReadChoice<T>(result, name) };

    /// <summary>An option with a day; without the option the value is null.</summary>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        HelpName = "day",
        Description = description,
        CustomParser = result =>
        {
            var text = Text(result);
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"{name}: \"{text}\" is not a day. Give one such as 2026-01-31.");
            return null;
        },
    };

    /// <summary>An option with a number; both ends of the range are allowed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it means.</param>
    /// <param name="min">Minimum.</param>
    /// <param name="max">Maximum.</param>
    /// <param name="standard">The value without the option; null: the value is null.</param>
    public static Option<int?> Number(string name, string description, int min, int max, int? standard = null)
    {
        var option = new Option<int?>(name)
        {
            HelpName = "number",
            Description = description,
            CustomParser = result =>
            {
                var text = Text(result);
                if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                {
                    result.AddError($"{name}: \"{text}\" is not a number. Give one from {min} to {max}.");
                }
                else if (number < min || number > max)
                {
                    result.AddError($"{name}: \"{text}\" is out of range. Give a number from {min} to {max}.");
                }
                else
                {
                    return (int)number;
                }

                return null;
            },
        };
        if (standard is { } value)
        {
            option.DefaultValueFactory = _ => value;
        }

        return option;
    }

    private static T? ReadChoice<T>(ArgumentResult result, string name)
        where T : struct, Enum
    {
        var text = Text(result);
        if (EnumText.Read<T>(text.Replace('_', '-').ToLowerInvariant()) is { } value)
        {
            return value;
        }

        var words = EnumText.All<T>().ToList();
        result.AddError($"{name}: \"{text}\" is unknown. Give {string.Join(", ", words.SkipLast(1))} or {words[^1]}.");
        return null;
    }

    private static string Text(ArgumentResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : "";

    private static string Words<T>()
        where T : struct, Enum => string.Join('|', EnumText.All<T>());
}

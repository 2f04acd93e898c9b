using System.CommandLine;
using System.Globalization;

namespace TechGraph.Cli;

/// <summary>Restricts the number that an option takes.</summary>
internal static class NumberRange
{
    /// <summary>Adds an error to the command line if the number is out of range, both ends inclusive. A text that is no number has its own error.</summary>
    public static void Restrict(Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }]
            && int.TryParse(text, CultureInfo.InvariantCulture, out var number) && (number < least || number > most))
        {
            result.AddError($"{option.Name}: \"{text}\" is out of range. Give a number from {least} to {most}.");
        }
    });
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace TechGraph.Api.Logging;

/// <summary>Registers the format of the log.</summary>
public static class LoggingBuilderExtensions
{
    /// <summary>Writes the log to the console, one line an event, unless the setting <c>Logging:Console:FormatterName</c> names another format.</summary>
    /// <param name="logging">Receives the provider.</param>
    /// <param name="configure">Changes its options; null: none.</param>
    public static ILoggingBuilder AddEventLines(this ILoggingBuilder logging, Action<ConsoleLoggerOptions>? configure = null)
    {
        logging.Services.TryAddSingleton(TimeProvider.System);
        return logging.AddConsoleFormatter<EventLineFormatter, ConsoleFormatterOptions>().AddConsole(console =>
        {
            console.FormatterName ??= EventLineFormatter.FormatterName;
            configure?.Invoke(console);
        });
    }
}

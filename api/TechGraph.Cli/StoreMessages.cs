using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TechGraph.Cli;

/// <summary>Writes the log messages of the stores to standard error, each as a plain line. Other messages are not written.</summary>
internal sealed class StoreMessages : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("TechGraph.Stores.", StringComparison.Ordinal) ? new Lines() : NullLogger.Instance;

    public void Dispose()
    {
        // There is nothing to release.
    }

    private sealed class Lines : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Console.Error.WriteLine(formatter(state, exception));
            }
        }
    }
}

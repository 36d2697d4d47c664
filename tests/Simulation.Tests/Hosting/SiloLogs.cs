using Microsoft.Extensions.Logging;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Hosting;

/// <summary>What a simulated silo logs, among the lines of the trace; nothing where no trace is kept.</summary>
internal sealed class SiloLogs(Process process) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The trace is the only log.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => process.World.Trace.IsKept && logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var cause = exception is null ? "" : $": {exception.GetType().Name} {exception.InnerException?.GetType().Name} {exception.Message}";
        process.World.Explain($"{process.Name} logs {formatter(state, exception)}{cause}");
    }

    public void Dispose()
    {
    }
}

using Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Grains.Tests.Storage;

public sealed class StorageIncidentTests
{
    [Fact]
    public void However_often_it_fails_an_incident_is_one_line_and_its_end_another()
    {
        var log = new Lines();
        var incident = new StorageIncident("database", log);

        for (var i = 0; i < 5; i++) incident.Failed(new IOException("The disk is full."));
        for (var i = 0; i < 5; i++) incident.Worked();
        incident.Failed(new IOException("The disk is full."));

        Assert.Equal(
            [
                "Warning: The database fails and callers are told to come back: The disk is full.",
                "Information: The database works again.",
                "Warning: The database fails and callers are told to come back: The disk is full.",
            ],
            log.Written);
    }

    private sealed class Lines : ILogger<StorageIncident>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add($"{logLevel}: {formatter(state, exception)}{exception}");
    }
}

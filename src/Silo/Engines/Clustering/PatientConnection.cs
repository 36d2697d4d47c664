using Microsoft.Extensions.Logging;

namespace Silo.Engines.Clustering;

/// <summary>A front end that starts before its silos waits for them; it is not ready meanwhile.</summary>
internal sealed partial class PatientConnection(TimeProvider clock, ILogger<PatientConnection> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool told;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return false;
        if (!told) LogWaiting(exception.Message);
        told = true;
        await Task.Delay(Pause, clock, cancellationToken);
        return true;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "No silo can be reached yet ({Reason}); trying until one can.")]
    private partial void LogWaiting(string reason);
}

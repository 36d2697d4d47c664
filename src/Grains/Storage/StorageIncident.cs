using Microsoft.Extensions.Logging;

namespace Grains.Storage;

/// <summary>
/// Says once when a part of the storage begins to fail, and once when it works again, however many calls fail in between: their
/// callers are told, and a full disk must not be filled further by its own log.
/// </summary>
internal sealed partial class StorageIncident(string part, ILogger<StorageIncident> log)
{
    private int failing;

    public void Failed(Exception failure)
    {
        if (Interlocked.Exchange(ref failing, 1) == 0) LogFailing(part, failure.Message);
    }

    public void Worked()
    {
        if (Volatile.Read(ref failing) == 1 && Interlocked.Exchange(ref failing, 0) == 1) LogWorking(part);
    }

    [LoggerMessage(LogLevel.Warning, "The {Part} fails and callers are told to come back: {Reason}")]
    private partial void LogFailing(string part, string reason);

    [LoggerMessage(LogLevel.Information, "The {Part} works again.")]
    private partial void LogWorking(string part);
}

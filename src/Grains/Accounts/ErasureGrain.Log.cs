using Microsoft.Extensions.Logging;

namespace Grains.Accounts;

internal sealed partial class ErasureGrain
{
    [LoggerMessage(LogLevel.Information, "User {UserId} asked to be erased.")]
    private partial void LogStarted(Guid userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} was erased.")]
    private partial void LogFinished(Guid userId);

    /// <summary>Storage that fails for a while says so itself, once.</summary>
    [LoggerMessage(LogLevel.Warning, "Erasing user {UserId} goes on later: {Reason}")]
    private partial void LogPutOff(Guid userId, string reason);

    [LoggerMessage(LogLevel.Error, "Erasing user {UserId} failed; it is tried again.")]
    private partial void LogFailed(Exception failure, Guid userId);
}

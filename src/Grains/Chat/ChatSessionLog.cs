using Microsoft.Extensions.Logging;

namespace Grains.Chat;

internal static partial class ChatSessionLog
{
    [LoggerMessage(LogLevel.Warning, "The model {Model} failed with {Code}.")]
    public static partial void ModelFailed(this ILogger logger, string model, string code);

    [LoggerMessage(LogLevel.Error, "Answer {AnswerId} failed.")]
    public static partial void TurnFailed(this ILogger logger, Exception failure, Guid answerId);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId} gives way: its log was written elsewhere or a write has an unknown outcome.")]
    public static partial void JournalLost(this ILogger logger, Guid sessionId, Exception failure);

    [LoggerMessage(LogLevel.Information, "Session {SessionId} gives way: its log was written elsewhere.")]
    public static partial void JournalOvertaken(this ILogger logger, Guid sessionId);

    /// <summary>Storage that fails for a while says so itself, once.</summary>
    [LoggerMessage(LogLevel.Debug, "Session {SessionId} gives way: {Reason}")]
    public static partial void JournalUnavailable(this ILogger logger, Guid sessionId, string reason);

    [LoggerMessage(LogLevel.Information, "Woke {Count} sessions that were left unfinished.")]
    public static partial void Recovered(this ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Session {Key} could not be woken; the next sweep tries again.")]
    public static partial void RecoveryFailed(this ILogger logger, string key, Exception failure);

    [LoggerMessage(LogLevel.Debug, "Session {Key} could not be woken; the next sweep tries again: {Reason}")]
    public static partial void RecoveryPutOff(this ILogger logger, string key, string reason);

    [LoggerMessage(LogLevel.Debug, "The sweep for unfinished sessions is put off: {Reason}")]
    public static partial void SweepPutOff(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "The sweep for unfinished sessions failed; it is tried again.")]
    public static partial void SweepFailed(this ILogger logger, Exception failure);
}

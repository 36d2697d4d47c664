using Microsoft.Extensions.Logging;

namespace Grains.Notifications;

internal sealed partial class MailQueueGrain
{
    [LoggerMessage(LogLevel.Debug, "Mail {MailId} was sent.")]
    private partial void LogSent(string mailId);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} was not taken and is tried again in {Pause}: {Reason}")]
    private partial void LogPutOff(string mailId, TimeSpan pause, string reason);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} was refused for good: {Reason}")]
    private partial void LogRefused(string mailId, string reason);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} is given up: nobody has taken it for {Age}.")]
    private partial void LogGivenUp(string mailId, TimeSpan age);
}

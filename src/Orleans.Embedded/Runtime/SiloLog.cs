using Microsoft.Extensions.Logging;
using Orleans.Runtime.Calls;

namespace Orleans.Runtime;

/// <summary>The engine's log messages.</summary>
internal sealed partial class SiloLog(ILogger logger)
{
    [LoggerMessage(LogLevel.Warning, "{Method} of {Grain}, for which nobody waits, failed")]
    public partial void OneWayFailed(Exception exception, CallMethod method, GrainId grain);

    [LoggerMessage(LogLevel.Error, "{Grain} could not activate")]
    public partial void ActivationFailed(Exception exception, GrainId grain);

    [LoggerMessage(LogLevel.Error, "{Grain} failed while it deactivated")]
    public partial void DeactivationFailed(Exception exception, GrainId grain);

    [LoggerMessage(LogLevel.Error, "{Grain} was given up: {Reason}")]
    public partial void ActivationAbandoned(GrainId grain, string reason);

    [LoggerMessage(LogLevel.Warning, "A reader of {Grain} left its stream of {Method} open; the stream was closed")]
    public partial void StreamAbandoned(GrainId grain, CallMethod method);

    [LoggerMessage(LogLevel.Error, "A stream of {Grain} failed while it was closed")]
    public partial void StreamDisposeFailed(Exception exception, GrainId grain);

    [LoggerMessage(LogLevel.Error, "Reminder {Reminder} of {Grain} was not delivered; its next tick comes as scheduled")]
    public partial void ReminderFailed(Exception exception, string reminder, GrainId grain);

    [LoggerMessage(LogLevel.Error, "Reminders could not be read; the next attempt comes in {Period}")]
    public partial void ReminderReadFailed(Exception exception, TimeSpan period);

    [LoggerMessage(LogLevel.Warning, "{Count} requests were still running when the host stopped waiting for them")]
    public partial void DrainIncomplete(int count);

    [LoggerMessage(LogLevel.Warning, "{Count} activations had not ended when the host stopped waiting for them")]
    public partial void StopIncomplete(int count);

    [LoggerMessage(LogLevel.Warning, "A turn of {Grain} has been running for {Elapsed} and holds a thread; in it: {Work}")]
    public partial void TurnSlow(GrainId grain, string work, TimeSpan elapsed);

    [LoggerMessage(LogLevel.Warning, "{Call} has not been answered for {Elapsed}. {Why}")]
    public partial void RequestSlow(Call call, TimeSpan elapsed, string why);

    [LoggerMessage(LogLevel.Warning, "{Grain} has {Requests} requests, more than {Limit}")]
    public partial void QueueLong(GrainId grain, int requests, int limit);

    [LoggerMessage(LogLevel.Warning, "{Grain} has {Requests} requests, more than {Limit}; further ones are refused")]
    public partial void QueueFull(GrainId grain, int requests, int limit);

    [LoggerMessage(LogLevel.Error, "The sweep of deadlines and idle activations failed")]
    public partial void SweepFailed(Exception exception);
}

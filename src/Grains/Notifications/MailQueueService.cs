using Grains.Outcomes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Grains.Notifications;

/// <summary>Wakes the queues when the silo has started, so that mails that died with a process go out within a moment.</summary>
internal sealed partial class MailQueueService(
    IGrainFactory grains, IHostApplicationLifetime host, TimeProvider clock, ILogger<MailQueueService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (host.ApplicationStarted.Register(started.SetResult)) await started.Task.WaitAsync(stoppingToken);
        foreach (var queue in grains.MailQueues()) await ResumeAsync(queue, stoppingToken);
    }

    /// <summary>Again and again until it succeeds: storage that fails for a moment must not stop the process.</summary>
    private async Task ResumeAsync(IMailQueueGrain queue, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await queue.ResumeAsync(stopping);
                return;
            }
            catch (TemporarilyUnavailableException passing)
            {
                LogPutOff(passing.Message);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                LogFailed(failure);
            }

            await Task.Delay(Pause, clock, stopping);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Waking the mail queues is put off: {Reason}")]
    private partial void LogPutOff(string reason);

    [LoggerMessage(LogLevel.Warning, "A mail queue could not be woken; it is tried again.")]
    private partial void LogFailed(Exception failure);
}

using Grains.Outcomes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Grains.Chat;

/// <summary>Sweeps once when the silo has started, so that answers that died with a process go on within a moment.</summary>
internal sealed class SessionRecoveryService(
    IGrainFactory grains, IHostApplicationLifetime host, TimeProvider clock, ILogger<SessionRecoveryService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Sweeps, again and again until it succeeds: storage that fails for a moment must not stop the process.</summary>
    public static async Task SweepAsync(IGrainFactory grains, TimeProvider clock, ILogger logger, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await grains.GetGrain<ISessionRecoveryGrain>(ISessionRecoveryGrain.Key).SweepAsync(stopping);
                return;
            }
            catch (TemporarilyUnavailableException passing)
            {
                logger.SweepPutOff(passing.Message);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                logger.SweepFailed(failure);
            }

            await Task.Delay(Pause, clock, stopping);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (host.ApplicationStarted.Register(started.SetResult))
        await using (stoppingToken.Register(() => started.TrySetCanceled(stoppingToken)))
            await started.Task;
        await SweepAsync(grains, clock, logger, stoppingToken);
    }
}

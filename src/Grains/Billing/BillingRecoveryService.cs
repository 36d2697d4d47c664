using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Grains.Billing;

/// <summary>Sweeps once when the silo has started, again until it succeeds, so that payments that died with a process are decided within a moment.</summary>
internal sealed class BillingRecoveryService(
    IGrainFactory grains, IHostApplicationLifetime host, TimeProvider clock, ILogger<BillingRecoveryService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (host.ApplicationStarted.Register(started.SetResult))
        await using (stoppingToken.Register(() => started.TrySetCanceled(stoppingToken)))
            await started.Task;
        while (true)
        {
            try
            {
                await grains.GetGrain<IBillingRecoveryGrain>(IBillingRecoveryGrain.Key).SweepAsync(stoppingToken);
                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                logger.SweepFailed(failure);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }
}

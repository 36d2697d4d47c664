using Microsoft.Extensions.Hosting;

namespace Grains.Chat;

/// <summary>Sweeps once when the silo has started, so that answers that died with a process go on within a moment.</summary>
internal sealed class SessionRecoveryService(IGrainFactory grains, IHostApplicationLifetime host) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (host.ApplicationStarted.Register(started.SetResult))
        await using (stoppingToken.Register(() => started.TrySetCanceled(stoppingToken)))
            await started.Task;
        await grains.GetGrain<ISessionRecoveryGrain>(ISessionRecoveryGrain.Key).SweepAsync(stoppingToken);
    }
}

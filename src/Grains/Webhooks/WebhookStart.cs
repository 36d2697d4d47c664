using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Grains.Webhooks;

/// <summary>Wakes the follower of the log when the silo has started, so that what waits goes out within a moment.</summary>
internal sealed class WebhookStart(IGrainFactory grains, IHostApplicationLifetime host, TimeProvider clock, ILogger<WebhookStart> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (host.ApplicationStarted.Register(started.SetResult))
            await started.Task.WaitAsync(stoppingToken);

        while (true)
        {
            try
            {
                await grains.WebhookFeed().StartAsync(stoppingToken);
                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                logger.FeedFailed(failure);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }
}

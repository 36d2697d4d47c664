using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Grains.Seed;

/// <summary>Has the demo made when the process has started, and keeps what there is to try.</summary>
internal sealed partial class DemoContent(IGrainFactory grains, IHostApplicationLifetime lifetime, ILogger<DemoContent> logger)
    : BackgroundService, IDemoContent
{
    private readonly TaskCompletionSource<DemoView?> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<DemoView?> WhenReadyAsync(CancellationToken cancel) => ready.Task.WaitAsync(cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var onStart = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            ready.SetResult(await grains.GetGrain<IDemoGrain>(IDemoGrain.Key).MakeAsync(stoppingToken));
        }
        catch (Exception failure)
        {
            // The product works without a demo, so it does not stop for one.
            ready.TrySetResult(null);
            if (!stoppingToken.IsCancellationRequested)
                LogFailed(failure);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The demo could not be made; the next start tries again.")]
    private partial void LogFailed(Exception failure);
}

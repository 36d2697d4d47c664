using Grains.Clones;
using Grains.Outcomes;
using Grains.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Knowledge;

/// <summary>
/// Picks up what a crash has left: documents that are neither completed nor failed, clones that are half deleted, files that no
/// document holds. At once when the silo has started, then again and again, because another silo may die at any time.
/// </summary>
internal sealed partial class KnowledgeRecovery(
    IGrainFactory grains,
    CloneLog clones,
    IKnowledgeStore store,
    IBlobStore blobs,
    IOptions<KnowledgeOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<KnowledgeRecovery> logger) : BackgroundService
{
    private const int PageSize = 100;

    /// <summary>Longer than any upload takes.</summary>
    private static readonly TimeSpan LooseBlobAge = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStart = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.RecoverySeconds), clock);
        do
        {
            try
            {
                await RecoverAsync(stoppingToken);
            }
            catch (TemporarilyUnavailableException passing)
            {
                LogUnavailable(passing.Message);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RecoverAsync(CancellationToken cancel)
    {
        foreach (var cloneId in await store.ListUnfinishedAsync(cancel))
            await grains.KnowledgeBase(cloneId).ResumeAsync(cancel);
        await FinishDeletionsAsync(cancel);
        foreach (var name in await store.ListLooseBlobsAsync(clock.GetUtcNow() - LooseBlobAge, PageSize, cancel))
        {
            await blobs.DeleteAsync(name, cancel);
            await store.RemoveLooseBlobAsync(name, cancel);
        }
    }

    private async Task FinishDeletionsAsync(CancellationToken cancel)
    {
        Guid? last = null;
        while (await clones.ListUnfinishedAsync(last, PageSize, cancel) is { Count: > 0 } page)
        {
            foreach (var cloneId in page)
                if ((await clones.ReadAsync(cloneId, cancel)).State is { } state)
                    await grains.Clone(cloneId).DeleteAsync(new DeleteClone(state.OwnerId), cancel);
            last = page[^1];
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Looking for interrupted work failed; it is tried again.")]
    private partial void LogFailed(Exception failure);

    /// <summary>Storage that fails for a while says so itself, once.</summary>
    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "Looking for interrupted work is put off: {Reason}")]
    private partial void LogUnavailable(string reason);
}

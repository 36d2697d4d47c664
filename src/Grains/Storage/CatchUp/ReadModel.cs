using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Grains.Storage.CatchUp;

/// <summary>Runs one pass at a time, for whoever asks together and now and then for nobody, so that no reader has much to wait for.</summary>
/// <param name="interval">How far behind rows that nobody asks for are at most; above zero.</param>
internal sealed partial class ReadModel(CatchUpPass pass, TimeSpan interval, TimeProvider clock, ILogger<ReadModel> logger) : BackgroundService, IReadModel
{
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock gate = new();
    private TaskCompletionSource next = NewPass();
    private bool stopped;

    public Task CatchUpAsync(CancellationToken cancel)
    {
        if (pass.IsEmpty) return Task.CompletedTask;

        Task answered;
        lock (gate)
        {
            if (stopped) throw new StorageUnavailableException("The read model is closed.");
            answered = next.Task;
        }

        wakes.Writer.TryWrite(true);
        return answered.WaitAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (pass.IsEmpty) return;

        using var later = clock.CreateTimer(_ => wakes.Writer.TryWrite(true), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (var _ in wakes.Reader.ReadAllAsync(stoppingToken))
            {
                await RunAsync(stoppingToken);
                later.Change(interval, Timeout.InfiniteTimeSpan);
            }
        }
        finally
        {
            lock (gate)
            {
                stopped = true;
                next.TrySetException(new StorageUnavailableException("The read model is closed."));
            }
        }
    }

    private static TaskCompletionSource NewPass()
    {
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // A pass that nobody asked for may fail without being looked at.
        _ = made.Task.ContinueWith(static done => done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return made;
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        // Whoever asks from here on waits for the next pass: this one may have looked for the end before.
        TaskCompletionSource asked;
        lock (gate) (asked, next) = (next, NewPass());
        try
        {
            await pass.RunAsync(cancel);
            asked.SetResult();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            asked.SetException(new StorageUnavailableException("The read model is closed."));
        }
        catch (Exception failure)
        {
            // The storage tells of its own outages, once.
            if (failure is not (StorageUnavailableException or StorageBusyException)) LogPassFailed(failure);
            asked.SetException(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "The read model cannot follow the log; what it shows is as old as the last pass.")]
    private partial void LogPassFailed(Exception failure);
}

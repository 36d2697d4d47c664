using Grains.Outcomes;
using Grains.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Exports;

/// <summary>Removes exports that have expired, again and again, as silos may come and go.</summary>
internal sealed partial class ExportSweeper(
    IGrainFactory grains, IDatabase database, IOptions<ExportOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ExportSweeper> logger)
    : BackgroundService
{
    private const int PageSize = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStart = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        using var timer = new PeriodicTimer(options.Value.SweepInterval, clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
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

    private async Task SweepAsync(CancellationToken cancel)
    {
        while (true)
        {
            var expired = await database.ReadAsync(
                sql => sql.QueryAsync(
                    "SELECT export_id FROM export_listing WHERE expires_at <= ? ORDER BY expires_at LIMIT ?",
                    static row => row.Guid(0),
                    clock.GetUtcNow(),
                    PageSize),
                cancel);
            var removed = 0;
            foreach (var exportId in expired)
                if (await grains.Export(exportId).RemoveAsync(null, cancel)) removed++;
            if (removed < PageSize) return;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Removing expired exports failed; it is tried again.")]
    private partial void LogFailed(Exception failure);

    /// <summary>Storage that fails for a while says so itself, once.</summary>
    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "Removing expired exports is put off: {Reason}")]
    private partial void LogUnavailable(string reason);
}

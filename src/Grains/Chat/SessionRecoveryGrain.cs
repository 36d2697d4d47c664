using Grains.Outcomes;
using Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Grains.Chat;

/// <summary>Sweeps the log for sessions with open turns and wakes them; their activation does the rest.</summary>
internal sealed class SessionRecoveryGrain(IEventLog log, ILogger<SessionRecoveryGrain> logger) : Grain, ISessionRecoveryGrain, IRemindable
{
    private const string Reminder = "sweep";
    private const int PageSize = 64;

    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        return await WakeAllAsync(cancel);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => WakeAllAsync(CancellationToken.None);

    private async Task<int> WakeAllAsync(CancellationToken cancel)
    {
        var woken = 0;
        IReadOnlyList<string> page;
        for (var after = ""; ; after = page[^1])
        {
            page = await log.ListUnfinishedAsync(ChatSessionAddress.Prefix, after, PageSize, cancel);
            if (page.Count == 0) break;
            woken += (await Task.WhenAll(page.Select(key => WakeAsync(key, cancel)))).Count(succeeded => succeeded);
        }

        if (woken > 0) logger.Recovered(woken);
        return woken;
    }

    private async Task<bool> WakeAsync(string key, CancellationToken cancel)
    {
        try
        {
            await GrainFactory.GetGrain<IChatSessionGrain>(key).RecoverAsync(cancel);
            return true;
        }
        catch (TemporarilyUnavailableException passing)
        {
            logger.RecoveryPutOff(key, passing.Message);
            return false;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            logger.RecoveryFailed(key, failure);
            return false;
        }
    }
}

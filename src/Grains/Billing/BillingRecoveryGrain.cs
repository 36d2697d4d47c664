using Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Grains.Billing;

/// <summary>Sweeps the log for billing accounts with open payments or debts, and for sandbox payments with an event unsent.</summary>
internal sealed class BillingRecoveryGrain(IEventLog log, ILogger<BillingRecoveryGrain> logger) : Grain, IBillingRecoveryGrain, IRemindable
{
    private const string Reminder = "sweep";
    private const string Months = "months";
    private const int PageSize = 32;

    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
        await this.RegisterOrUpdateReminder(Months, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        var recovered = await RecoverAllAsync(cancel);
        await CloseMonthsAsync(cancel);
        return recovered;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        reminderName == Months ? CloseMonthsAsync(CancellationToken.None) : RecoverAllAsync(CancellationToken.None);

    private Task CloseMonthsAsync(CancellationToken cancel) => GrainFactory.GetGrain<IInvoiceBookGrain>(IInvoiceBookGrain.Key).CloseMonthsAsync(cancel);

    private async Task<int> RecoverAllAsync(CancellationToken cancel)
    {
        var recovered = await RecoverAsync(
            SandboxPaymentAddress.Prefix, key => GrainFactory.GetGrain<ISandboxPaymentGrain>(key).RecoverAsync(cancel), cancel);
        recovered += await RecoverAsync(
            BillingAccountAddress.Prefix, key => GrainFactory.GetGrain<IBillingAccountGrain>(key).RecoverAsync(cancel), cancel);
        if (recovered > 0) logger.Recovered(recovered);
        return recovered;
    }

    private async Task<int> RecoverAsync(string prefix, Func<string, Task> recover, CancellationToken cancel)
    {
        var recovered = 0;
        IReadOnlyList<string> page;
        for (var after = ""; ; after = page[^1])
        {
            page = await log.ListUnfinishedAsync(prefix, after, PageSize, cancel);
            if (page.Count == 0) return recovered;
            recovered += (await Task.WhenAll(page.Select(key => TryAsync(key, recover, cancel)))).Count(succeeded => succeeded);
        }
    }

    private async Task<bool> TryAsync(string key, Func<string, Task> recover, CancellationToken cancel)
    {
        try
        {
            await recover(key);
            return true;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            logger.RecoveryFailed(key, failure);
            return false;
        }
    }
}

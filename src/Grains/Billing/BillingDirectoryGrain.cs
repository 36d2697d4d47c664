using Grains.Chat;
using Grains.Chat.Listing;
using Grains.Outcomes;
using Grains.Storage.CatchUp;
using Orleans.Concurrency;

namespace Grains.Billing;

[StatelessWorker]
internal sealed class BillingDirectoryGrain(InvoiceDirectory directory, IReadModel readModel, TimeProvider clock) : Grain, IBillingDirectoryGrain
{
    public async Task<InvoiceListView> ListInvoicesAsync(ListInvoices query, CancellationToken cancel)
    {
        await CloseAsync(query.UserId, cancel);
        return await directory.ListAsync(query, cancel);
    }

    public async Task<Outcome<InvoiceView>> GetInvoiceAsync(Guid userId, Guid invoiceId, CancellationToken cancel)
    {
        await CloseAsync(userId, cancel);
        return await directory.FindAsync(userId, invoiceId, cancel) is { } found ? found : BillingRefusals.InvoiceNotFound;
    }

    public async Task<BillingUsageView> GetUsageAsync(Guid userId, CancellationToken cancel)
    {
        var month = await CloseAsync(userId, cancel);
        var open = await directory.ReadOpenAsync(userId, cancel);
        var customer = await GrainFactory.BillingAccount(userId).GetAsync(cancel);
        return new BillingUsageView(
            Calendar.StartOfMonth(month), Calendar.StartOfMonth(month + 1), [.. open.OrderBy(type => type.Type)], customer.Cards.FirstOrDefault(card => card.IsDefault));
    }

    public async Task<Outcome<SessionChargeView>> ChargeAsync(ChargeSession command, CancellationToken cancel)
    {
        var found = await GrainFactory.ChatSession(command.SessionId).GetAsync(command.UserId, cancel);
        if (found.IsRefused(out var refusal, out var session)) return refusal;
        return session.Status == SessionStatus.Ended ? SessionCharging.Check(command, session) : BillingRefusals.SessionRunning;
    }

    /// <summary>Invoices what has closed of a user's months, and says which month is open.</summary>
    private async Task<long> CloseAsync(Guid userId, CancellationToken cancel)
    {
        await readModel.CatchUpAsync(cancel);
        var month = Calendar.MonthOf(clock.GetUtcNow());
        if (await directory.IsDueAsync(userId, month - 1, cancel))
            await GrainFactory.GetGrain<IInvoiceBookGrain>(IInvoiceBookGrain.Key).IssueAsync(userId, final: false, cancel);
        return month;
    }
}

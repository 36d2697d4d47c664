using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Grains.Storage;
using Grains.Storage.CatchUp;
using Microsoft.Extensions.Logging;
using Calendar = Grains.Chat.Listing.Calendar;

namespace Grains.Billing;

/// <summary>
/// A year's invoices are the events of one stream, and an invoice's number is its event's: the log gives none twice and leaves none out,
/// whatever crashes. That a user's n-th invoice is there once is its operation id.
/// </summary>
internal sealed class InvoiceBookGrain(
    IEventLog log, InvoiceDirectory directory, IReadModel readModel, TimeProvider clock, ILogger<InvoiceBookGrain> logger) : Grain, IInvoiceBookGrain
{
    private const int PageSize = 100;
    private const int MaxAttempts = 5;

    private static readonly TimeSpan PayWithin = TimeSpan.FromDays(14);

    public async Task<int> CloseMonthsAsync(CancellationToken cancel)
    {
        await readModel.CatchUpAsync(cancel);
        var last = Calendar.MonthOf(clock.GetUtcNow()) - 1;
        var issued = 0;
        Guid? after = null;
        while (await directory.ListDueAsync(last, after, PageSize, cancel) is { Count: > 0 } page)
        {
            foreach (var userId in page) issued += await IssueAsync(userId, last, null, cancel);
            after = page[^1];
        }

        if (issued > 0) logger.InvoicesIssued(issued);
        return issued;
    }

    public async Task<int> IssueAsync(Guid userId, bool final, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var issued = await IssueAsync(userId, Calendar.MonthOf(now) - 1, null, cancel);
        return final ? issued + await IssueAsync(userId, Calendar.MonthOf(now), now, cancel) : issued;
    }

    /// <param name="date">Of the invoice; null for the first instant after its month.</param>
    private async Task<int> IssueAsync(Guid userId, long last, DateTimeOffset? date, CancellationToken cancel)
    {
        var issued = 0;
        for (var attempt = 0; attempt < MaxAttempts;)
        {
            await readModel.CatchUpAsync(cancel);
            var basis = await directory.ReadBasisAsync(userId, last, cancel);
            if (InvoicePlan.Make(basis.Charges, basis.Billed, basis.Issued.ToHashSet(), last) is not [var planned, ..]) return issued;

            // One at a time, each from what is stored then.
            if (await AppendAsync(userId, basis.Issued.Count + 1, planned, date ?? Calendar.StartOfMonth(planned.Month + 1))) issued++;
            else attempt++;
        }

        throw new StorageBusyException(MaxAttempts);
    }

    private async Task<bool> AppendAsync(Guid userId, int ordinal, PlannedInvoice planned, DateTimeOffset date)
    {
        var year = date.UtcDateTime.Year;
        var stream = string.Create(CultureInfo.InvariantCulture, $"invoices-{year:0000}");
        var head = await log.GetHeadAsync(stream, CancellationToken.None);
        var name = string.Create(CultureInfo.InvariantCulture, $"invoice:{userId:N}:{ordinal}");
        var invoice = new InvoiceState(
            new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)),
            string.Create(CultureInfo.InvariantCulture, $"INV-{year:0000}-{head.Seq + 1:000}"),
            userId, ordinal, planned.Month, date, date + PayWithin, planned.Lines.Sum(line => line.Micros), planned.Lines);
        var appended = await log.AppendAsync(
            new LogAppend(stream, head.Seq, head.Epoch, clock.GetUtcNow(), [new NewEvent(InvoiceRows.Issued, BillingLog.Serialize(invoice), name)]),
            CancellationToken.None);
        return appended.Status == AppendStatus.Appended;
    }
}

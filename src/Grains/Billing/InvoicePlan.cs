using System.Collections.Immutable;
using Grains.Chat;

namespace Grains.Billing;

/// <summary>
/// What invoices a user is still to be given: pure. A line is what a session was charged up to the invoice's month and what no invoice
/// before has billed, so that a charge which came to be known late is on the next invoice, and all of them together are the ledger's charges.
/// </summary>
internal static class InvoicePlan
{
    /// <param name="charges">All of the user's, any order.</param>
    /// <param name="billed">What invoices have billed of each session.</param>
    /// <param name="issued">Months that have their invoice.</param>
    /// <param name="last">The last month that may be billed.</param>
    public static IReadOnlyList<PlannedInvoice> Make(
        IReadOnlyList<SessionCharge> charges, IReadOnlyDictionary<Guid, BilledSession> billed, IReadOnlySet<long> issued, long last)
    {
        var done = new Dictionary<Guid, BilledSession>(billed);
        var plan = new List<PlannedInvoice>();
        foreach (var month in charges.Select(charge => charge.Month).Append(last).Where(month => month <= last && !issued.Contains(month)).Distinct().Order())
        {
            var lines = LinesOf(charges, done, month);
            if (!lines.IsEmpty) plan.Add(new PlannedInvoice(month, lines));
        }

        return plan;
    }

    private static ImmutableArray<InvoiceLineState> LinesOf(IReadOnlyList<SessionCharge> charges, Dictionary<Guid, BilledSession> done, long month)
    {
        var lines = ImmutableArray.CreateBuilder<InvoiceLineState>();
        var sessions = charges.Where(charge => charge.Month <= month).GroupBy(charge => charge.SessionId).OrderBy(session => session.First().StartedAt);
        foreach (var session in sessions)
        {
            var before = done.GetValueOrDefault(session.Key);
            var total = new BilledSession(session.Sum(charge => charge.Micros), session.Sum(charge => charge.ActiveTicks));
            if (total.Micros <= before.Micros) continue;
            var first = session.First();
            lines.Add(new InvoiceLineState(
                session.Key, first.ExpertName, first.Type, Math.Max(0, total.ActiveTicks - before.ActiveTicks), total.Micros - before.Micros));
            done[session.Key] = total with { ActiveTicks = Math.Max(total.ActiveTicks, before.ActiveTicks) };
        }

        return lines.ToImmutable();
    }
}

internal sealed record SessionCharge(Guid SessionId, long Month, SessionType Type, string ExpertName, DateTimeOffset StartedAt, long Micros, long ActiveTicks);

internal readonly record struct BilledSession(long Micros, long ActiveTicks);

internal sealed record PlannedInvoice(long Month, ImmutableArray<InvoiceLineState> Lines);

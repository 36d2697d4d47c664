using Grains.Chat;
using Grains.Storage;

namespace Grains.Billing;

/// <summary>Reads what <see cref="ChargeProjection"/> keeps.</summary>
internal sealed class InvoiceDirectory(IDatabase database)
{
    /// <summary>Users with charges up to a month that are on no invoice, in id order after a given one.</summary>
    public Task<List<Guid>> ListDueAsync(long month, Guid? after, int limit, CancellationToken cancel) => database.ReadAsync(
        sql => sql.QueryAsync(
            """
            SELECT c.user_id FROM billing_charges c WHERE c.month <= ? AND c.user_id > ? GROUP BY c.user_id
            HAVING SUM(c.micros) > coalesce((SELECT SUM(i.micros) FROM billing_invoices i WHERE i.user_id = c.user_id), 0)
            ORDER BY c.user_id LIMIT ?
            """,
            static row => row.Guid(0),
            month, after?.ToString("N") ?? "", limit),
        cancel);

    /// <summary>Whether a user has charges up to a month that are on no invoice.</summary>
    public Task<bool> IsDueAsync(Guid userId, long month, CancellationToken cancel) => database.ReadAsync(
        async sql => await sql.NumberAsync("SELECT CAST(coalesce(SUM(micros), 0) AS BIGINT) FROM billing_charges WHERE user_id = ? AND month <= ?", userId, month)
            > await sql.NumberAsync("SELECT CAST(coalesce(SUM(micros), 0) AS BIGINT) FROM billing_invoices WHERE user_id = ?", userId),
        cancel);

    public Task<InvoiceBasis> ReadBasisAsync(Guid userId, long month, CancellationToken cancel) => database.ReadAsync(
        async sql =>
        {
            var charges = await sql.QueryAsync(
                "SELECT session_id, month, type, expert_name, started_at, micros, active_ticks FROM billing_charges WHERE user_id = ? AND month <= ?",
                static row => new SessionCharge(row.Guid(0), row.Int64(1), (SessionType)row.Int64(2), row.Text(3), row.Time(4), row.Int64(5), row.Int64(6)),
                userId, month);
            var billed = await sql.QueryAsync(
                "SELECT session_id, CAST(SUM(micros) AS BIGINT), CAST(SUM(active_ticks) AS BIGINT) FROM billing_invoice_lines WHERE user_id = ? GROUP BY session_id",
                static row => KeyValuePair.Create(row.Guid(0), new BilledSession(row.Int64(1), row.Int64(2))),
                userId);
            var issued = await sql.QueryAsync("SELECT month FROM billing_invoices WHERE user_id = ?", static row => row.Int64(0), userId);
            return new InvoiceBasis(charges, new Dictionary<Guid, BilledSession>(billed), issued);
        },
        cancel);

    public Task<InvoiceListView> ListAsync(ListInvoices query, CancellationToken cancel) => database.ReadAsync(
        async sql =>
        {
            var total = (int)await sql.NumberAsync("SELECT count(*) FROM billing_invoices WHERE user_id = ?", query.UserId);
            var invoices = await sql.QueryAsync(
                $"{Columns} WHERE user_id = ? ORDER BY date DESC, id DESC LIMIT ? OFFSET ?", ReadInvoice, query.UserId, query.Limit, (long)(query.Page - 1) * query.Limit);
            for (var at = 0; at < invoices.Count; at++) invoices[at] = await WithLinesAsync(sql, invoices[at]);
            return new InvoiceListView([.. invoices], total);
        },
        cancel);

    public Task<InvoiceView?> FindAsync(Guid userId, Guid invoiceId, CancellationToken cancel) => database.ReadAsync(
        async sql => await sql.FirstAsync($"{Columns} WHERE invoice_id = ? AND user_id = ?", ReadInvoice, invoiceId, userId) is { } invoice
            ? await WithLinesAsync(sql, invoice)
            : null,
        cancel);

    public async Task<int> CountAsync(Guid userId, CancellationToken cancel) => await database.ReadAsync(
        async sql => (int)await sql.NumberAsync("SELECT count(*) FROM billing_invoices WHERE user_id = ?", userId), cancel);

    /// <summary>What is on no invoice yet, by kind of session.</summary>
    public Task<List<UsageOfType>> ReadOpenAsync(Guid userId, CancellationToken cancel) => database.ReadAsync(
        sql => sql.QueryAsync(
            """
            SELECT o.type, count(*), CAST(SUM(o.micros) AS BIGINT), CAST(SUM(o.ticks) AS BIGINT) FROM (
                SELECT c.type AS type,
                    SUM(c.micros) - coalesce(min(b.micros), 0) AS micros,
                    SUM(c.active_ticks) - coalesce(min(b.ticks), 0) AS ticks
                FROM billing_charges c
                LEFT JOIN (
                    SELECT session_id, SUM(micros) AS micros, SUM(active_ticks) AS ticks FROM billing_invoice_lines WHERE user_id = ? GROUP BY session_id
                ) b ON b.session_id = c.session_id
                WHERE c.user_id = ?
                GROUP BY c.session_id, c.type
            ) o WHERE o.micros > 0 GROUP BY o.type
            """,
            static row => new UsageOfType((SessionType)row.Int64(0), row.Int32(1), row.Int64(2), Math.Max(0, row.Int64(3))),
            userId, userId),
        cancel);

    private const string Columns = "SELECT invoice_id, number, month, date, due_date, micros FROM billing_invoices";

    private static InvoiceView ReadInvoice(ISqlRow row) => new(row.Guid(0), row.Text(1), row.Time(3), row.Time(4), row.Int64(5), []);

    private static async ValueTask<InvoiceView> WithLinesAsync(ISql sql, InvoiceView invoice) => invoice with
    {
        Lines =
        [
            .. await sql.QueryAsync(
                "SELECT session_id, expert_name, type, active_ticks, micros FROM billing_invoice_lines WHERE invoice_id = ? ORDER BY position",
                static row => new InvoiceLineView(row.Guid(0), row.Text(1), (SessionType)row.Int64(2), new TimeSpan(row.Int64(3)), row.Int64(4)),
                invoice.InvoiceId),
        ],
    };
}

internal sealed record InvoiceBasis(List<SessionCharge> Charges, Dictionary<Guid, BilledSession> Billed, List<long> Issued);

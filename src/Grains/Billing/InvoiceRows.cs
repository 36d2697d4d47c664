using Grains.Storage;

namespace Grains.Billing;

/// <summary>
/// The read model's invoices and their lines, kept by <see cref="ChargeProjection"/> in step with its charges, so that what is on no invoice
/// can be told from both at any moment. Those of a user who is gone stay, and are nobody's.
/// </summary>
internal static class InvoiceRows
{
    public const string Issued = "billing.invoice-issued";

    private const string Save = """
        INSERT INTO billing_invoices (invoice_id, number, user_id, month, date, due_date, micros) VALUES (?, ?, ?, ?, ?, ?, ?)
        """;

    private const string SaveLine = """
        INSERT INTO billing_invoice_lines (invoice_id, position, user_id, session_id, expert_name, type, active_ticks, micros) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """;

    public static void Reset(IReadModelWriter rows) => rows.Define("""
        DROP TABLE IF EXISTS billing_invoices;
        CREATE TABLE billing_invoices (
            id INTEGER PRIMARY KEY,
            invoice_id TEXT NOT NULL UNIQUE,
            number TEXT NOT NULL UNIQUE,
            user_id TEXT NOT NULL,
            month INTEGER NOT NULL,
            date INTEGER NOT NULL,
            due_date INTEGER NOT NULL,
            micros INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX billing_invoices_user ON billing_invoices (user_id, month, micros);

        DROP TABLE IF EXISTS billing_invoice_lines;
        CREATE TABLE billing_invoice_lines (
            invoice_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            user_id TEXT NOT NULL,
            session_id TEXT NOT NULL,
            expert_name TEXT NOT NULL,
            type INTEGER NOT NULL,
            active_ticks INTEGER NOT NULL,
            micros INTEGER NOT NULL,
            PRIMARY KEY (invoice_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX billing_invoice_lines_user ON billing_invoice_lines (user_id, session_id, micros, active_ticks);
        """);

    public static void Forget(IReadModelWriter rows, Guid userId)
    {
        rows.Execute("UPDATE billing_invoices SET user_id = '' WHERE user_id = ?", userId);
        rows.Execute("UPDATE billing_invoice_lines SET user_id = '' WHERE user_id = ?", userId);
    }

    public static void Add(IReadModelWriter rows, LoggedEvent logged)
    {
        var invoice = BillingLog.Parse<InvoiceState>(logged.Data);
        rows.Execute(Save, invoice.InvoiceId, invoice.Number, invoice.UserId, invoice.Month, invoice.Date, invoice.DueDate, invoice.AmountMicros);
        for (var at = 0; at < invoice.Lines.Length; at++)
        {
            var line = invoice.Lines[at];
            rows.Execute(SaveLine, invoice.InvoiceId, at, invoice.UserId, line.SessionId, line.ExpertName, (long)line.Type, line.ActiveTicks, line.Micros);
        }
    }
}

using Grains.Chat;
using Grains.Chat.Listing;
using Grains.Storage;
using Grains.Storage.CatchUp;

namespace Grains.Billing;

/// <summary>
/// The read model's charges: what each session was charged in each month (UTC), in the ledger's own figures, and the active time that
/// belongs to it, and the invoices. A charge counts in the month of its event.
/// </summary>
internal sealed class ChargeProjection : ICatchUpProjection
{
    private const string Start = """
        INSERT INTO billing_sessions (session_id, user_id, type, expert_name, started_at, active_ticks) VALUES (?, ?, ?, ?, ?, 0)
        ON CONFLICT (session_id) DO NOTHING
        """;

    private const string Charge = """
        INSERT INTO billing_charges (session_id, month, user_id, type, expert_name, started_at, micros, active_ticks)
        SELECT session_id, ?, user_id, type, expert_name, started_at, ?, ? - active_ticks FROM billing_sessions WHERE session_id = ?
        ON CONFLICT (session_id, month) DO UPDATE SET
            micros = billing_charges.micros + excluded.micros, active_ticks = billing_charges.active_ticks + excluded.active_ticks
        """;

    private const string Count = "UPDATE billing_sessions SET active_ticks = ? WHERE session_id = ?";

    /// <summary>Time after the last charge, in the month of that charge only: an invoice that may be out is not changed.</summary>
    private const string End = """
        UPDATE billing_charges SET active_ticks = active_ticks + ? - (SELECT s.active_ticks FROM billing_sessions s WHERE s.session_id = ?)
        WHERE session_id = ? AND month = ?
        """;

    private const string Tables = """
        DROP TABLE IF EXISTS billing_sessions;
        CREATE TABLE billing_sessions (
            session_id TEXT NOT NULL PRIMARY KEY,
            user_id TEXT NOT NULL,
            type INTEGER NOT NULL,
            expert_name TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            active_ticks INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX billing_sessions_user ON billing_sessions (user_id);

        DROP TABLE IF EXISTS billing_charges;
        CREATE TABLE billing_charges (
            session_id TEXT NOT NULL,
            month INTEGER NOT NULL,
            user_id TEXT NOT NULL,
            type INTEGER NOT NULL,
            expert_name TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            micros INTEGER NOT NULL,
            active_ticks INTEGER NOT NULL,
            PRIMARY KEY (session_id, month)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX billing_charges_user ON billing_charges (user_id, month, micros);
        """;

    public string Name => "billing_charges";

    public int Version => 1;

    public IReadOnlyList<string> Types { get; } =
        [SessionEventCodec.Started, SessionEventCodec.Charged, SessionEventCodec.Ended, InvoiceRows.Issued, BillingLog.AccountErased];

    public void Reset(IReadModelWriter rows)
    {
        rows.Define(Tables);
        InvoiceRows.Reset(rows);
    }

    public void Apply(IReadModelWriter rows, IReadOnlyList<LoggedEvent> batch)
    {
        // A session's charges of one month are one change of its row.
        var pending = new Dictionary<string, PendingCharge>(StringComparer.Ordinal);
        foreach (var logged in batch)
        {
            switch (logged.Type)
            {
                case BillingLog.AccountErased:
                    Flush(rows, pending);
                    Forget(rows, BillingAccountAddress.Parse(logged.Stream));
                    break;
                case InvoiceRows.Issued:
                    InvoiceRows.Add(rows, logged);
                    break;
                case SessionEventCodec.Started when SessionEventCodec.Decode(logged) is ChatSessionStarted started:
                    rows.Execute(Start, ChatSessionAddress.Parse(logged.Stream), started.OwnerId, (long)started.Type, started.Snapshot.Name, started.At);
                    break;
                case SessionEventCodec.Charged when SessionEventCodec.Decode(logged) is SessionCharged charged:
                    Add(rows, pending, logged, charged);
                    break;
                case SessionEventCodec.Ended when SessionEventCodec.Decode(logged) is ChatSessionEnded ended:
                    Flush(rows, pending);
                    var sessionId = ChatSessionAddress.Parse(logged.Stream);
                    rows.Execute(End, ended.ActiveTime.Ticks, sessionId, sessionId, Calendar.MonthOf(logged.At));
                    rows.Execute(Count, ended.ActiveTime.Ticks, sessionId);
                    break;
            }
        }

        Flush(rows, pending);
    }

    private static void Add(
        IReadModelWriter rows, Dictionary<string, PendingCharge> pending, LoggedEvent logged, SessionCharged charged)
    {
        var month = Calendar.MonthOf(logged.At);

        // Active time is counted from the charge before, so a session's months are written in order.
        if (pending.TryGetValue(logged.Stream, out var known) && known.Month != month)
        {
            Write(rows, logged.Stream, known);
            known = default;
        }

        pending[logged.Stream] = new PendingCharge(month, known.Micros + charged.AmountMicros, charged.ActiveTime.Ticks);
    }

    private static void Flush(IReadModelWriter rows, Dictionary<string, PendingCharge> pending)
    {
        foreach (var (stream, charge) in pending) Write(rows, stream, charge);
        pending.Clear();
    }

    private static void Write(IReadModelWriter rows, string stream, PendingCharge charge)
    {
        var sessionId = ChatSessionAddress.Parse(stream);
        rows.Execute(Charge, charge.Month, charge.Micros, charge.Ticks, sessionId);
        rows.Execute(Count, charge.Ticks, sessionId);
    }

    /// <summary>Charges and invoices stay, because the books need them, and are nobody's from now on.</summary>
    private static void Forget(IReadModelWriter rows, Guid userId)
    {
        InvoiceRows.Forget(rows, userId);
        rows.Execute("UPDATE billing_charges SET user_id = '' WHERE user_id = ?", userId);
        rows.Execute("UPDATE billing_sessions SET user_id = '' WHERE user_id = ?", userId);
    }

    /// <param name="Ticks">The session's active time at its last charge.</param>
    private readonly record struct PendingCharge(long Month, long Micros, long Ticks);
}

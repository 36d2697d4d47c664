using Grains.Storage;

namespace Grains.Billing;

/// <summary>The read model's payments: one row each, found by our id and by the gateway's.</summary>
internal sealed class PaymentProjection : IProjection
{
    private const string Save = """
        INSERT INTO billing_payments (payment_id, user_id, gateway_payment_id, created_at, data) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (payment_id) DO UPDATE SET gateway_payment_id = excluded.gateway_payment_id, data = excluded.data
        """;

    public string Name => "billing_payments";

    public int Version => 1;

    public IReadOnlyList<string> Types => BillingLog.PaymentEvents;

    public void Reset(IReadModelWriter rows) => rows.Define("""
        DROP TABLE IF EXISTS billing_payments;
        CREATE TABLE billing_payments (
            id INTEGER PRIMARY KEY,
            payment_id TEXT NOT NULL UNIQUE,
            user_id TEXT NOT NULL,
            gateway_payment_id TEXT,
            created_at INTEGER NOT NULL,
            data BLOB NOT NULL
        ) STRICT;
        CREATE INDEX billing_payments_user ON billing_payments (user_id, id);
        CREATE INDEX billing_payments_gateway ON billing_payments (gateway_payment_id);
        """);

    public void Apply(IReadModelWriter rows, LoggedEvent logged)
    {
        var payment = BillingLog.Parse<PaymentState>(logged.Data);
        rows.Execute(Save, payment.PaymentId, payment.UserId, payment.GatewayPaymentId, payment.CreatedAt, logged.Data);
    }
}

using Grains.Storage;

namespace Grains.Billing;

/// <summary>Reads what <see cref="PaymentProjection"/> keeps.</summary>
internal sealed class PaymentDirectory(IDatabase database)
{
    public Task<PaymentState?> FindAsync(Guid paymentId, CancellationToken cancel) => database.ReadAsync(
        sql => sql.FirstAsync("SELECT data FROM billing_payments WHERE payment_id = ?", Read, paymentId), cancel);

    public Task<PaymentState?> FindByGatewayAsync(string gatewayPaymentId, CancellationToken cancel) => database.ReadAsync(
        sql => sql.FirstAsync("SELECT data FROM billing_payments WHERE gateway_payment_id = ?", Read, gatewayPaymentId), cancel);

    /// <summary>All of a user's payments.</summary>
    public Task<List<PaymentState>> ListAsync(Guid userId, CancellationToken cancel) => database.ReadAsync(
        sql => sql.QueryAsync("SELECT data FROM billing_payments WHERE user_id = ? ORDER BY id", Read, userId), cancel);

    public Task<(List<PaymentState> Payments, int Total)> ListAsync(Guid userId, int page, int limit, CancellationToken cancel) => database.ReadAsync(
        async sql =>
        {
            var total = (int)await sql.NumberAsync("SELECT count(*) FROM billing_payments WHERE user_id = ?", userId);
            var payments = await sql.QueryAsync(
                "SELECT data FROM billing_payments WHERE user_id = ? ORDER BY id DESC LIMIT ? OFFSET ?", Read, userId, limit, (long)(page - 1) * limit);
            return (payments, total);
        },
        cancel);

    private static PaymentState Read(ISqlRow row) => BillingLog.Parse<PaymentState>(row.Blob(0));
}

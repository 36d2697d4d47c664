namespace Grains.Billing;

/// <summary>An account's state as callers see it.</summary>
internal static class BillingViewing
{
    public static BillingCustomerView Customer(BillingState state, IPaymentGateway gateway) => new(
        state.UserId,
        state.CustomerId,
        state.Address,
        [.. state.Cards.Select(card => Card(card, state))],
        state.OwedMicros,
        gateway.Name,
        gateway.IsSandbox,
        gateway.IsLive);

    public static CardView Card(CardState card, BillingState state) => new(
        card.CardId, card.Brand, card.Last4, card.ExpiryMonth, card.ExpiryYear, state.DefaultCard?.CardId == card.CardId, card.AddedAt);

    /// <param name="seen">What the gateway has just said of it, for what is not kept.</param>
    public static PaymentView Payment(PaymentState payment, GatewayPayment? seen)
    {
        var waits = payment.Status == PaymentStatus.RequiresAction;
        return new PaymentView(
            payment.PaymentId, payment.Status, payment.AmountMicros, payment.Currency, payment.Brand, payment.Last4, payment.Reason,
            payment.RefundedMicros, payment.DisputedMicros, payment.CreatedAt, payment.SettledAt, payment.Sandbox, payment.LiveMode,
            waits ? seen?.ClientSecret : null,
            waits ? seen?.ActionUrl : null);
    }
}

using Grains.Storage;

namespace Grains.Billing;

/// <summary>Takes out of a billing account's events what says who somebody is: address, cards, the customer at the gateway. Amounts and times stay.</summary>
internal static class BillingRedaction
{
    public static PaymentState Of(PaymentState payment) =>
        payment with { CardId = null, CustomerId = "", MethodId = "", Brand = "", Last4 = "" };

    public static ReadOnlyMemory<byte> Of(LoggedEvent logged)
    {
        if (logged.Type == BillingLog.Saved)
        {
            var account = BillingLog.Parse<BillingState>(logged.Data);
            return BillingLog.Serialize(account with
            {
                CustomerId = null,
                Address = null,
                Cards = [],
                DefaultCardId = null,
                Open = [.. account.Open.Select(Of)],
            });
        }

        return BillingLog.PaymentEvents.Contains(logged.Type) ? BillingLog.Serialize(Of(BillingLog.Parse<PaymentState>(logged.Data))) : logged.Data;
    }
}

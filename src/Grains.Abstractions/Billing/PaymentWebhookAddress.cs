namespace Grains.Billing;

public static class PaymentWebhookAddress
{
    /// <summary>Workers are alike, so one key serves all.</summary>
    public static IPaymentWebhookGrain PaymentWebhooks(this IGrainFactory grains) => grains.GetGrain<IPaymentWebhookGrain>("webhooks");
}

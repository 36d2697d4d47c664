namespace Grains.Webhooks;

/// <summary>Micro-units as the wire shows them.</summary>
internal static class WebhookMoney
{
    /// <summary>Micro-USD as dollars with at most 4 decimals, rounded half to even.</summary>
    public static decimal Dollars(long micros) => Math.Round(micros / 1_000_000m, 4) / 1.0000m;
}

namespace Grains.Webhooks;

/// <summary>Micro-units as the wire shows them.</summary>
internal static class WebhookMoney
{
    /// <summary>Micro-USD as dollars, exact to the micro-unit, so that what is told adds up.</summary>
    public static decimal Dollars(long micros) => micros / 1_000_000m;
}

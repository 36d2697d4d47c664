namespace Grains.Billing;

public static class SandboxPaymentAddress
{
    /// <summary>What the keys and streams of sandbox payments start with.</summary>
    public const string Prefix = "sandbox-payment-";

    /// <param name="gatewayPaymentId">Such as <c>pi_sandbox_…</c>.</param>
    public static ISandboxPaymentGrain SandboxPayment(this IGrainFactory grains, string gatewayPaymentId) =>
        grains.GetGrain<ISandboxPaymentGrain>(Prefix + gatewayPaymentId);
}

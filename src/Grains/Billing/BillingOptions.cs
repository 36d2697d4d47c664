using System.ComponentModel.DataAnnotations;

namespace Grains.Billing;

/// <summary>Settings of billing, section <c>Billing</c>.</summary>
public sealed class BillingOptions
{
    /// <summary>The least that a top-up may be, in USD. Stripe takes no less than 0.50.</summary>
    [Range(typeof(decimal), "0.50", "1000000")]
    public decimal MinTopUp { get; set; } = 1.00m;

    /// <summary>The most that a top-up may be, in USD.</summary>
    [Range(typeof(decimal), "0.50", "999999.99")]
    public decimal MaxTopUp { get; set; } = 1_000.00m;

    /// <summary>Payment methods that an account may have.</summary>
    [Range(1, 100)]
    public int MaxMethods { get; set; } = 10;

    /// <summary>Payments of one account that may be open at once.</summary>
    [Range(1, 100)]
    public int MaxOpenPayments { get; set; } = 5;

    /// <summary>How long a card's holder has to confirm a payment before it is given up.</summary>
    public TimeSpan ConfirmWithin { get; set; } = TimeSpan.FromHours(23);

    /// <summary>
    /// How long a payment without an answer is repeated under its idempotency key; after that it is only looked for. Stripe keeps keys
    /// for at least 24 hours.
    /// </summary>
    public TimeSpan RepeatWithin { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How old a signed event may be, or how far ahead: Stripe's own tolerance is five minutes.</summary>
    public TimeSpan SignatureTolerance { get; set; } = TimeSpan.FromMinutes(5);

    public StripeOptions Stripe { get; set; } = new();

    public LagoOptions Lago { get; set; } = new();
}

/// <summary>Settings of Stripe, section <c>Billing:Stripe</c>. Without a key the embedded sandbox stands in.</summary>
public sealed class StripeOptions
{
    /// <summary>A secret: <c>sk_test_…</c>, <c>sk_live_…</c> or a restricted <c>rk_…</c>.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The signing secrets of the webhook endpoint, <c>whsec_…</c>; several while one is being replaced.</summary>
    public IList<string> WebhookSecrets { get; } = [];

    public string BaseUrl { get; set; } = "https://api.stripe.com";

    /// <summary>The API version that answers are asked in.</summary>
    public string Version { get; set; } = "2024-06-20";

    /// <summary>How long one try may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Tries after the first of what may pass: 409, 429, 5xx, no answer.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>The pause before the first repeat, doubled for each, with up to as much again at random.</summary>
    public TimeSpan Backoff { get; set; } = TimeSpan.FromMilliseconds(500);

    public bool IsLive => ApiKey.StartsWith("sk_live_", StringComparison.Ordinal) || ApiKey.StartsWith("rk_live_", StringComparison.Ordinal);
}

/// <summary>Settings of Lago, section <c>Billing:Lago</c>. Without a key only the sandbox can sign.</summary>
public sealed class LagoOptions
{
    /// <summary>The HMAC signature key of the organisation.</summary>
    public string HmacKey { get; set; } = "";

    /// <summary>Lago's public RSA key in PEM, or that text in base64 as Lago's API gives it, for JWT signatures.</summary>
    public string PublicKey { get; set; } = "";

    /// <summary>Who signs, the address of Lago's API; empty for any.</summary>
    public string Issuer { get; set; } = "https://api.getlago.com";

    public bool IsSet => HmacKey.Length > 0 || PublicKey.Length > 0;
}

using Grains.Providers.Payments.Lago;
using Microsoft.Extensions.Options;

namespace Grains.Billing;

/// <summary>What the settings must keep between them.</summary>
internal sealed class BillingOptionsCheck : IValidateOptions<BillingOptions>
{
    public ValidateOptionsResult Validate(string? name, BillingOptions options)
    {
        var wrong = new List<string>();
        if (options.MinTopUp > options.MaxTopUp) wrong.Add("Billing:MinTopUp must not be above Billing:MaxTopUp.");
        if (options.SignatureTolerance <= TimeSpan.Zero || options.SignatureTolerance > TimeSpan.FromHours(1))
            wrong.Add("Billing:SignatureTolerance must be above 0 and at most 1 hour.");
        if (options.RepeatWithin <= TimeSpan.Zero || options.RepeatWithin > TimeSpan.FromHours(23))
            wrong.Add("Billing:RepeatWithin must be above 0 and at most 23 hours: a gateway forgets names after a day.");
        if (options.ConfirmWithin <= TimeSpan.Zero) wrong.Add("Billing:ConfirmWithin must be above 0.");
        CheckStripe(options.Stripe, wrong);
        if (options.Lago.PublicKey.Length > 0 && !IsKey(options.Lago.PublicKey))
            wrong.Add("Billing:Lago:PublicKey must be an RSA key in PEM, or that in base64.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void CheckStripe(StripeOptions stripe, List<string> wrong)
    {
        if (!Uri.TryCreate(stripe.BaseUrl, UriKind.Absolute, out var address) || address.UserInfo.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            wrong.Add("Billing:Stripe:BaseUrl must be an https address; http is for this machine only.");
        if (stripe.ApiKey.Length > 0 && !(stripe.ApiKey.StartsWith("sk_", StringComparison.Ordinal) || stripe.ApiKey.StartsWith("rk_", StringComparison.Ordinal)))
            wrong.Add("Billing:Stripe:ApiKey must be a secret key, sk_… or rk_….");
        if (stripe.ApiKey.Length > 0 && !stripe.WebhookSecrets.Any(static secret => secret.Length > 0))
            wrong.Add("Billing:Stripe:WebhookSecrets must hold the webhook endpoint's secret where Billing:Stripe:ApiKey is set.");
        if (stripe.Timeout <= TimeSpan.Zero || stripe.Timeout > TimeSpan.FromMinutes(1)) wrong.Add("Billing:Stripe:Timeout must be above 0 and at most 1 minute.");
        if (stripe.Backoff < TimeSpan.Zero || stripe.Backoff > TimeSpan.FromSeconds(10)) wrong.Add("Billing:Stripe:Backoff must be from 0 to 10 seconds.");
        if (stripe.Retries is < 0 or > 5) wrong.Add("Billing:Stripe:Retries must be from 0 to 5.");
    }

    private static bool IsKey(string text)
    {
        try
        {
            LagoSignature.KeyOf(text).Dispose();
            return true;
        }
        catch (Exception broken) when (broken is System.Security.Cryptography.CryptographicException or FormatException)
        {
            return false;
        }
    }
}

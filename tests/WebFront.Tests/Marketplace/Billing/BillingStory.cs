using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace WebFront.Tests.Marketplace.Billing;

/// <summary>A product with the sandbox gateway, and the signatures of the gateways computed here, from their documentation and not from the product's code.</summary>
internal sealed class BillingStory : IAsyncDisposable
{
    public const string Secret = "whsec_of_this_test";
    public const string LagoKey = "lago-key-of-this-test";

    private BillingStory(ProductHost host) => Host = host;

    public ProductHost Host { get; }

    public ProductClient Client => Host.Client;

    public static async Task<BillingStory> BeginAsync(string? dataFolder = null, ManualTimeProvider? clock = null, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Billing:Stripe:WebhookSecrets:0"] = "whsec_an_older_one", ["Billing:Stripe:WebhookSecrets:1"] = Secret, ["Billing:Lago:HmacKey"] = LagoKey };
        foreach (var (name, value) in settings) all[name] = value;
        return new BillingStory(await ProductHost.StartAsync(new ProductSetup { Settings = all, Clock = clock }, dataFolder));
    }

    public Task<Answer> AddCardAsync(SignedInUser user, string token = "tok_visa", string? key = null) =>
        SendAsync(HttpMethod.Post, "/api/v1/billing/payment-methods", new { type = "card", card_token = token }, user, key);

    public Task<Answer> TopUpAsync(SignedInUser user, decimal amount, string? key = null, Guid? method = null) =>
        SendAsync(HttpMethod.Post, "/api/v1/billing/top-ups", new { amount, payment_method_id = method }, user, key);

    public async Task<decimal> BalanceAsync(SignedInUser user, string member = "balance") =>
        (await Client.GetAsync("/api/v1/users/wallet", user.AccessToken)).Json.GetProperty(member).GetDecimal();

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body, SignedInUser user, string? key)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("Authorization", $"Bearer {user.AccessToken}");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (body is not null) request.Content = JsonContent.Create(body);
        return await Client.SendAsync(request);
    }

    /// <summary>Sends an event as Stripe does.</summary>
    public Task<Answer> StripeAsync(object body, string secret = Secret, DateTimeOffset? at = null)
    {
        var text = JsonSerializer.Serialize(body);
        return StripeTextAsync(text, SignatureOf(text, secret, at ?? Now));
    }

    public async Task<Answer> StripeTextAsync(string text, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/billing/webhooks/stripe", UriKind.Relative));
        request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        if (signature is not null) request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        return await Client.SendAsync(request);
    }

    public async Task<Answer> LagoAsync(object body, string uniqueKey, string? signature = null, string algorithm = "hmac")
    {
        var text = JsonSerializer.Serialize(body);
        signature ??= Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(LagoKey), Encoding.UTF8.GetBytes(text)));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/billing/webhooks/lago", UriKind.Relative));
        request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("X-Lago-Signature", signature);
        request.Headers.TryAddWithoutValidation("X-Lago-Signature-Algorithm", algorithm);
        request.Headers.TryAddWithoutValidation("X-Lago-Unique-Key", uniqueKey);
        return await Client.SendAsync(request);
    }

    public DateTimeOffset Now => Host.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    public static string SignatureOf(string text, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{text}"));
        return $"t={time},v1={Convert.ToHexStringLower(hash)}";
    }

    public static object Event(string id, string type, object subject) =>
        new { id, @object = "event", api_version = "2024-06-20", created = 1767261600, livemode = false, type, data = new { @object = subject } };

    public static object Intent(Guid userId, Guid paymentId, string id, long received, string? failure = null) => new
    {
        id,
        @object = "payment_intent",
        amount = 2500,
        amount_received = received,
        currency = "usd",
        last_payment_error = failure is null ? null : new { type = "card_error", code = "card_declined", decline_code = failure },
        metadata = new { grains_user_id = userId.ToString("N"), grains_payment_id = paymentId.ToString("N") },
    };

    public static object Charge(Guid userId, Guid paymentId, string intent, long refunded) => new
    {
        id = "ch_1",
        @object = "charge",
        amount = 2500,
        amount_refunded = refunded,
        currency = "usd",
        paid = true,
        payment_intent = intent,
        metadata = new { grains_user_id = userId.ToString("N"), grains_payment_id = paymentId.ToString("N") },
    };

    public static object Dispute(string id, string intent, long amount, string status = "needs_response") =>
        new { id, @object = "dispute", amount, charge = "ch_1", currency = "usd", payment_intent = intent, status };

    /// <summary>The books add up from their entries alone.</summary>
    public async Task AssertBooksAsync()
    {
        var proof = await Host.Services.GetRequiredService<ILedger>().ProveAsync(CancellationToken.None);
        Assert.Equal(0, proof.SumMicros);
        Assert.Empty(proof.Mismatches);
        Assert.Empty(proof.Overdrawn);
    }

    /// <summary>What all payments have brought in, in dollars.</summary>
    public async Task<decimal> PaidInAsync(string gateway = "sandbox") =>
        -(await Host.Services.GetRequiredService<ILedger>().GetAccountAsync($"system:payments-{gateway}", CancellationToken.None)).BalanceMicros / 1_000_000m;

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

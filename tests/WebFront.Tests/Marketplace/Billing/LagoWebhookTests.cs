using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WebFront.Tests.Marketplace.Billing;

public sealed class LagoWebhookTests
{
    [Fact]
    public async Task Credit_that_was_paid_at_lago_fills_the_wallet_once()
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();
        var invoice = Invoice(user.Id, Guid.NewGuid());

        var first = await story.LagoAsync(invoice, "key-1");
        var retried = await story.LagoAsync(invoice, "key-1");
        var underAnotherKey = await story.LagoAsync(invoice, "key-2");

        Assert.Equal((200, 200, 200), (first.Status, retried.Status, underAnotherKey.Status));
        Assert.Equal(["applied", "duplicate", "duplicate"], new[] { first, retried, underAnotherKey }.Select(answer => answer.Json.GetProperty("result").GetString()));
        Assert.Equal(50m, await story.BalanceAsync(user));
        Assert.Equal(30m, await story.PaidInAsync("lago"));
        await story.AssertBooksAsync();
    }

    [Fact]
    public async Task A_failed_payment_is_told_and_may_still_succeed()
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();
        var id = Guid.NewGuid();

        await story.LagoAsync(Invoice(user.Id, id, "failed"), "key-1");
        var failed = (await story.Client.GetAsync("/api/v1/billing/top-ups", user.AccessToken)).Json.GetProperty("top_ups")[0];
        await story.LagoAsync(Invoice(user.Id, id), "key-2");
        await story.LagoAsync(Invoice(user.Id, id, "failed"), "key-3");
        var paid = (await story.Client.GetAsync("/api/v1/billing/top-ups", user.AccessToken)).Json.GetProperty("top_ups")[0];

        Assert.Equal(("failed", "completed"), (failed.GetProperty("status").GetString(), paid.GetProperty("status").GetString()));
        Assert.Equal(50m, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task A_jwt_of_lagos_key_is_good_and_only_for_its_body()
    {
        using var key = RSA.Create(2048);
        await using var story = await BillingStory.BeginAsync(settings:
        [
            ("Billing:Lago:PublicKey", Convert.ToBase64String(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()))), ("Billing:Lago:Issuer", "https://lago.example"),
        ]);
        var user = await story.Client.NewUserAsync();
        var invoice = Invoice(user.Id, Guid.NewGuid());
        using var other = RSA.Create(2048);

        var ofAnotherKey = await story.LagoAsync(invoice, "key-1", Jwt(other, invoice, "https://lago.example"), "jwt");
        var ofAnotherIssuer = await story.LagoAsync(invoice, "key-1", Jwt(key, invoice, "https://else.example"), "jwt");
        var ofAnotherBody = await story.LagoAsync(invoice, "key-1", Jwt(key, Invoice(user.Id, Guid.NewGuid()), "https://lago.example"), "jwt");
        var unsigned = await story.LagoAsync(invoice, "key-1", Jwt(key, invoice, "https://lago.example", "none"), "jwt");
        var good = await story.LagoAsync(invoice, "key-1", Jwt(key, invoice, "https://lago.example"), "jwt");

        Assert.Equal([401, 401, 401, 401, 200], new[] { ofAnotherKey, ofAnotherIssuer, ofAnotherBody, unsigned, good }.Select(answer => answer.Status));
        Assert.Equal(50m, await story.BalanceAsync(user));
    }

    [Theory]
    [InlineData("", "hmac")]
    [InlineData("AAAA", "hmac")]
    [InlineData("!!!!", "hmac")]
    [InlineData("a.b.c", "jwt")]
    [InlineData("AAAA", "plain")]
    public async Task A_bad_signature_is_refused_in_the_envelope(string signature, string algorithm)
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();

        var refused = await story.LagoAsync(Invoice(user.Id, Guid.NewGuid()), "key", signature, algorithm);

        Assert.Equal(401, refused.Status);
        Assert.Equal("AUTHENTICATION_REQUIRED", refused.ErrorCode);
        Assert.Equal(20m, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task What_has_no_effect_here_is_taken()
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();
        object[] others =
        [
            Invoice(user.Id, Guid.NewGuid(), type: "invoice.created"),
            Invoice(user.Id, Guid.NewGuid(), kind: "subscription"),
            Invoice(user.Id, Guid.NewGuid(), "pending"),
            Invoice(Guid.NewGuid(), Guid.NewGuid()),
            new { webhook_type = "customer.vies_check", object_type = "customer", customer = new { external_id = "someone" } },
        ];

        foreach (var other in others)
        {
            var answer = await story.LagoAsync(other, Guid.NewGuid().ToString());
            Assert.Equal((200, "ignored"), (answer.Status, answer.Json.GetProperty("result").GetString()));
        }

        Assert.Equal(20m, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task Without_a_key_nobody_can_sign_but_the_sandbox()
    {
        await using var story = await BillingStory.BeginAsync(settings: ("Billing:Lago:HmacKey", ""));
        var user = await story.Client.NewUserAsync();
        var invoice = Guid.NewGuid();

        var outside = await story.LagoAsync(Invoice(user.Id, invoice), "key");
        var empty = await story.LagoAsync(Invoice(user.Id, invoice), "key", Convert.ToBase64String(HMACSHA256.HashData(Array.Empty<byte>(), JsonSerializer.SerializeToUtf8Bytes(Invoice(user.Id, invoice)))));
        var sandbox = await story.Client.PostAsync("/api/v1/billing/sandbox/lago", new { amount = 30m, invoice_id = invoice }, user.AccessToken);
        var again = await story.Client.PostAsync("/api/v1/billing/sandbox/lago", new { amount = 30m, invoice_id = invoice }, user.AccessToken);

        Assert.Equal((401, 401, 200), (outside.Status, empty.Status, sandbox.Status));
        Assert.Equal(("applied", "duplicate"), (sandbox.Json.GetProperty("result").GetString(), again.Json.GetProperty("result").GetString()));
        Assert.Equal(50m, await story.BalanceAsync(user));
        Assert.Equal(30m, await story.PaidInAsync("lago-sandbox"));
    }

    private static object Invoice(Guid userId, Guid id, string status = "succeeded", string type = "invoice.payment_status_updated", string kind = "credit") => new
    {
        webhook_type = type,
        object_type = "invoice",
        invoice = new
        {
            lago_id = id,
            number = "LAG-1234-001-002",
            invoice_type = kind,
            status = "finalized",
            payment_status = status,
            currency = "USD",
            total_amount_cents = 3000,
            customer = new { lago_id = "99a6094e-199b-4101-896a-54e927ce7bd7", external_id = userId.ToString() },
        },
    };

    private static string Jwt(RSA key, object body, string issuer, string algorithm = "RS256")
    {
        var header = Base64Url(JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm }));
        var claims = Base64Url(JsonSerializer.SerializeToUtf8Bytes(new { data = JsonSerializer.Serialize(body), iss = issuer }));
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{claims}.{Base64Url(signature)}";
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}

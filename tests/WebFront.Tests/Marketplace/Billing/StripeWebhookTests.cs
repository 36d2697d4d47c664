using System.Text.Json;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Billing;

public sealed class StripeWebhookTests
{
    [Fact]
    public async Task A_signed_event_fills_the_wallet_once()
    {
        await using var story = await BillingStory.BeginAsync();
        var (user, payment, intent) = await WaitingAsync(story);
        var succeeded = BillingStory.Event("evt_1", "payment_intent.succeeded", BillingStory.Intent(user.Id, payment, intent, 2500));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => story.StripeAsync(succeeded)));
        var later = await story.StripeAsync(BillingStory.Event("evt_2", "payment_intent.succeeded", BillingStory.Intent(user.Id, payment, intent, 2500)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(answers, answer => answer.Json.GetProperty("result").GetString() == "applied");
        Assert.Equal("duplicate", later.Json.GetProperty("result").GetString());
        Assert.Equal(45m, await story.BalanceAsync(user));
        await story.AssertBooksAsync();
    }

    [Fact]
    public async Task A_bad_signature_moves_nothing()
    {
        await using var story = await BillingStory.BeginAsync();
        var (user, payment, intent) = await WaitingAsync(story);
        var body = JsonSerializer.Serialize(BillingStory.Event("evt_1", "payment_intent.succeeded", BillingStory.Intent(user.Id, payment, intent, 2500)));
        var good = BillingStory.SignatureOf(body, BillingStory.Secret, story.Now);
        string?[] bad =
        [
            null, "", "t=1", "v1=00", good.Replace("v1=", "v0=", StringComparison.Ordinal), good[..^1] + (good[^1] == '0' ? '1' : '0'),
            BillingStory.SignatureOf(body, "whsec_of_nobody", story.Now),
            BillingStory.SignatureOf(body, BillingStory.Secret, story.Now.AddSeconds(-301)),
            BillingStory.SignatureOf(body, BillingStory.Secret, story.Now.AddSeconds(320)),
            BillingStory.SignatureOf(body, "", story.Now),
        ];

        foreach (var signature in bad)
        {
            var refused = await story.StripeTextAsync(body, signature);
            Assert.Equal(401, refused.Status);
            Assert.Equal("AUTHENTICATION_REQUIRED", refused.ErrorCode);
        }

        Assert.Equal(401, (await story.StripeTextAsync(body + " ", good)).Status);
        Assert.Equal(20m, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task Any_of_several_signatures_and_secrets_is_good()
    {
        await using var story = await BillingStory.BeginAsync();
        var (user, payment, intent) = await WaitingAsync(story);
        var body = JsonSerializer.Serialize(BillingStory.Event("evt_1", "payment_intent.succeeded", BillingStory.Intent(user.Id, payment, intent, 2500)));
        var older = BillingStory.SignatureOf(body, "whsec_an_older_one", story.Now);

        var answer = await story.StripeTextAsync(body, $"{older[..older.IndexOf(',', StringComparison.Ordinal)]},v1={new string('0', 64)},{older[(older.IndexOf(',', StringComparison.Ordinal) + 1)..]},v0=abc");

        Assert.Equal(200, answer.Status);
        Assert.Equal(45m, await story.BalanceAsync(user));
    }

    [Theory]
    [InlineData("not json", "body")]
    [InlineData("""{"type":"x","data":{"object":{}}}""", "id")]
    [InlineData("""{"id":"evt_1","data":{"object":{}}}""", "type")]
    [InlineData("""{"id":"evt_1","type":"x"}""", "data.object")]
    public async Task A_signed_event_of_another_shape_is_refused(string body, string field)
    {
        await using var story = await BillingStory.BeginAsync();

        var refused = await story.StripeTextAsync(body, BillingStory.SignatureOf(body, BillingStory.Secret, story.Now));

        Assert.Equal(400, refused.Status);
        Assert.Equal(field, refused.ErrorField);
    }

    [Fact]
    public async Task Events_about_nothing_of_ours_are_taken_and_have_no_effect()
    {
        await using var story = await BillingStory.BeginAsync();
        var (user, payment, intent) = await WaitingAsync(story);
        object[] strangers =
        [
            BillingStory.Event("evt_1", "customer.created", new { id = "cus_1" }),
            BillingStory.Event("evt_2", "payment_intent.succeeded", BillingStory.Intent(user.Id, Guid.NewGuid(), "pi_other", 2500)),
            BillingStory.Event("evt_3", "payment_intent.succeeded", BillingStory.Intent(Guid.NewGuid(), payment, intent, 2500)),
            BillingStory.Event("evt_4", "payment_intent.succeeded", new { id = "pi_else", amount_received = 2500, currency = "usd" }),
            BillingStory.Event("evt_5", "charge.dispute.created", BillingStory.Dispute("dp_1", "pi_else", 2500)),
            new { id = "evt_6", type = "payment_intent.succeeded", livemode = true, data = new { @object = BillingStory.Intent(user.Id, payment, intent, 2500) } },
        ];

        foreach (var stranger in strangers)
        {
            var answer = await story.StripeAsync(stranger);
            Assert.Equal(200, answer.Status);
            Assert.Equal("ignored", answer.Json.GetProperty("result").GetString());
        }

        Assert.Equal(20m, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task In_any_order_and_twice_the_end_is_the_same()
    {
        await using var story = await BillingStory.BeginAsync();
        foreach (var order in Permutations("sfrd", ""))
        {
            var (user, payment, intent) = await WaitingAsync(story);
            var events = new Dictionary<char, object>
            {
                ['s'] = BillingStory.Event($"evt_s{order}", "payment_intent.succeeded", BillingStory.Intent(user.Id, payment, intent, 2500)),
                ['f'] = BillingStory.Event($"evt_f{order}", "payment_intent.payment_failed", BillingStory.Intent(user.Id, payment, intent, 0, "insufficient_funds")),
                ['r'] = BillingStory.Event($"evt_r{order}", "charge.refunded", BillingStory.Charge(user.Id, payment, intent, 1000)),
                ['d'] = BillingStory.Event($"evt_d{order}", "charge.dispute.created", BillingStory.Dispute("dp_1", intent, 500)),
            };

            foreach (var name in order + order) Assert.Equal(200, (await story.StripeAsync(events[name])).Status);

            var read = (await story.Client.GetAsync($"/api/v1/billing/top-ups/{payment}", user.AccessToken)).Json;
            Assert.Equal(("completed", 25m), (read.GetProperty("status").GetString(), read.GetProperty("amount").GetDecimal()));
            Assert.Equal((10m, 5m), (read.GetProperty("refunded").GetDecimal(), read.GetProperty("disputed").GetDecimal()));
            Assert.Equal(30m, await story.BalanceAsync(user));
        }

        Assert.Equal(24 * 10m, await story.PaidInAsync());
        await story.AssertBooksAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dispute_that_is_won_leaves_the_money_where_it_was(bool wonFirst)
    {
        await using var story = await BillingStory.BeginAsync();
        var (user, payment, intent) = await WaitingAsync(story);
        await story.StripeAsync(BillingStory.Event("evt_1", "payment_intent.succeeded", BillingStory.Intent(user.Id, payment, intent, 2500)));
        var created = BillingStory.Event("evt_2", "charge.dispute.created", BillingStory.Dispute("dp_1", intent, 2500));
        var won = BillingStory.Event("evt_3", "charge.dispute.closed", BillingStory.Dispute("dp_1", intent, 2500, "won"));

        foreach (var sent in wonFirst ? new[] { won, created } : [created, won]) await story.StripeAsync(sent);

        Assert.Equal(45m, await story.BalanceAsync(user));
        Assert.Equal(0m, (await story.Client.GetAsync($"/api/v1/billing/top-ups/{payment}", user.AccessToken)).Json.GetProperty("disputed").GetDecimal());
        await story.AssertBooksAsync();
    }

    [Fact]
    public async Task What_a_refund_cannot_take_is_owed_and_the_next_money_pays_it()
    {
        await using var story = await BillingStory.BeginAsync(settings: ("Wallets:SandboxBalance", "0"));
        var (user, payment, intent) = await WaitingAsync(story);
        await story.StripeAsync(BillingStory.Event("evt_1", "payment_intent.succeeded", BillingStory.Intent(user.Id, payment, intent, 1000)));

        // Twenty-five were refunded of a payment that brought in ten; no more than ten can go back.
        await story.StripeAsync(BillingStory.Event("evt_2", "charge.refunded", BillingStory.Charge(user.Id, payment, intent, 400)));
        var spent = await story.BalanceAsync(user);
        await SpendAsync(story, user, 4_000_000);
        await story.StripeAsync(BillingStory.Event("evt_3", "charge.refunded", BillingStory.Charge(user.Id, payment, intent, 2500)));
        var owed = await story.BalanceAsync(user, "owed");
        var empty = await story.BalanceAsync(user);
        await story.AddCardAsync(user, "tok_visa");
        var visa = (await story.AddCardAsync(user, "tok_visa")).Json.GetProperty("id").GetGuid();
        await story.TopUpAsync(user, 10m, method: visa);

        Assert.Equal((6m, 4m, 0m), (spent, owed, empty));
        Assert.Equal(6m, await story.BalanceAsync(user));
        Assert.Equal(0m, await story.BalanceAsync(user, "owed"));
        await story.AssertBooksAsync();
    }

    private static async Task SpendAsync(BillingStory story, SignedInUser user, long micros)
    {
        var ledger = (Grains.Storage.ILedger)story.Host.Services.GetService(typeof(Grains.Storage.ILedger))!;
        await ledger.PostAsync(
            [new Grains.Storage.Posting($"spent:{user.Id:N}", $"wallet-{user.Id:N}", "earnings-of-somebody", micros, "charge", "test")], story.Now, default);
    }

    /// <summary>A payment of 25 that its card's holder has not confirmed.</summary>
    private static async Task<(SignedInUser User, Guid Payment, string Intent)> WaitingAsync(BillingStory story)
    {
        var user = await story.Client.NewUserAsync();
        await story.AddCardAsync(user, "pm_card_authenticationRequired");
        var waits = await story.TopUpAsync(user, 25m);
        Assert.Equal(202, waits.Status);
        return (user, waits.Json.GetProperty("payment_id").GetGuid(), waits.Json.GetProperty("action_url").GetString()!.Split('/')[^1]);
    }

    private static IEnumerable<string> Permutations(string left, string taken) =>
        left.Length == 0 ? [taken] : left.SelectMany((unit, at) => Permutations(left.Remove(at, 1), taken + unit));
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Drills.Tests.Harness;
using Grains.Testing;

namespace Drills.Tests;

/// <summary>
/// D4: kill -9 between what a gateway says and the money in the wallet. Half of the payments are answered by the gateway at once, half are told
/// by its signed event; whatever was not answered is sent again, and each is in the wallet once.
/// </summary>
public sealed class KillDuringPaymentsTests
{
    private const string Secret = "whsec_of_the_drill";
    private const decimal Amount = 1.25m;

    private static readonly int Rounds = Scale.Of(2, 20);

    [Fact]
    public async Task Each_payment_is_in_the_wallet_once_whenever_the_process_dies_and_however_often_its_event_comes()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup(
            ("Billing:Stripe:WebhookSecrets:0", Secret), ("Billing:MaxOpenPayments", "100"), ("Limits:marketplace.payments:Permits", "1000000")));
        var users = new List<DrillUser>();
        for (var i = 0; i < 4; i++)
        {
            users.Add(await drill.NewUserAsync());
            await users[i].PostAsync("/api/v1/billing/payment-methods", new { type = "card", card_token = "tok_visa" });
        }

        var cards = new Dictionary<Guid, Guid>();
        foreach (var user in users)
        {
            var card = await user.PostAsync("/api/v1/billing/payment-methods", new { type = "card", card_token = "pm_card_authenticationRequired" });
            cards[user.Id] = card.GetProperty("id").GetGuid();
        }

        var moment = new Random(20_260_104);
        for (var round = 0; round < Rounds; round++)
        {
            var payments = await PayUntilKilledAsync(drill, users, cards, round, killAfter: moment.Next(5, 40));
            await drill.Server.StartAsync();
            await Task.WhenAll(payments.Select(payment => FinishAsync(drill, payment)));
            await drill.Oracle.AssertServerAsync(drill.Server);
        }

        await drill.AssertKeptItsWordAsync();
    }

    /// <summary>Every user makes one payment after the other until, after so many, the server dies.</summary>
    private static async Task<ConcurrentBag<DrillPayment>> PayUntilKilledAsync(
        Drill drill, List<DrillUser> users, Dictionary<Guid, Guid> cards, int round, int killAfter)
    {
        var payments = new ConcurrentBag<DrillPayment>();
        var acknowledged = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clients = users.Select(async user =>
        {
            for (var i = 0; ; i++)
            {
                var payment = new DrillPayment(user, $"round {round}, payment {i}", i % 2 == 0 ? null : cards[user.Id]);
                payments.Add(payment);
                drill.Oracle.Pays(user, payment.Key, Amount);
                if (!await payment.SendAsync(drill)) return;
                if (Interlocked.Increment(ref acknowledged) == killAfter) enough.SetResult();
            }
        }).ToList();

        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await drill.Server.KillAsync();
        await Task.WhenAll(clients);
        return payments;
    }

    /// <summary>Sends all of it again, and the event twice.</summary>
    private static async Task FinishAsync(Drill drill, DrillPayment payment)
    {
        Assert.True(await payment.SendAsync(drill));
        Assert.True(await payment.SendAsync(drill));
    }

    /// <param name="Card">The card whose holder must confirm; null for the one that pays at once.</param>
    private sealed record DrillPayment(DrillUser User, string Key, Guid? Card)
    {
        /// <summary>False where the server was gone before it answered.</summary>
        public async Task<bool> SendAsync(Drill drill)
        {
            using var body = JsonContent.Create(new { amount = Amount, payment_method_id = Card });
            var answer = await User.SendAsync(HttpMethod.Post, "/api/v1/billing/top-ups", body, Key);
            if (answer is null) return false;
            Assert.True(answer.IsSuccess, answer.ToString());
            return Card is null ? Paid(answer) : await TellAsync(drill, answer.Json.GetProperty("payment_id").GetGuid());
        }

        private static bool Paid(Answer answer)
        {
            Assert.Equal("completed", answer.Json.GetProperty("status").GetString());
            return true;
        }

        private async Task<bool> TellAsync(Drill drill, Guid paymentId)
        {
            var text = JsonSerializer.Serialize(new
            {
                id = $"evt_{paymentId:N}",
                type = "payment_intent.succeeded",
                livemode = false,
                data = new
                {
                    @object = new
                    {
                        id = $"pi_{paymentId:N}",
                        amount_received = (long)(Amount * 100),
                        currency = "usd",
                        metadata = new { grains_user_id = User.Id.ToString("N"), grains_payment_id = paymentId.ToString("N") },
                    },
                },
            });
            var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{time}.{text}")));
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/billing/webhooks/stripe", UriKind.Relative));
            request.Content = new StringContent(text, Encoding.UTF8, "application/json");
            request.Headers.Add("Stripe-Signature", $"t={time},v1={signature}");
            try
            {
                using var told = await drill.Server.Http.SendAsync(request);
                Assert.True(told.IsSuccessStatusCode, $"{told.StatusCode}: {await told.Content.ReadAsStringAsync()}");
                Assert.DoesNotContain("ignored", await told.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}

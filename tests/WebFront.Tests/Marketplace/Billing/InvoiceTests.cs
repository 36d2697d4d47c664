using Grains.Billing;
using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;
using WebFront.Tests.Marketplace.Sessions;

namespace WebFront.Tests.Marketplace.Billing;

public sealed class InvoiceTests
{
    private static readonly DateTimeOffset NewYearsEve = new(2023, 12, 31, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_closed_month_is_an_invoice_as_documented()
    {
        var clock = new ManualTimeProvider(NewYearsEve);
        await using var story = await BeginAsync(clock);
        var user = await story.NewUserAsync();
        var session = await ChatAsync(story, user, clock, TimeSpan.FromMinutes(35));
        var before = await story.Client.GetAsync("/api/v1/billing/invoices", user.AccessToken);
        clock.Advance(TimeSpan.FromHours(2));

        var answer = await story.Client.GetAsync("/api/v1/billing/invoices", user.AccessToken);

        Assert.Equal((200, 0), (before.Status, before.Json.GetProperty("pagination").GetProperty("total").GetInt32()));
        var invoice = Assert.Single(answer.Json.GetProperty("invoices").EnumerateArray());
        Assert.Equal("INV-2024-001", invoice.GetProperty("invoice_number").GetString());
        Assert.Equal("2024-01-01T00:00:00Z", invoice.GetProperty("date").GetString());
        Assert.Equal("2024-01-15T00:00:00Z", invoice.GetProperty("due_date").GetString());
        Assert.Equal((43.75m, "paid"), (invoice.GetProperty("amount").GetDecimal(), invoice.GetProperty("status").GetString()));
        var line = Assert.Single(invoice.GetProperty("sessions").EnumerateArray());
        Assert.Equal((session, "Dr. Bee"), (line.GetProperty("session_id").GetGuid(), line.GetProperty("expert_name").GetString()));
        Assert.Equal((35m, 43.75m), (line.GetProperty("duration").GetDecimal(), line.GetProperty("cost").GetDecimal()));
        var one = await story.Client.GetAsync($"/api/v1/billing/invoices/{invoice.GetProperty("id").GetGuid()}", user.AccessToken);
        Assert.Equal(invoice.GetRawText(), one.Text);
        Assert.Equal(404, (await story.Client.GetAsync($"/api/v1/billing/invoices/{invoice.GetProperty("id").GetGuid()}", story.Creator.AccessToken)).Status);
    }

    [Fact]
    public async Task Usage_is_the_open_month_as_documented()
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2024, 1, 10, 10, 0, 0, TimeSpan.Zero));
        await using var story = await BeginAsync(clock);
        var user = await story.NewUserAsync();
        await story.Client.PostAsync("/api/v1/billing/payment-methods", new { type = "card", card_token = "tok_visa" }, user.AccessToken);
        await ChatAsync(story, user, clock, TimeSpan.FromMinutes(20));
        await ChatAsync(story, user, clock, TimeSpan.FromMinutes(8), "voice");
        await ChatAsync(story, user, clock, TimeSpan.FromMinutes(4), "video");
        await ChatAsync(story, user, clock, TimeSpan.FromMinutes(3), demo: true);

        var usage = await story.Client.GetAsync("/api/v1/billing/usage", user.AccessToken);

        Assert.Equal(200, usage.Status);
        var period = usage.Json.GetProperty("current_period");
        Assert.Equal(("2024-01-01T00:00:00Z", "2024-01-31T23:59:59Z"), (period.GetProperty("start_date").GetString(), period.GetProperty("end_date").GetString()));
        Assert.Equal((3, 32m, 40m), (period.GetProperty("total_sessions").GetInt32(), period.GetProperty("total_minutes").GetDecimal(), period.GetProperty("total_cost").GetDecimal()));
        var costs = usage.Json.GetProperty("cost_breakdown");
        Assert.Equal((25m, 10m, 5m), (costs.GetProperty("chat_sessions").GetDecimal(), costs.GetProperty("voice_sessions").GetDecimal(), costs.GetProperty("video_sessions").GetDecimal()));
        Assert.Equal("2024-02-01T00:00:00Z", usage.Json.GetProperty("next_billing_date").GetString());
        var method = usage.Json.GetProperty("payment_method");
        Assert.Equal(("card", "4242", "12/34"), (method.GetProperty("type").GetString(), method.GetProperty("last4").GetString(), method.GetProperty("expires").GetString()));
    }

    [Fact]
    public async Task Invoices_and_the_open_month_are_the_ledgers_charges_to_the_micro_unit()
    {
        // A price that no minute divides: every reading of the meter is rounded.
        var clock = new ManualTimeProvider(NewYearsEve.AddMinutes(100));
        await using var story = await BeginAsync(clock, basePrice: 77.77m);
        var user = await story.NewUserAsync();
        await ChatAsync(story, user, clock, TimeSpan.FromSeconds(431));
        await OverMidnightAsync(story, user, clock);
        await ChatAsync(story, user, clock, TimeSpan.FromSeconds(77));

        var usage = (await story.Client.GetAsync("/api/v1/billing/usage", user.AccessToken)).Json;
        var invoices = (await story.Client.GetAsync("/api/v1/billing/invoices", user.AccessToken)).Json.GetProperty("invoices").EnumerateArray().ToList();

        var invoice = Assert.Single(invoices);
        var lines = invoice.GetProperty("sessions").EnumerateArray().Select(line => line.GetProperty("cost").GetDecimal()).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal(invoice.GetProperty("amount").GetDecimal(), lines.Sum());
        var open = usage.GetProperty("current_period").GetProperty("total_cost").GetDecimal();
        Assert.True(open > 0);
        var ledger = story.Host.Services.GetRequiredService<ILedger>();
        var earned = (await ledger.GetAccountAsync($"earnings-{story.Creator.Id:N}", default)).BalanceMicros;
        Assert.Equal(earned, (long)((open + invoice.GetProperty("amount").GetDecimal()) * 1_000_000m));
        Assert.Equal(100m - (earned / 1_000_000m), await story.BalanceAsync(user));
    }

    [Fact]
    public async Task Numbers_have_no_gap_and_none_is_given_twice_whoever_asks_and_whatever_restarts()
    {
        var folder = Directory.CreateTempSubdirectory("grains-test-").FullName;
        var clock = new ManualTimeProvider(NewYearsEve);
        var users = new List<SignedInUser>();
        await using (var story = await BeginAsync(clock, folder: folder))
        {
            for (var i = 0; i < 6; i++)
            {
                users.Add(await story.NewUserAsync());
                await ChatAsync(story, users[i], clock, TimeSpan.FromMinutes(2));
            }

            clock.Advance(TimeSpan.FromHours(2));
            await Task.WhenAll(users.Take(3).Select(user => story.Client.GetAsync("/api/v1/billing/invoices", user.AccessToken)));
        }

        await using var host = await ProductHost.StartAsync(new ProductSetup { Clock = clock }, folder);
        var book = host.Grains.GetGrain<IInvoiceBookGrain>(IInvoiceBookGrain.Key);
        var closed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => book.CloseMonthsAsync(default)));
        var numbers = new List<string>();
        foreach (var user in users)
        {
            var invoice = Assert.Single((await host.Client.GetAsync("/api/v1/billing/invoices", user.AccessToken)).Json.GetProperty("invoices").EnumerateArray());
            numbers.Add(invoice.GetProperty("invoice_number").GetString()!);
        }

        Assert.Equal(0, await book.CloseMonthsAsync(default));
        Assert.InRange(closed.Sum(), 0, 6);
        Assert.Equal(["INV-2024-001", "INV-2024-002", "INV-2024-003", "INV-2024-004", "INV-2024-005", "INV-2024-006"], numbers.Order(StringComparer.Ordinal));
        await host.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Invoices_are_paged()
    {
        var clock = new ManualTimeProvider(NewYearsEve);
        await using var story = await BeginAsync(clock);
        var user = await story.NewUserAsync();

        Assert.Equal(400, (await story.Client.GetAsync("/api/v1/billing/invoices?page=0", user.AccessToken)).Status);
        var empty = (await story.Client.GetAsync("/api/v1/billing/invoices?page=2&limit=5", user.AccessToken)).Json;
        Assert.Equal((2, 5, 0), (empty.GetProperty("pagination").GetProperty("page").GetInt32(), empty.GetProperty("pagination").GetProperty("limit").GetInt32(), empty.GetProperty("pagination").GetProperty("total").GetInt32()));
    }

    internal static Task<ChatStory> BeginAsync(ManualTimeProvider clock, decimal basePrice = 75.00m, string? folder = null) => ChatStory.BeginAsync(
        basePrice: basePrice, clock: clock, dataFolder: folder, settings: [("Wallets:SandboxBalance", "100"), ("Tokens:Lifetime", "1.00:00:00")]);

    /// <summary>A session of 21 minutes with a pause that charges what ran up before the month ends; the rest is of the next one.</summary>
    private static async Task OverMidnightAsync(ChatStory story, SignedInUser user, ManualTimeProvider clock)
    {
        var session = await story.StartIdAsync(user);
        await using var socket = await story.ConnectAsync(user, session);
        await socket.ReceiveUntilAsync("session_update");
        clock.Advance(TimeSpan.FromMinutes(10));
        foreach (var status in new[] { "paused", "active" })
            Assert.Equal(200, (await story.Client.PutAsync($"/api/v1/sessions/{session}/status", new { status }, user.AccessToken)).Status);
        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(200, (await story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken)).Status);
    }

    /// <summary>A session with somebody at the other end for so long.</summary>
    internal static async Task<Guid> ChatAsync(ChatStory story, SignedInUser user, ManualTimeProvider clock, TimeSpan time, string type = "chat", bool demo = false)
    {
        var started = await story.StartAsync(user, new { expert_id = story.CloneId, session_type = type, demo_mode = demo });
        var session = started.GetProperty("session_id").GetGuid();
        await using (var socket = await story.ConnectAsync(user, session))
        {
            await socket.ReceiveUntilAsync("session_update");
            clock.Advance(time);
            Assert.Equal(200, (await story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken)).Status);
        }

        return session;
    }
}

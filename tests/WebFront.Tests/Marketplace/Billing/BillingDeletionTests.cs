using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace WebFront.Tests.Marketplace.Billing;

public sealed class BillingDeletionTests
{
    [Fact]
    public async Task A_deleted_account_leaves_invoices_that_are_nobodys_and_all_of_its_charges_on_them()
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2024, 5, 10, 10, 0, 0, TimeSpan.Zero));
        await using var story = await InvoiceTests.BeginAsync(clock);
        var (user, other) = (await story.NewUserAsync(), await story.NewUserAsync());
        await story.Client.PostAsync("/api/v1/billing/payment-methods", new { type = "card", card_token = "tok_visa" }, user.AccessToken);
        await InvoiceTests.ChatAsync(story, user, clock, TimeSpan.FromMinutes(8));
        await InvoiceTests.ChatAsync(story, other, clock, TimeSpan.FromMinutes(4));
        await story.StartIdAsync(user);
        clock.Advance(TimeSpan.FromMinutes(1));

        var deleted = await story.Client.SendAsync(HttpMethod.Delete, "/api/v1/users/account", null, user.AccessToken);

        Assert.True(deleted.Status == 200, deleted.ToString());
        var billing = deleted.Json.GetProperty("erased").EnumerateArray().Single(erased => erased.GetProperty("kind").GetString() == "billing");
        Assert.Equal((2, 1), (billing.GetProperty("removed").GetInt32(), billing.GetProperty("anonymised").GetInt32()));
        var ledger = story.Host.Services.GetRequiredService<ILedger>();
        var earned = (await ledger.GetAccountAsync($"earnings-{story.Creator.Id:N}", default)).BalanceMicros / 1_000_000m;
        var invoiced = await InvoicedAsync(story.Host, "invoices-2024");
        Assert.Equal((8 + 1) * 1.25m, invoiced);
        Assert.Equal(earned, invoiced + (await story.Client.GetAsync("/api/v1/billing/usage", other.AccessToken)).Json.GetProperty("current_period").GetProperty("total_cost").GetDecimal());
    }

    /// <summary>What a year's invoices come to.</summary>
    private static async Task<decimal> InvoicedAsync(ProductHost host, string stream)
    {
        var events = await host.Services.GetRequiredService<IEventLog>().ReadAsync(new StreamSlice(stream, 0, 100), default);
        return events.Sum(logged => System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(logged.Data.Span).GetProperty("amountMicros").GetInt64()) / 1_000_000m;
    }
}

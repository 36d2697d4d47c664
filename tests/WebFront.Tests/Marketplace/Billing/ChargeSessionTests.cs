using Grains.Testing;
using WebFront.Tests.Marketplace.Sessions;

namespace WebFront.Tests.Marketplace.Billing;

public sealed class ChargeSessionTests
{
    private static readonly object Documented = new
    {
        session_duration_minutes = 35,
        final_cost = 43.75m,
        cost_breakdown = new { base_rate = 1.25m, duration_minutes = 35, total = 43.75m },
    };

    [Fact]
    public async Task The_documented_charge_is_confirmed_and_its_repeat_too()
    {
        var clock = new ManualTimeProvider();
        await using var story = await InvoiceTests.BeginAsync(clock);
        var user = await story.NewUserAsync();
        var session = await InvoiceTests.ChatAsync(story, user, clock, TimeSpan.FromMinutes(35));

        var charged = await ChargeAsync(story, user, session, Documented);
        clock.Advance(TimeSpan.FromMinutes(5));
        var again = await ChargeAsync(story, user, session, Documented);

        Assert.Equal(200, charged.Status);
        Assert.Equal((session, "charged"), (charged.Json.GetProperty("session_id").GetGuid(), charged.Json.GetProperty("status").GetString()));
        Assert.Equal((35m, 43.75m), (charged.Json.GetProperty("session_duration_minutes").GetDecimal(), charged.Json.GetProperty("final_cost").GetDecimal()));
        var costs = charged.Json.GetProperty("cost_breakdown");
        Assert.Equal((1.25m, 35m, 43.75m), (costs.GetProperty("base_rate").GetDecimal(), costs.GetProperty("duration_minutes").GetDecimal(), costs.GetProperty("total").GetDecimal()));
        Assert.Equal(charged.Text, again.Text);
        Assert.Equal(56.25m, await story.BalanceAsync(user));
    }

    [Theory]
    [InlineData("""{"final_cost":0.01}""", "final_cost", "0.01", "43.75")]
    [InlineData("""{"final_cost":43.76}""", "final_cost", "43.76", "43.75")]
    [InlineData("""{"cost_breakdown":{"total":99}}""", "cost_breakdown.total", "99", "43.75")]
    [InlineData("""{"cost_breakdown":{"base_rate":0.25}}""", "cost_breakdown.base_rate", "0.25", "1.25")]
    [InlineData("""{"session_duration_minutes":3}""", "session_duration_minutes", "3", "35")]
    [InlineData("""{"cost_breakdown":{"duration_minutes":50}}""", "cost_breakdown.duration_minutes", "50", "35")]
    public async Task A_client_that_believes_something_else_is_told_both(string body, string field, string claimed, string actual)
    {
        var clock = new ManualTimeProvider();
        await using var story = await InvoiceTests.BeginAsync(clock);
        var user = await story.NewUserAsync();
        var session = await InvoiceTests.ChatAsync(story, user, clock, TimeSpan.FromMinutes(35));

        var refused = await story.Client.PostTextAsync($"/api/v1/billing/sessions/{session}/charge", body, token: user.AccessToken);

        Assert.Equal((409, "CONFLICT"), (refused.Status, refused.ErrorCode));
        var details = refused.Error.GetProperty("details");
        Assert.Equal((field, claimed, actual), (details.GetProperty("field").GetString(), details.GetProperty("claimed").GetRawText(), details.GetProperty("actual").GetRawText()));
        Assert.Equal(56.25m, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task A_running_session_is_refused_a_demo_is_free_and_a_strangers_is_not_there()
    {
        var clock = new ManualTimeProvider();
        await using var story = await InvoiceTests.BeginAsync(clock);
        var (user, stranger) = (await story.NewUserAsync(), await story.NewUserAsync());
        var running = await story.StartIdAsync(user);
        var demo = await InvoiceTests.ChatAsync(story, user, clock, TimeSpan.FromMinutes(2), demo: true);

        var early = await ChargeAsync(story, user, running, Documented);
        var free = await ChargeAsync(story, user, demo, new { final_cost = 0 });

        Assert.Equal((409, "billing.session_running"), (early.Status, early.Error.GetProperty("details").GetProperty("reason").GetString()));
        Assert.Equal((200, "free", 0m), (free.Status, free.Json.GetProperty("status").GetString(), free.Json.GetProperty("final_cost").GetDecimal()));
        Assert.Equal(404, (await ChargeAsync(story, stranger, demo, new { })).Status);
        Assert.Equal(404, (await ChargeAsync(story, user, Guid.NewGuid(), new { })).Status);
    }

    private static Task<Answer> ChargeAsync(ChatStory story, SignedInUser user, Guid session, object body) =>
        story.Client.PostAsync($"/api/v1/billing/sessions/{session}/charge", body, user.AccessToken);
}

using System.Text.Json;
using Drills.Tests.Harness;
using Grains.Testing;

namespace Drills.Tests;

/// <summary>D21: the clock is set by ten minutes, forwards and back, in the middle of a session. The server is in this process, where its clock can be set.</summary>
public sealed class ClockJumpTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_that_jumps_costs_nothing_and_turns_nothing_around(int direction)
    {
        var clock = new SettableTimeProvider();
        await using var host = await StartAsync(clock);
        var user = await host.Client.NewUserAsync();
        var session = await StartSessionAsync(host, user.AccessToken);
        await SendAsync(host, user.AccessToken, session, "before");

        clock.Jump(direction * TenMinutes);
        user = await host.Client.LogInAsync(user.Email);
        await SendAsync(host, user.AccessToken, session, "after");
        var ended = await host.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken);

        // Seconds at 60 USD an hour; ten minutes would be ten dollars.
        Assert.True(ended.IsSuccess, ended.ToString());
        Assert.InRange(ended.Json.GetProperty("final_cost").GetDecimal(), 0m, 5m);
        Assert.InRange(ended.Json.GetProperty("duration_minutes").GetDouble(), 0, 5);
        var messages = (await host.Client.GetAsync($"/api/v1/sessions/{session}/messages", user.AccessToken)).Json.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(messages.Select(Time).Order(), messages.Select(Time));
        Assert.All(messages, message => Assert.True(!message.TryGetProperty("cost_increment", out var cost) || cost.ValueKind == JsonValueKind.Null || cost.GetDecimal() >= 0));
        var wallet = (await host.Client.GetAsync("/api/v1/users/wallet", user.AccessToken)).Json;
        Assert.Equal(20m - ended.Json.GetProperty("final_cost").GetDecimal(), wallet.GetProperty("balance").GetDecimal());
    }

    [Fact]
    public async Task A_token_of_a_minute_ahead_is_good_and_one_of_ten_is_not()
    {
        var clock = new SettableTimeProvider();
        await using var host = await StartAsync(clock);
        var user = await host.Client.NewUserAsync();

        clock.Jump(TimeSpan.FromSeconds(-55));
        var nearly = await host.Client.GetAsync("/api/v1/users/profile", user.AccessToken);
        clock.Jump(-TenMinutes);
        var ahead = await host.Client.GetAsync("/api/v1/users/profile", user.AccessToken);
        clock.Jump(TenMinutes + TenMinutes);
        var again = await host.Client.GetAsync("/api/v1/users/profile", user.AccessToken);
        clock.Jump(TimeSpan.FromHours(1));
        var expired = await host.Client.GetAsync("/api/v1/users/profile", user.AccessToken);

        Assert.Equal((200, 401, 200, 401), (nearly.Status, ahead.Status, again.Status, expired.Status));
    }

    private static Task<ProductHost> StartAsync(TimeProvider clock) => ProductHost.StartAsync(new ProductSetup { Clock = clock });

    private static async Task<Guid> StartSessionAsync(ProductHost host, string token)
    {
        var creator = await host.Client.NewUserAsync("creator");
        var created = await host.Client.PostAsync(
            "/api/v1/clones", new { name = "Clock", description = "Knows nothing", category = "Drills", expertise_areas = new[] { "time" }, base_price = 60m }, creator.AccessToken);
        var clone = created.Json.GetProperty("clone_id").GetGuid();
        Assert.True((await host.Client.PostAsync($"/api/v1/clones/{clone}/publish", null, creator.AccessToken)).IsSuccess);
        var started = await host.Client.PostAsync("/api/v1/sessions", new { expert_id = clone, session_type = "chat" }, token);
        return started.Json.GetProperty("session_id").GetGuid();
    }

    private static async Task SendAsync(ProductHost host, string token, Guid session, string messageId)
    {
        var answer = await host.Client.PostAsync($"/api/v1/sessions/{session}/messages", new { content = "What time is it?", client_message_id = messageId }, token);

        Assert.True(answer.IsSuccess, answer.ToString());
    }

    private static DateTimeOffset Time(JsonElement message) => message.GetProperty("timestamp").GetDateTimeOffset();
}

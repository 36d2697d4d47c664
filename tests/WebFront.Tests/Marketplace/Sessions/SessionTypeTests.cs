using Grains.Testing;

namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>Chat, voice and video: the same text, each at its own price.</summary>
public sealed class SessionTypeTests
{
    private static readonly DateTimeOffset Ten = new(2026, 1, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("chat", 1.25, 12.50)]
    [InlineData("voice", 2.00, 20.00)]
    [InlineData("video", 1.25, 12.50)]
    public async Task A_session_costs_what_its_type_costs(string type, decimal rate, decimal cost)
    {
        var clock = new ManualTimeProvider(Ten);
        await using var story = await ChatStory.BeginAsync(
            new { voice = new { base_price = 120 }, video = new { price_per_message = 3 } }, clock: clock, settings: ("Wallets:SandboxBalance", "100"));
        var user = await story.NewUserAsync();
        var started = await story.StartAsync(user, new { expert_id = story.CloneId, session_type = type });
        var session = started.GetProperty("session_id").GetGuid();
        await using var socket = await story.ConnectAsync(user, session);
        await socket.ReceiveUntilAsync("session_update");

        clock.Advance(TimeSpan.FromMinutes(10));
        var ended = await story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken);

        Assert.Equal(type, started.GetProperty("session_type").GetString());
        Assert.Equal(rate, started.GetProperty("billing").GetProperty("rate_per_minute").GetDecimal());
        Assert.Equal(cost, ended.Json.GetProperty("final_cost").GetDecimal());
        Assert.Equal(100m - cost, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task A_creator_sets_and_sees_the_prices_of_voice_and_video()
    {
        await using var story = await ChatStory.BeginAsync(new { voice = new { base_price = 120 } });
        var path = $"/api/v1/clones/{story.CloneId}";

        var first = await story.Client.GetAsync(path, story.Creator.AccessToken);
        await story.Client.PutAsync(path, new { base_price = 80 }, story.Creator.AccessToken);
        var kept = await story.Client.GetAsync(path, story.Creator.AccessToken);
        await story.Client.PutAsync(path, new { pricing = new { voice = new { }, video = new { base_price = 200 } } }, story.Creator.AccessToken);
        var second = await story.Client.GetAsync(path, story.Creator.AccessToken);
        var wrong = await story.Client.PutAsync(path, new { pricing = new { video = new { base_price = -1 } } }, story.Creator.AccessToken);

        Assert.Equal(120m, first.Json.GetProperty("pricing").GetProperty("voice").GetProperty("base_price").GetDecimal());
        Assert.Equal(120m, kept.Json.GetProperty("pricing").GetProperty("voice").GetProperty("base_price").GetDecimal());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.Json.GetProperty("pricing").GetProperty("voice").GetProperty("base_price").ValueKind);
        Assert.Equal(200m, second.Json.GetProperty("pricing").GetProperty("video").GetProperty("base_price").GetDecimal());
        Assert.Equal((400, "pricing.video.base_price"), (wrong.Status, wrong.ErrorField));
    }

    [Fact]
    public async Task The_estimate_holds_what_the_first_message_will_cost()
    {
        var answerer = new ScriptedAnswerer { Waits = true };
        await using var story = await ChatStory.BeginAsync(answerer, new { model = "per_message", price_per_message = 0.25 });
        var user = await story.NewUserAsync();

        var started = await story.StartAsync(user, new { expert_id = story.CloneId, initial_message = "Hi, I need help" });
        answerer.Allow(10);

        Assert.Equal(0m, started.GetProperty("billing").GetProperty("current_cost").GetDecimal());
        Assert.Equal(0.25m, started.GetProperty("billing").GetProperty("estimated_cost").GetDecimal());
        Assert.False(started.GetProperty("demo_mode").GetBoolean());
    }

    [Fact]
    public async Task The_end_tells_what_there_is_to_summarise_read_and_rate()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var (silent, spoken) = (await story.StartIdAsync(user), await story.StartIdAsync(user));
        await story.SendAsync(user, spoken, "When is honey harvested?");

        var nothing = (await story.Client.PostAsync($"/api/v1/sessions/{silent}/end", null, user.AccessToken)).Json;
        var something = (await story.Client.PostAsync($"/api/v1/sessions/{spoken}/end", null, user.AccessToken)).Json;

        foreach (var member in new[] { "summary_available", "transcript_available", "rating_requested" })
        {
            Assert.False(nothing.GetProperty(member).GetBoolean());
            Assert.True(something.GetProperty(member).GetBoolean());
        }

        Assert.Equal((0, 2), (nothing.GetProperty("message_count").GetInt32(), something.GetProperty("message_count").GetInt32()));
    }
}

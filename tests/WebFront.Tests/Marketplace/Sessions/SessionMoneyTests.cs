using System.Text.Json;
using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace WebFront.Tests.Marketplace.Sessions;

public sealed class SessionMoneyTests
{
    private static readonly object TenCentsAMessage = new { model = "per_message", price_per_message = 0.10m };

    [Fact]
    public async Task The_same_message_sent_five_times_at_once_is_one_turn_and_one_charge()
    {
        await using var story = await ChatStory.BeginAsync(TenCentsAMessage);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => story.SendAsync(user, session, "When is honey harvested?", "once")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(answers.Select(answer => answer.Json.GetProperty("message_id").GetGuid()).Distinct());
        Assert.Single(answers.Select(answer => answer.Json.GetProperty("ai_response").GetProperty("content").GetString()).Distinct());
        Assert.Equal(19.90m, await story.BalanceAsync(user));
        Assert.Equal(2, (await story.GetAsync(user, session)).Json.GetProperty("message_count").GetInt32());
    }

    [Fact]
    public async Task The_same_id_with_another_text_is_refused()
    {
        await using var story = await ChatStory.BeginAsync(TenCentsAMessage);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?", "once");

        var other = await story.SendAsync(user, session, "How long does an inspection last?", "once");

        Assert.Equal(409, other.Status);
        Assert.Equal("CONFLICT", other.ErrorCode);
        Assert.Equal(19.90m, await story.BalanceAsync(user));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Two_hundred_sends_against_a_balance_for_37_messages_answer_exactly_37(int sessions)
    {
        await using var story = await ChatStory.BeginAsync(
            TenCentsAMessage, settings: [("Wallets:SandboxBalance", "3.70"), ("Limits:marketplace.messages:Permits", "1000"), ("Limits:marketplace.calls:Permits", "10000")]);
        var user = await story.NewUserAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < sessions; i++) ids.Add(await story.StartIdAsync(user));

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => story.SendAsync(user, ids[i % sessions], "When is honey harvested?", $"message-{i}")));

        Assert.Equal(37, answers.Count(answer => answer.Status == 200));
        Assert.Equal(163, answers.Count(answer => answer.Status == 402));
        Assert.Equal(0m, await story.BalanceAsync(user));
        var proof = await story.Host.Services.GetRequiredService<ILedger>().ProveAsync(CancellationToken.None);
        Assert.Equal(0, proof.SumMicros);
        Assert.Empty(proof.Mismatches);
        Assert.Empty(proof.Overdrawn);
    }

    [Fact]
    public async Task An_empty_wallet_is_refused_with_the_shortfall_before_anything_is_spent()
    {
        await using var story = await ChatStory.BeginAsync(TenCentsAMessage, settings: ("Wallets:SandboxBalance", "0.03"));
        var user = await story.NewUserAsync();

        var refused = await story.Client.PostAsync("/api/v1/sessions", new { expert_id = story.CloneId, session_type = "chat" }, user.AccessToken);

        Assert.Equal(402, refused.Status);
        Assert.Equal("PAYMENT_REQUIRED", refused.ErrorCode);
        Assert.Equal(0.07m, refused.Error.GetProperty("details").GetProperty("shortfall").GetDecimal());
        Assert.Equal("The balance is short of 0.07 USD.", refused.Error.GetProperty("message").GetString());
        Assert.Equal(0.03m, await story.BalanceAsync(user, "available"));
    }

    [Fact]
    public async Task A_running_answer_is_cut_at_the_last_affordable_part()
    {
        // Half a cent a token, at least ten tokens set aside: six cents pay for twelve.
        await using var story = await ChatStory.BeginAsync(
            new { model = "per_token", price_per_1k_tokens = 5.00m },
            settings: [("Wallets:SandboxBalance", "0.06"), ("Chat:MinimumPaidTokens", "10")]);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var answer = await story.SendAsync(user, session, "When is a hive opened, and how long does an inspection last?");

        var response = answer.Json.GetProperty("ai_response");
        Assert.Equal("insufficient_funds", response.GetProperty("finish_reason").GetString());
        Assert.NotEqual("", response.GetProperty("content").GetString());
        Assert.InRange(response.GetProperty("cost_increment").GetDecimal(), 0.04m, 0.06m);
        Assert.Equal(0.06m - response.GetProperty("cost_increment").GetDecimal(), await story.BalanceAsync(user));
    }

    [Fact]
    public async Task A_paused_session_does_not_bill()
    {
        var clock = new ManualTimeProvider();
        await using var story = await ChatStory.BeginAsync(clock: clock);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        clock.Advance(TimeSpan.FromMinutes(2));
        await story.Client.PutAsync($"/api/v1/sessions/{session}/status", new { status = "paused" }, user.AccessToken);

        clock.Advance(TimeSpan.FromMinutes(10));

        var paused = (await story.GetAsync(user, session)).Json;
        Assert.Equal(2.50m, paused.GetProperty("total_cost").GetDecimal());
        Assert.Equal(2, paused.GetProperty("duration_minutes").GetDecimal());
        Assert.Equal(409, (await story.SendAsync(user, session, "Are you there?")).Status);
    }

    [Fact]
    public async Task Nobody_there_is_not_billed_after_the_grace_period()
    {
        var clock = new ManualTimeProvider();
        await using var story = await ChatStory.BeginAsync(clock: clock, settings: [("Wallets:SandboxBalance", "100"), ("Tokens:Lifetime", "1.00:00:00")]);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        clock.Advance(TimeSpan.FromHours(2));

        // Five minutes after the last request of a session that never had a socket.
        Assert.Equal(6.25m, (await story.GetAsync(user, session)).Json.GetProperty("total_cost").GetDecimal());
    }

    [Fact]
    public async Task When_the_money_is_gone_the_session_is_paused_and_nothing_is_overdrawn()
    {
        var clock = new ManualTimeProvider();
        await using var story = await ChatStory.BeginAsync(clock: clock, settings: ("Wallets:SandboxBalance", "2.50"));
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await using var socket = await story.ConnectAsync(user, session);
        await socket.ReceiveUntilAsync("session_update");

        clock.Advance(TimeSpan.FromMinutes(3));
        JsonElement update;
        do update = (await socket.ReceiveUntilAsync("session_update"))[^1];
        while (update.GetProperty("status").GetString() != "paused");

        Assert.Equal("insufficient_funds", update.GetProperty("reason").GetString());
        Assert.Equal(2.50m, update.GetProperty("current_cost").GetDecimal());
        Assert.Equal(0m, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task A_session_ends_once_and_its_bill_never_changes()
    {
        await using var story = await ChatStory.BeginAsync(TenCentsAMessage);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?");

        var ends = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken)));

        Assert.All(ends, end => Assert.Equal(0.10m, end.Json.GetProperty("final_cost").GetDecimal()));
        Assert.Equal(409, (await story.SendAsync(user, session, "One more?")).Status);
        Assert.Equal(19.90m, await story.BalanceAsync(user, "available"));
    }

    [Fact]
    public async Task A_session_key_names_one_session()
    {
        await using var story = await ChatStory.BeginAsync(TenCentsAMessage);
        var user = await story.NewUserAsync();

        var first = await CreateAsync(story, user, "key", demo: false);
        var same = await CreateAsync(story, user, "key", demo: false);
        var other = await CreateAsync(story, user, "key", demo: true);
        var another = await CreateAsync(story, user, "another key", demo: false);

        Assert.Equal(first.Json.GetProperty("session_id").GetGuid(), same.Json.GetProperty("session_id").GetGuid());
        Assert.Equal(409, other.Status);
        Assert.NotEqual(first.Json.GetProperty("session_id").GetGuid(), another.Json.GetProperty("session_id").GetGuid());
    }

    [Fact]
    public async Task A_demo_is_free_and_bounded()
    {
        await using var story = await ChatStory.BeginAsync(TenCentsAMessage, settings: ("Chat:DemoMessages", "2"));
        var user = await story.NewUserAsync();
        var session = (await story.StartAsync(user, new { expert_id = story.CloneId, demo_mode = true })).GetProperty("session_id").GetGuid();

        var statuses = new List<int>();
        for (var i = 0; i < 3; i++) statuses.Add((await story.SendAsync(user, session, "When is honey harvested?")).Status);

        Assert.Equal([200, 200, 402], statuses);
        Assert.Equal(20.00m, await story.BalanceAsync(user));
    }

    private static async Task<Answer> CreateAsync(ChatStory story, SignedInUser user, string key, bool demo)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/sessions", UriKind.Relative));
        request.Headers.Add("Authorization", $"Bearer {user.AccessToken}");
        request.Headers.Add("Idempotency-Key", key);
        request.Content = System.Net.Http.Json.JsonContent.Create(new { expert_id = story.CloneId, demo_mode = demo });
        return await story.Client.SendAsync(request);
    }
}

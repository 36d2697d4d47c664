using Grains.Chat.Models;
using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace WebFront.Tests.Marketplace.Sessions;

public sealed class SessionTurnTests
{
    private static readonly object TenCentsAMessage = new { model = "per_message", price_per_message = 0.10m };

    // The read model follows now and then, once for many turns; what is counted here is what each one costs.
    private static readonly (string Name, string Value) NobodyReads = ("Storage:CatchUpInterval", "01:00:00");

    [Theory]
    [InlineData("00:00:01", 1)]
    [InlineData("00:00:00", 2)]
    public async Task A_warm_turn_reads_no_database_and_writes_once_where_the_answer_comes_at_once(string joinAnswerWithin, int expected)
    {
        await using var story = await ChatStory.BeginAsync(new ScriptedAnswerer(), TenCentsAMessage, ("Chat:JoinAnswerWithin", joinAnswerWithin), NobodyReads);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "Warm up");
        var counters = story.Host.Services.GetRequiredService<StorageCounters>();
        var (reads, writes) = (counters.Reads, counters.Writes);

        var answer = await story.SendAsync(user, session, "And now?");

        Assert.Equal(200, answer.Status);
        Assert.Equal(0, counters.Reads - reads);
        Assert.Equal(expected, counters.Writes - writes);
    }

    [Fact]
    public async Task A_thousand_tokens_take_at_most_four_writes()
    {
        var model = new ScriptedAnswerer { Tokens = [.. Enumerable.Range(0, 1_000).Select(i => $"token{i} ")] };
        await using var story = await ChatStory.BeginAsync(model, TenCentsAMessage, NobodyReads);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        var counters = story.Host.Services.GetRequiredService<StorageCounters>();
        var writes = counters.Writes;

        var answer = await story.SendAsync(user, session, "Tell me everything");

        Assert.EndsWith("token999 ", answer.Json.GetProperty("ai_response").GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.InRange(counters.Writes - writes, 1, 4);
    }

    [Fact]
    public async Task A_piece_that_is_too_dear_as_a_whole_is_told_and_billed_as_far_as_the_money_goes()
    {
        var model = new ScriptedAnswerer { Tokens = [string.Concat(Enumerable.Range(0, 100).Select(i => $"token{i} "))] };
        await using var story = await ChatStory.BeginAsync(
            model, new { model = "per_token", price_per_1k_tokens = 1.00m }, ("Wallets:SandboxBalance", "0.06"), ("Chat:MinimumPaidTokens", "10"));
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var answer = (await story.SendAsync(user, session, "Tell me everything")).Json.GetProperty("ai_response");

        Assert.Equal("insufficient_funds", answer.GetProperty("finish_reason").GetString());
        Assert.EndsWith("token59", answer.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Equal(0.06m, answer.GetProperty("cost_increment").GetDecimal());
        Assert.Equal(0m, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task A_message_whose_answer_is_slow_is_told_before_it()
    {
        var model = new ScriptedAnswerer { Waits = true };
        await using var story = await ChatStory.BeginAsync(model, TenCentsAMessage);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await using var socket = await story.ConnectAsync(user, session);

        await socket.SendMessageAsync("Are you there?", "a");
        var accepted = (await socket.ReceiveUntilAsync("message_accepted"))[^1];
        var stored = (await story.GetAsync(user, session)).Json;
        model.Allow(100);
        var answer = (await socket.ReceiveUntilAsync("ai_response"))[^1];

        Assert.Equal("a", accepted.GetProperty("client_message_id").GetString());
        Assert.Equal(1, stored.GetProperty("message_count").GetInt32());
        Assert.Equal("An answer.", answer.GetProperty("content").GetString());
        Assert.Equal(1, model.Asked);
    }

    [Fact]
    public async Task A_failed_answer_is_told_once_and_costs_nothing()
    {
        var model = new ScriptedAnswerer { Tokens = [], Failure = new ModelFailedException(ModelFailures.Unavailable, "The model is down.") };
        await using var story = await ChatStory.BeginAsync(model, TenCentsAMessage);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await using var socket = await story.ConnectAsync(user, session);

        await socket.SendMessageAsync("Are you there?", "a");
        var error = (await socket.ReceiveUntilAsync("error"))[^1];
        var again = await story.SendAsync(user, session, "Are you there?", "a");

        Assert.Equal("SERVICE_UNAVAILABLE", error.GetProperty("error_code").GetString());
        Assert.Equal(503, again.Status);
        Assert.Equal(1, model.Asked);
        Assert.Equal(20.00m, await story.BalanceAsync(user));
        var transcript = (await story.GetAsync(user, session, "/messages")).Json.GetProperty("messages");
        Assert.Equal(2, transcript.GetArrayLength());
        Assert.Equal("error", transcript[1].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task A_cancelled_answer_keeps_what_was_delivered_and_the_session_goes_on()
    {
        var model = new ScriptedAnswerer { Tokens = ["One ", "two ", "three ", "four"], Waits = true };
        await using var story = await ChatStory.BeginAsync(model, new { model = "per_token", price_per_1k_tokens = 1.00m });
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await using var socket = await story.ConnectAsync(user, session);
        await socket.SendMessageAsync("Count", "a");
        model.Allow(2);
        var text = "";
        while (text != "One two ") text += (await socket.ReceiveUntilAsync("ai_response_delta"))[^1].GetProperty("content").GetString();

        await socket.SendAsync(new { type = "cancel" });
        var answer = (await socket.ReceiveUntilAsync("ai_response"))[^1];
        model.Allow(100);
        var next = await story.SendAsync(user, session, "Count again");

        Assert.Equal("cancelled", answer.GetProperty("finish_reason").GetString());
        Assert.Equal("One two ", answer.GetProperty("content").GetString());
        Assert.Equal(0.002m, answer.GetProperty("cost_increment").GetDecimal());
        Assert.Equal("One two three four", next.Json.GetProperty("ai_response").GetProperty("content").GetString());
        Assert.Equal(20.00m - 0.006m, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task Ending_a_session_ends_what_is_being_answered_and_what_waits()
    {
        var model = new ScriptedAnswerer { Waits = true };
        await using var story = await ChatStory.BeginAsync(model, TenCentsAMessage, ("Limits:marketplace.calls:Permits", "1000000"));
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        var sends = Enumerable.Range(0, 3).Select(i => story.SendAsync(user, session, $"Question {i}")).ToList();
        while ((await story.GetAsync(user, session)).Json.GetProperty("message_count").GetInt32() < 3) { }

        var ended = await story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken);
        var answers = await Task.WhenAll(sends);

        Assert.All(answers, answer => Assert.Equal("cancelled", answer.Json.GetProperty("ai_response").GetProperty("finish_reason").GetString()));
        Assert.Equal(0m, ended.Json.GetProperty("final_cost").GetDecimal());
        Assert.Equal(20.00m, await story.BalanceAsync(user, "available"));
    }

    [Fact]
    public async Task A_pause_ends_what_is_being_answered_and_bills_it()
    {
        var model = new ScriptedAnswerer { Tokens = ["One ", "two ", "three"], Waits = true };
        await using var story = await ChatStory.BeginAsync(model, new { model = "per_token", price_per_1k_tokens = 1.00m });
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await using var socket = await story.ConnectAsync(user, session);
        await socket.SendMessageAsync("Count", "a");
        model.Allow(1);
        await socket.ReceiveUntilAsync("ai_response_delta");

        var paused = await story.Client.PutAsync($"/api/v1/sessions/{session}/status", new { status = "paused" }, user.AccessToken);
        var answer = (await socket.ReceiveUntilAsync("ai_response"))[^1];

        Assert.Equal("paused", paused.Json.GetProperty("status").GetString());
        Assert.Equal("cancelled", answer.GetProperty("finish_reason").GetString());
        Assert.Equal("One ", answer.GetProperty("content").GetString());
        Assert.Equal(0.001m, paused.Json.GetProperty("total_cost").GetDecimal());
    }

    [Fact]
    public async Task An_answer_that_reaches_its_longest_says_so()
    {
        await using var story = await ChatStory.BeginAsync(new ScriptedAnswerer { FinishReason = "length" }, TenCentsAMessage);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var answer = await story.SendAsync(user, session, "Tell me everything");

        Assert.Equal("length", answer.Json.GetProperty("ai_response").GetProperty("finish_reason").GetString());
        Assert.Equal(19.90m, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task A_deleted_expert_answers_no_more_and_costs_nothing()
    {
        await using var story = await ChatStory.BeginAsync(TenCentsAMessage);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?");
        await story.Client.SendAsync(HttpMethod.Delete, $"/api/v1/clones/{story.CloneId}", null, story.Creator.AccessToken);

        var answer = await story.SendAsync(user, session, "When is honey harvested?");
        var ended = await story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken);

        Assert.Equal(404, answer.Status);
        Assert.Equal(0.10m, ended.Json.GetProperty("final_cost").GetDecimal());
        Assert.Equal(19.90m, await story.BalanceAsync(user, "available"));
    }

    [Fact]
    public async Task A_watcher_in_the_middle_of_an_answer_says_how_much_it_has()
    {
        var model = new ScriptedAnswerer { Tokens = ["One ", "two ", "three"], Waits = true };
        await using var story = await ChatStory.BeginAsync(model, TenCentsAMessage);
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await using var first = await story.ConnectAsync(user, session);
        await first.SendMessageAsync("Count", "a");
        model.Allow(1);
        var delta = (await first.ReceiveUntilAsync("ai_response_delta"))[^1];

        await using var second = await SocketClient.ConnectAsync(
            story.Host.Address, session, $"{user.AccessToken}&epoch={delta.GetProperty("epoch").GetInt64()}&offset=4", first.LastSeq);
        model.Allow(1);
        var more = (await second.ReceiveUntilAsync("ai_response_delta"))[^1];

        Assert.Equal(4, more.GetProperty("offset").GetInt32());
        Assert.Equal("two ", more.GetProperty("content").GetString());
        model.Allow(1);
    }
}

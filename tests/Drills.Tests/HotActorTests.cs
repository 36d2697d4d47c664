using System.Diagnostics;
using Drills.Tests.Harness;
using Grains.Testing;

namespace Drills.Tests;

/// <summary>D20: everybody wants the same session, or the same wallet, at once.</summary>
public sealed class HotActorTests
{
    private const int MaxOpenTurns = 20;

    private static readonly int Requests = Scale.Of(100, 500);

    [Fact]
    public async Task A_session_takes_as_much_as_it_may_in_order_refuses_the_rest_and_others_hardly_notice()
    {
        await using var drill = await Drill.StartAsync(
            new ServerSetup([.. ServerSetup.Echo(2_000), ("Chat:MaxOpenTurns", $"{MaxOpenTurns}")]));
        var hot = (await drill.NewClientAsync(await drill.NewUserAsync())).Session;
        var other = (await drill.NewClientAsync(await drill.NewUserAsync())).Session;
        await MeasureAsync(drill, other, "warm-up", () => false);
        var alone = await MeasureAsync(drill, other, "alone", () => false);

        var storm = StormAsync(hot);
        var beside = await MeasureAsync(drill, other, "beside", () => !storm.IsCompleted);

        var answers = await storm;
        Assert.Contains(answers, answer => answer.IsSuccess);
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 402 or 429 or 503, answer.ToString()));
        Assert.All(answers.Where(answer => answer.Status is 429 or 503), answer => Assert.NotNull(answer.Header("Retry-After")));
        Assert.Contains(answers, answer => answer.Status == 429);
        await AssertInOrderAsync(hot);
        if (Scale.IsFull) Assert.InRange(beside, TimeSpan.Zero, 2 * alone + TimeSpan.FromMilliseconds(20));
        await drill.AssertKeptItsWordAsync();
    }

    [Fact]
    public async Task A_wallet_that_everybody_leases_from_gives_what_it_has_and_no_more()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup(ServerSetup.Echo(0)));
        var user = await drill.NewUserAsync();
        var expensive = await drill.Creator.PublishCloneAsync(ServerSetup.Grant / 50);

        var started = await Task.WhenAll(Enumerable.Range(0, Requests).Select(async i =>
        {
            using var http = drill.Server.NewHttp();
            return await user.SendAsync(
                HttpMethod.Post, "/api/v1/sessions", System.Net.Http.Json.JsonContent.Create(new { expert_id = expensive, session_type = "chat" }), $"hot {i}", http);
        }));

        Assert.All(started, answer => Assert.True(answer!.Status is 201 or 402 or 429 or 503, answer.ToString()));
        Assert.Contains(started, answer => answer!.Status == 201);
        var wallet = await user.GetAsync("/api/v1/users/wallet");
        Assert.Equal(ServerSetup.Grant, wallet.GetProperty("balance").GetDecimal());
        Assert.InRange(wallet.GetProperty("available").GetDecimal(), 0m, ServerSetup.Grant);
        await drill.AssertKeptItsWordAsync();
    }

    private static async Task<List<Answer>> StormAsync(DrillSession session)
    {
        var text = string.Join(' ', Enumerable.Range(0, 100).Select(i => $"word{i}"));
        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(i => session.User.SendMessageAsync(session, $"storm {i}", $"{i}: {text}")));
        return [.. answers.Select(answer => answer!)];
    }

    /// <summary>The slowest of a hundred requests of somebody else, one after the other, and more as long as something goes on.</summary>
    private static async Task<TimeSpan> MeasureAsync(Drill drill, DrillSession session, string name, Func<bool> goesOn)
    {
        using var http = drill.Server.NewHttp();
        var times = new List<TimeSpan>();
        for (var i = 0; i < 100 || (goesOn() && i < 5_000); i++)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await session.User.SendAsync(HttpMethod.Get, $"/api/v1/sessions/{session.Id}?{name}", null, http: http);
            times.Add(Stopwatch.GetElapsedTime(began));
            Assert.Equal(200, answer!.Status);
        }

        times.Sort();
        return times[times.Count * 99 / 100];
    }

    /// <summary>Messages are answered in the order in which they were accepted; an echo says which one it answers.</summary>
    private static async Task AssertInOrderAsync(DrillSession session)
    {
        var transcript = await Oracle.TranscriptAsync(session);
        string[] Texts(string sender) =>
        [
            .. transcript.Where(message => message.GetProperty("sender_type").GetString() == sender).Select(message => message.GetProperty("content").GetString()!),
        ];
        var (asked, answered) = (Texts("user"), Texts("ai"));
        Assert.Equal(asked.Length, answered.Length);
        Assert.All(asked.Zip(answered), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }
}

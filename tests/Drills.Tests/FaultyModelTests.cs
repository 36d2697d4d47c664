using System.Diagnostics;
using Drills.Tests.Harness;
using Microsoft.AspNetCore.Http;

namespace Drills.Tests;

/// <summary>D12: the model's server is silent, limits us, fails, breaks off or talks nonsense.</summary>
public sealed class FaultyModelTests
{
    private const double TimeoutSeconds = 3;

    /// <summary>Of a turn whose model fails before the first token; the rest is for a busy machine.</summary>
    private static readonly TimeSpan Deadline = Scale.Of(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(10));

    private static readonly (string Name, Func<HttpContext, Task> Script, int Requests)[] Faults =
    [
        ("silence", ScriptedUpstream.Silence, 1),
        ("429", ScriptedUpstream.Status(429), 3),
        ("500", ScriptedUpstream.Status(500), 3),
        ("401", ScriptedUpstream.Status(401), 1),
        ("broken off at once", ScriptedUpstream.CutAfter(0), 3),
        ("broken off in the middle", ScriptedUpstream.CutAfter(3), 1),
        ("nonsense in the middle", ScriptedUpstream.Garbage(3), 1),
    ];

    [Fact]
    public async Task A_failing_model_costs_one_error_frame_and_no_money_and_the_session_goes_on()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var drill = await Drill.StartAsync(new ServerSetup(upstream.Settings(TimeoutSeconds)));
        using var client = await drill.NewClientAsync(await drill.NewUserAsync());
        var session = client.Session;
        await client.ConnectAsync();
        var answers = 0;

        foreach (var (name, script, requests) in Faults)
        {
            upstream.Script = script;
            var before = upstream.Requests;
            var began = Stopwatch.GetTimestamp();
            await client.SendAsync($"{name}, over the socket", "Hello?");
            await client.UntilAnswersAsync(++answers);
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Deadline);
            Assert.Equal("error", client.Told[^1].Type);

            // On a busy machine the deadline can come before the last retry; where none is allowed there is none.
            var asked = upstream.Requests - before;
            Assert.True(asked == requests || (!Scale.IsFull && asked >= 1 && asked < requests), $"{name}: {asked} requests instead of {requests}.");

            var refused = (await session.User.SendMessageAsync(session, $"{name}, over HTTP", "Hello?"))!;
            await client.UntilAnswersAsync(++answers);
            Assert.Equal(503, refused.Status);
            Assert.Equal("SERVICE_UNAVAILABLE", refused.ErrorCode);
            Assert.NotNull(refused.Header("Retry-After"));
        }

        upstream.Script = ScriptedUpstream.Words(3, TimeSpan.Zero);
        Assert.True((await session.User.SendMessageAsync(session, "at last", "Hello?"))!.IsSuccess);
        await client.UntilAnswersAsync(++answers);
        await client.AssertToldAllOnceAsync();
        var view = await session.User.GetAsync($"/api/v1/sessions/{session.Id}");
        Assert.Equal(Drill.Price, view.GetProperty("total_cost").GetDecimal());
        await drill.AssertKeptItsWordAsync();
    }

    [Fact]
    public async Task A_model_that_fails_five_times_is_left_alone_and_then_asked_once()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var drill = await Drill.StartAsync(
            new ServerSetup([.. upstream.Settings(breakerFailures: 5, breakerSeconds: 6), ("Models:Providers:scripted:Retries", "0")]));
        var session = (await drill.NewClientAsync(await drill.NewUserAsync())).Session;
        upstream.Script = ScriptedUpstream.Status(500);
        for (var i = 0; i < 5; i++) Assert.Equal(503, (await session.User.SendMessageAsync(session, $"failing {i}", "Hello?"))!.Status);

        var began = Stopwatch.GetTimestamp();
        Assert.Equal(503, (await session.User.SendMessageAsync(session, "left alone", "Hello?"))!.Status);

        Assert.Equal(5, upstream.Requests);
        upstream.Script = ScriptedUpstream.Words(3, TimeSpan.Zero);
        var tries = 0;
        await Patience.UntilAsync(
            async () => (await session.User.SendMessageAsync(session, $"probe {++tries}", "Hello?"))!.IsSuccess, TimeSpan.FromSeconds(50), "the circuit to close");
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(50));
        Assert.Equal(6, upstream.Requests);
        await drill.AssertKeptItsWordAsync();
    }
}

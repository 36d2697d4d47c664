using Drills.Tests.Harness;

namespace Drills.Tests;

/// <summary>D15: SIGTERM in the middle of streamed answers.</summary>
public sealed class OrderlyStopTests
{
    private static readonly int Streams = Scale.Of(15, 50);
    private static readonly string Question = string.Join(' ', Enumerable.Range(0, 80).Select(i => $"word{i}"));

    [Fact]
    public async Task Every_stream_is_told_where_it_was_and_goes_on_there_after_the_restart()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup(ServerSetup.Echo(25)));
        var clients = await drill.NewClientsAsync(Streams);
        foreach (var client in clients)
        {
            await client.ConnectAsync();
            await client.SendAsync("first", Question);
        }

        await Task.WhenAll(clients.Select(client => client.UntilAsync("ai_response_delta")));
        await drill.Server.SignalAsync("TERM");

        await Task.WhenAll(clients.Select(AssertToldAsync));
        Assert.Equal(0, await drill.Server.WaitForExitAsync(Scale.Of(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30))));
        await drill.Server.StartAsync();

        await Task.WhenAll(clients.Select(async client =>
        {
            await client.ConnectAsync();
            await client.UntilAnswersAsync(1);
        }));
        foreach (var client in clients) await client.AssertToldAllOnceAsync();
        await drill.AssertKeptItsWordAsync();
    }

    [Fact]
    public async Task A_stopping_server_is_not_ready_and_takes_no_new_work()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup(ServerSetup.Echo(5)));
        var session = (await drill.NewClientAsync(await drill.NewUserAsync())).Session;
        var busy = Enumerable.Range(0, 10).Select(i => session.User.SendMessageAsync(session, $"busy {i}", Question)).ToList();
        await Patience.UntilAsync(
            async () => (await Oracle.TranscriptAsync(session)).Count >= 10, TimeSpan.FromSeconds(50), "the messages to be accepted");

        await drill.Server.SignalAsync("TERM");
        await Patience.UntilAsync(async () => !await drill.Server.IsReadyAsync(), Scale.Of(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5)), "the server to be not ready");

        // Who gets through at all is told to come back; most find nobody listening.
        var late = await session.User.SendMessageAsync(session, "late", "Am I late?");
        Assert.True(late is null or { Status: 503 }, late?.ToString());
        if (late is not null) Assert.NotNull(late.Header("Retry-After"));
        foreach (var answer in await Task.WhenAll(busy))
        {
            Assert.True(answer is null or { Status: 503 }, answer?.ToString());
            if (answer is not null) Assert.NotNull(answer.Header("Retry-After"));
        }

        Assert.Equal(0, await drill.Server.WaitForExitAsync(Scale.Of(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30))));
        await drill.Server.StartAsync();
        Assert.Equal(200, (await session.User.SendAsync(HttpMethod.Post, $"/api/v1/sessions/{session.Id}/end", null))!.Status);
        await drill.AssertKeptItsWordAsync();
    }

    private static async Task AssertToldAsync(ChatClient client)
    {
        var closed = await client.DrainAsync();

        Assert.Equal(1012, closed);
        Assert.Equal("server_restart", client.Frames[^1].GetProperty("type").GetString());
        Assert.Equal(client.LastSeq, client.Frames[^1].GetProperty("seq").GetInt64());
    }
}

using System.Diagnostics;
using Drills.Tests.Harness;

namespace Drills.Tests;

/// <summary>D7: every flush of the database takes 200 ms, and then two seconds.</summary>
public sealed class SlowDiskTests
{
    /// <summary>In the short form the machine may be busy with something else, and what counts is that health waits for no flush.</summary>
    private static readonly TimeSpan HealthLimit = Scale.Of(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));

    [NeedsToolFact(Tool.Strace)]
    public async Task Slow_flushes_slow_callers_down_and_nothing_else()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup(ServerSetup.Echo(0)));
        var sessions = (await drill.NewClientsAsync(Scale.Of(16, 64), sessionsOfAUser: 4)).ConvertAll(client => client.Session);

        await RunAsync(drill, sessions, "200000", messages: Scale.Of(3, 20));
        await RunAsync(drill, sessions, "2000000", messages: Scale.Of(1, 5));

        await drill.AssertKeptItsWordAsync();
    }

    /// <summary>All clients talk at once, while somebody keeps looking at the server's health.</summary>
    private static async Task RunAsync(Drill drill, List<DrillSession> sessions, string microseconds, int messages)
    {
        await using var slow = await Injection.OnWriterAsync(drill.Server, "fsync,fdatasync", $"delay_enter={microseconds}");
        using var health = drill.Server.NewHttp();
        using var over = new CancellationTokenSource();
        var watching = WatchHealthAsync(health, over.Token);

        var talks = sessions.ConvertAll(session => TalkAsync(session, microseconds, messages));
        Assert.True(await drill.Server.IsReadyAsync());
        Assert.Contains(talks, talk => !talk.IsCompleted);
        await Task.WhenAll(talks);
        await over.CancelAsync();

        var slowest = await watching;
        Assert.True(slow.Count > 0, "No flush was slow.");
        Assert.InRange(slowest, TimeSpan.Zero, HealthLimit);
    }

    private static async Task TalkAsync(DrillSession session, string microseconds, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            var id = $"slow by {microseconds}, message {i}";
            var answer = (await session.User.SendMessageAsync(session, id, $"{id}, please"))!;
            Assert.True(answer.Status is 200 or 429 or 503, answer.ToString());
            if (!answer.IsSuccess) Assert.NotNull(answer.Header("Retry-After"));
        }
    }

    private static async Task<TimeSpan> WatchHealthAsync(HttpClient http, CancellationToken over)
    {
        var slowest = TimeSpan.Zero;
        while (!over.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(began);
            Assert.Equal(200, (int)answer.StatusCode);
            if (took > slowest) slowest = took;
            await Task.Delay(50, CancellationToken.None);
        }

        return slowest;
    }
}

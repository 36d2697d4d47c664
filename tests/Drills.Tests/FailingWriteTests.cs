using Drills.Tests.Harness;

namespace Drills.Tests;

/// <summary>D6: the n-th write to the database's files fails, for n from 1 on.</summary>
public sealed class FailingWriteTests
{
    private static readonly int UpTo = Scale.Of(3, 200);

    [NeedsToolFact(Tool.Strace)]
    public async Task A_write_for_which_there_is_no_room_loses_nothing_that_was_acknowledged() => await FailAsync("pwrite64", "ENOSPC");

    [NeedsToolFact(Tool.Strace)]
    public async Task A_write_that_the_disk_refuses_loses_nothing_that_was_acknowledged() => await FailAsync("pwrite64", "EIO");

    [NeedsToolFact(Tool.Strace)]
    public async Task A_flush_that_the_disk_refuses_loses_nothing_that_was_acknowledged() => await FailAsync("fsync,fdatasync", "EIO");

    private static async Task FailAsync(string calls, string error)
    {
        await using var drill = await Drill.StartAsync(new ServerSetup(ServerSetup.Echo(0)));
        var sessions = (await drill.NewClientsAsync(4, sessionsOfAUser: 2)).ConvertAll(client => client.Session);

        for (var n = 1; n <= UpTo; n++)
        {
            var sent = 0;
            await using (var fault = await Injection.OnWriterAsync(drill.Server, calls, $"error={error}:when={n}"))
            {
                while (fault.Count == 0)
                {
                    Assert.True(sent < 500, $"{calls} was not called {n} times by {sent} messages.");
                    await Task.WhenAll(sessions.Select(session => SendAsync(session, n, sent)));
                    sent++;
                }
            }

            // Whoever was refused sends the same again, under the same id; a session that lost its writer has a new one by then.
            foreach (var session in sessions)
            {
                await Patience.UntilAsync(
                    async () => (await session.User.SendMessageAsync(session, Id(n, sent - 1), Text(n))) is { IsSuccess: true },
                    TimeSpan.FromSeconds(50), $"the message after write {n} failed with {error}");
            }
        }

        await drill.AssertKeptItsWordAsync();
    }

    private static async Task SendAsync(DrillSession session, int n, int i)
    {
        var answer = (await session.User.SendMessageAsync(session, Id(n, i), Text(n)))!;

        Assert.True(answer.Status is 200 or 503 or 507, answer.ToString());
        if (!answer.IsSuccess) Assert.Equal("SERVICE_UNAVAILABLE", answer.ErrorCode);
    }

    private static string Id(int n, int i) => $"write {n}, message {i}";

    private static string Text(int n) => $"How does write {n} go?";
}

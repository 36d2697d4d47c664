using Drills.Tests.Harness;

namespace Drills.Tests;

/// <summary>D2: kill -9 while wallets are being charged, at a random moment, again and again.</summary>
public sealed class KillDuringDebitsTests
{
    private static readonly int Rounds = Scale.Of(3, 30);

    [Fact]
    public async Task What_was_acknowledged_was_charged_once_whenever_the_process_dies_and_whatever_is_sent_again()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup(ServerSetup.Echo(0)));
        var sessions = (await drill.NewClientsAsync(8, sessionsOfAUser: 4)).ConvertAll(client => client.Session);
        var moment = new Random(20_260_101);

        for (var round = 0; round < Rounds; round++)
        {
            var killAfter = moment.Next(5, 60);
            var keys = await DebitUntilKilledAsync(drill, sessions, round, killAfter);
            await drill.Server.StartAsync();
            await Task.WhenAll(keys.Select(key => ResendAsync(key.Session, key.MessageId)));
            await drill.Oracle.AssertServerAsync(drill.Server);
        }

        await drill.AssertKeptItsWordAsync();
    }

    /// <summary>Every client sends one paid message after the other, each under a key of its own, until after so many the server dies.</summary>
    private static async Task<List<(DrillSession Session, string MessageId)>> DebitUntilKilledAsync(
        Drill drill, List<DrillSession> sessions, int round, int killAfter)
    {
        var acknowledged = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clients = sessions.Select(async session =>
        {
            var keys = new List<(DrillSession, string)>();
            for (var i = 0; ; i++)
            {
                var key = $"round {round}, message {i}";
                keys.Add((session, key));
                var answer = await session.User.SendMessageAsync(session, key, $"{key}, please");
                if (answer is null) return keys;
                Assert.True(answer.IsSuccess, answer.ToString());
                if (Interlocked.Increment(ref acknowledged) == killAfter) enough.SetResult();
            }
        }).ToList();

        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await drill.Server.KillAsync();
        return [.. (await Task.WhenAll(clients)).SelectMany(keys => keys)];
    }

    private static async Task ResendAsync(DrillSession session, string messageId)
    {
        var answer = await session.User.SendMessageAsync(session, messageId, $"{messageId}, please");

        Assert.True(answer is { IsSuccess: true }, answer?.ToString());
    }
}

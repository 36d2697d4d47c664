using Drills.Tests.Harness;

namespace Drills.Tests;

/// <summary>D8: a second process on the same data. That a stale writer loses is in the storage's specification, <c>EventLogSpecification</c>.</summary>
public sealed class SecondProcessTests
{
    [Fact]
    public async Task A_second_process_refuses_to_start_even_while_the_first_stands_still_and_harms_nothing()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup(ServerSetup.Echo(0)));
        var session = (await drill.NewClientAsync(await drill.NewUserAsync())).Session;
        await session.User.SendMessageAsync(session, "before", "Before.");

        var (exitCode, said) = await drill.Server.StartSecondAsync();
        await drill.Server.SignalAsync("STOP");
        var (exitCodeMeanwhile, saidMeanwhile) = await drill.Server.StartSecondAsync();
        await drill.Server.SignalAsync("CONT");

        Assert.Equal((1, 1), (exitCode, exitCodeMeanwhile));
        Assert.All([said, saidMeanwhile], text => Assert.Contains("is in use by another process", text, StringComparison.Ordinal));
        Assert.True((await session.User.SendMessageAsync(session, "after", "After."))!.IsSuccess);
        await drill.Server.KillAsync();
        await drill.Server.StartAsync();
        await drill.AssertKeptItsWordAsync();
    }
}

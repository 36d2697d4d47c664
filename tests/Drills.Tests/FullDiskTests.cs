using Drills.Tests.Harness;
using Grains.Testing;

namespace Drills.Tests;

/// <summary>D5: the disk runs full under a running server, and has room again.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Writes_are_refused_and_reads_go_on_until_there_is_room_again_without_a_restart()
    {
        var disk = new SmallDisk();
        await using var drill = await Drill.StartAsync(new ServerSetup([.. ServerSetup.Echo(0), ("Knowledge:RecoverySeconds", "1")]) { Wrapper = disk.Wrapper });
        var session = (await drill.NewClientAsync(await drill.NewUserAsync())).Session;
        Assert.Equal(200, (await session.User.SendMessageAsync(session, "before", "Before."))!.Status);
        Assert.Equal(200, (await drill.Creator.UploadAsync(drill.Clone, "Before", "Orders from before."))!.Status);

        disk.Fill(drill.Server);

        // What is preallocated takes a few more writes; then each is refused until there is room.
        await RefuseAsync(i => session.User.SendMessageAsync(session, $"full {i}", new string('m', 8_000)));
        await RefuseAsync(i => drill.Creator.UploadAsync(drill.Clone, $"Full {i}", new string('u', 200_000)));
        await AssertReadsAsync(drill, session);

        disk.MakeRoom(drill.Server);

        await Patience.UntilAsync(
            async () => (await session.User.SendMessageAsync(session, "after", "After."))!.IsSuccess, TimeSpan.FromSeconds(50), "a message after the full disk");
        Assert.Equal(200, (await drill.Creator.UploadAsync(drill.Clone, "After", "Orders from after."))!.Status);
        var paid = await drill.Oracle.AssertServerAsync(drill.Server);
        Assert.Contains("fails and callers are told to come back", drill.Server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", drill.Server.Output, StringComparison.Ordinal);
        disk.SaveDatabase(drill.Server);
        Assert.Equal(0, await drill.Server.StopAsync());
        Oracle.AssertBooks(drill.Server.Data, paid);
    }

    /// <summary>Repeats something until it has been refused three times in a row; whatever is answered is a success or a refusal.</summary>
    private static async Task RefuseAsync(Func<int, Task<Answer?>> request)
    {
        var refused = 0;
        for (var i = 0; refused < 3; i++)
        {
            Assert.True(i < 3_000, "A full disk took 3,000 writes.");
            var answer = (await request(i))!;
            refused = answer.IsSuccess ? 0 : refused + 1;
            if (answer.IsSuccess) continue;
            Assert.True(answer.Status is 503 or 507, answer.ToString());
            Assert.Equal("SERVICE_UNAVAILABLE", answer.ErrorCode);
            Assert.NotNull(answer.Header("Retry-After"));
        }
    }

    private static async Task AssertReadsAsync(Drill drill, DrillSession session)
    {
        string[] reads =
        [
            $"/api/v1/sessions/{session.Id}", $"/api/v1/sessions/{session.Id}/messages", "/api/v1/users/wallet", "/api/v1/users/profile", "/api/v1/experts",
        ];
        foreach (var path in reads)
        {
            // A session whose write failed is picked up again from what is stored.
            await Patience.UntilAsync(
                async () => (await session.User.SendAsync(HttpMethod.Get, path, null))!.Status == 200, TimeSpan.FromSeconds(50), $"{path} while the disk is full");
        }

        Assert.True(await drill.Server.IsReadyAsync());
    }
}

using Grains.Testing;

namespace Cluster.Tests;

/// <summary>Drills with a real cluster under paid chats: D16, D17 and D18 of the product's list.</summary>
public sealed class SiloDrills(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_silo_that_is_killed_under_load_loses_nothing_and_all_sessions_answer_within_thirty_seconds()
    {
        await using var cluster = await TwoSilos.StartAsync();
        var load = new ChatLoad(cluster.Front);
        await load.StartAsync();
        await using var watcher = await FeedWatcher.StartAsync(cluster.Front, load.Clients[0]);
        await load.AllAnswerAsync(WarmUp * 4);

        await cluster.Silos[1].KillAsync();
        Tell(load, "killed", await load.AllAnswerAsync(Recovery));

        await cluster.Silos[1].StartAsync();
        Tell(load, "started again", await load.AllAnswerAsync(Recovery));
        await load.StopAsync();
        await AssertNothingIsLostAsync(cluster, load, watcher);
    }

    [Fact]
    public async Task A_silo_that_was_frozen_and_comes_back_changes_nothing_that_others_took_over()
    {
        await using var cluster = await TwoSilos.StartAsync();
        var load = new ChatLoad(cluster.Front);
        await load.StartAsync();
        await using var watcher = await FeedWatcher.StartAsync(cluster.Front, load.Clients[0]);
        await load.AllAnswerAsync(WarmUp * 4);

        await cluster.Silos[1].SignalAsync("STOP");
        Tell(load, "frozen", await load.AllAnswerAsync(Recovery));
        await cluster.Silos[1].SignalAsync("CONT");
        Tell(load, "thawed", await load.AllAnswerAsync(Recovery));

        await load.StopAsync();
        await AssertNothingIsLostAsync(cluster, load, watcher);
    }

    [Fact]
    public async Task A_rolling_restart_loses_nothing_and_refuses_less_than_one_call_in_a_hundred()
    {
        await using var cluster = await TwoSilos.StartAsync();
        var load = new ChatLoad(cluster.Front);
        await load.StartAsync();
        await using var watcher = await FeedWatcher.StartAsync(cluster.Front, load.Clients[0]);
        await load.AllAnswerAsync(WarmUp * 4);

        foreach (var silo in cluster.Silos)
        {
            Assert.Equal(0, await silo.StopAsync());
            Tell(load, "stopped", await load.AllAnswerAsync(Recovery));
            await silo.StartAsync();
            Tell(load, "started", await load.AllAnswerAsync(Recovery));
        }

        await load.StopAsync();
        await AssertNothingIsLostAsync(cluster, load, watcher);
        Assert.InRange(load.Failures.Count, 0, load.Calls / 100);
        Assert.All(load.Failures, status => Assert.True((int)status is 503 or 409, $"{status}"));
    }

    private void Tell(ChatLoad load, string what, TimeSpan took) =>
        output.WriteLine($"{what}: all {load.Clients.Count} sessions answered after {took.TotalSeconds:F1} s; {load.Calls} calls, {load.Failures.Count} of them failed");

    private static async Task AssertNothingIsLostAsync(TwoSilos cluster, ChatLoad load, FeedWatcher watcher)
    {
        var http = new ProductClient(cluster.Front.Address);
        foreach (var one in load.Clients)
        {
            var listed = await http.GetAsync($"/api/v1/sessions/{one.SessionId}/messages?limit=1", one.User.AccessToken);
            Assert.Equal(one.Sent * 2, listed.Json.GetProperty("pagination").GetProperty("total").GetInt32());
        }

        foreach (var user in load.Clients.GroupBy(one => one.User))
        {
            var wallet = await http.GetAsync("/api/v1/users/wallet", user.Key.AccessToken);
            Assert.Equal(TwoSilos.Balance - user.Sum(one => one.Sent) * ChatLoad.Price, wallet.Json.GetProperty("balance").GetDecimal());
        }

        await watcher.AssertSawEverythingOnceAsync();
        var charges = await cluster.ListChargesAsync();
        Assert.Equal(load.Clients.Sum(one => one.Sent), charges.Count);
        Assert.Equal(charges.Count, charges.DistinctBy(entry => entry.OperationId).Count());
        var proof = await cluster.ProveAsync();
        Assert.Equal(0, proof.SumMicros);
        Assert.Empty(proof.Mismatches);
        Assert.Empty(proof.Overdrawn);
    }
}

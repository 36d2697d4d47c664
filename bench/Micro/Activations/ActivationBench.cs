using Grains.Chat;
using Grains.Limits;
using Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Micro.Activations;

/// <summary>The heap that one activation holds when it is idle: after a full collection, the growth over the number of activations.</summary>
internal static class ActivationBench
{
    private const int Many = 100_000;
    private const int Sessions = 2_000;

    public static async Task RunAsync()
    {
        await using var product = await Product.StartAsync();
        var grains = product.Grains;

        var first = Guid.NewGuid();
        await grains.GetGrain<IIdleGrain>(first).TouchAsync(default);
        await PrintAsync("a grain without fields", Many, _ => grains.GetGrain<IIdleGrain>(Guid.NewGuid()).TouchAsync(default));

        // Nobody's account has no sign-ins, so each is a limits grain and an account grain that has found nothing.
        await PrintAsync("a user's limits with the account that it asked", Many / 10, async _ =>
            await grains.UserLimits(Guid.NewGuid()).AdmitAsync(new AdmitCall("none", [LimitNames.MarketplaceCalls]), default));

        var stored = new StoredSessions(product.Services.GetRequiredService<IEventLog>());
        foreach (var turns in new[] { 0, 1, 10 }) await PrintSessionsAsync(grains, stored, turns);
    }

    private static async Task PrintSessionsAsync(IGrainFactory grains, StoredSessions stored, int turns)
    {
        var sessions = await Task.WhenAll(Enumerable.Range(0, Sessions + 1).Select(_ => stored.WriteAsync(turns)));
        Task GetAsync((Guid SessionId, Guid OwnerId) session) => grains.ChatSession(session.SessionId).GetAsync(session.OwnerId, default);

        // The first one loads what all of them share.
        await GetAsync(sessions[Sessions]);
        await PrintAsync($"a chat session with {turns} turns", Sessions, number => GetAsync(sessions[number]));
        GC.KeepAlive(sessions);
    }

    private static async Task PrintAsync(string name, int count, Func<int, Task> activate)
    {
        var before = Heap();
        for (var from = 0; from < count; from += 100)
        {
            var start = from;
            await Task.WhenAll(Enumerable.Range(start, Math.Min(100, count - start)).Select(number => activate(number)));
        }

        var grown = Heap() - before;
        Console.WriteLine(Race.Line($"{name,-50} {grown / (double)count,8:N0} bytes each, over {count:N0}"));
    }

    private static long Heap()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Micro.Asks;

/// <summary>64 askers over 1,024 actors in one process: the engine beside two hand-written mailboxes, and its streams.</summary>
internal static class AskBench
{
    private const int Actors = 1024;
    private const int Askers = 64;
    private const int Items = 1_000;

    public static async Task RunAsync(Pace pace)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(_ => { });
        using var host = builder.Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();

        var echoes = Enumerable.Range(0, Actors).Select(key => grains.GetGrain<IEchoGrain>(key)).ToArray();
        var channels = Enumerable.Range(0, Actors).Select(_ => new ChannelActor()).ToArray();
        var runQueues = Enumerable.Range(0, Actors).Select(_ => new RunQueueActor()).ToArray();
        var figures = await Race.RunAsync(
            pace,
            new Loop("grain", "asks", stop => Callers.RunAsync(Askers, (caller, done) => echoes[Of(caller, done)].EchoAsync(1, default), stop)),
            new Loop("channel mailbox", "asks", stop => Callers.RunAsync(Askers, (caller, done) => channels[Of(caller, done)].EchoAsync(1), stop)),
            new Loop("own run queue", "asks", stop => Callers.RunAsync(Askers, (caller, done) => runQueues[Of(caller, done)].EchoAsync(1), stop)),
            new Loop("stream, items ready", "items", stop => StreamAsync(caller => echoes[caller].CountAsync(Items, default), stop)),
            new Loop("stream, an await per item", "items", stop => StreamAsync(caller => echoes[caller].YieldAsync(Items, default), stop)));

        Race.Compare(figures, "per second", figure => figure.PerSecond, "grain", "channel mailbox");
        Race.Compare(figures, "per second", figure => figure.PerSecond, "grain", "own run queue");
        await host.StopAsync();
    }

    /// <summary>A different actor each time, far from the last one, so that askers meet by chance.</summary>
    private static int Of(int caller, long done) => (int)((((ulong)(done * Askers) + (ulong)caller + 1) * 0x9E3779B97F4A7C15) >> 54);

    private static async Task<long> StreamAsync(Func<int, IAsyncEnumerable<int>> open, CancellationToken stop)
    {
        var streams = await Callers.RunAsync(
            Askers,
            async (caller, _) =>
            {
                await foreach (var item in open(caller)) GC.KeepAlive(item);
            },
            stop);
        return streams * Items;
    }
}

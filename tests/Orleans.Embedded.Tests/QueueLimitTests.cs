using Orleans.Configuration;
using Orleans.Embedded.Tests.Harness;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class QueueLimitTests
{
    [Fact]
    public async Task A_full_queue_refuses_further_calls_and_takes_them_again_later()
    {
        await using var silo = await TestSilo.StartAsync(
            s => s.Configure<SiloMessagingOptions>(o => o.MaxEnqueuedRequestsHardLimit = 2));
        var grain = silo.Grain<IBusyGrain>();
        var running = grain.Wait("gate");
        await silo.Gates.ArrivedAsync("gate");
        var queued = new[] { grain.Wait("gate"), grain.Wait("gate") };

        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Wait("gate"));

        silo.Gates.Open("gate");
        await Task.WhenAll([running, .. queued]);
        await grain.Wait("gate");
    }

    internal interface IBusyGrain : IGrainWithStringKey
    {
        Task Wait(string gate);
    }

    internal sealed class BusyGrain(Gates gates) : Grain, IBusyGrain
    {
        public Task Wait(string gate) => gates.PassAsync(gate);
    }
}

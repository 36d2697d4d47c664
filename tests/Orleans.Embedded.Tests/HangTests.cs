using Orleans.Configuration;
using Orleans.Embedded.Tests.Harness;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests;

public sealed class HangTests
{
    [Fact]
    public async Task An_activation_that_hangs_gives_way_to_a_new_one()
    {
        await using var silo = await TestSilo.StartAsync(
            s => s.Configure<SiloMessagingOptions>(o => o.MaxRequestProcessingTime = TimeSpan.FromMinutes(10)));
        var grain = silo.Grain<IStuckGrain>();
        var stuck = grain.Wait("never");
        await silo.AdvanceAsync(TimeSpan.FromMinutes(9.9));
        var queued = grain.Answer();

        await silo.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(1, await queued);
        await Assert.ThrowsAsync<TimeoutException>(() => stuck);
    }

    internal interface IStuckGrain : IGrainWithStringKey
    {
        Task Wait(string gate);

        Task<int> Answer();
    }

    internal sealed class StuckGrain(Gates gates) : Grain, IStuckGrain
    {
        public Task Wait(string gate) => gates.PassAsync(gate);

        public Task<int> Answer() => Task.FromResult(1);
    }
}

using Orleans.Configuration;
using Orleans.Embedded.Tests.Harness;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests;

public sealed class IdleCollectionTests
{
    [Fact]
    public async Task An_activation_that_nobody_calls_ends_after_its_age_and_not_before()
    {
        await using var silo = await StartAsync();
        await silo.Grain<ISleepyGrain>().Ping();

        await silo.AdvanceAsync(4.9);
        var early = silo.Trace.Take();
        await silo.AdvanceAsync(2.2);

        Assert.Empty(early);
        Assert.Equal(["- ActivationIdle"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_call_restarts_the_idle_time()
    {
        await using var silo = await StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await silo.Grain<ISleepyGrain>().Ping();
            await silo.AdvanceAsync(4);
        }

        Assert.Empty(silo.Trace.Take());
    }

    [Fact]
    public async Task A_running_request_keeps_the_activation()
    {
        await using var silo = await StartAsync();
        var call = silo.Grain<ISleepyGrain>().Wait("gate");

        await silo.AdvanceAsync(20);

        Assert.Empty(silo.Trace.Take());
        silo.Gates.Open("gate");
        await call;
    }

    [Fact]
    public async Task DelayDeactivation_keeps_it_for_that_long()
    {
        await using var silo = await StartAsync();
        await silo.Grain<ISleepyGrain>().Delay(TimeSpan.FromSeconds(30));

        await silo.AdvanceAsync(29);
        var early = silo.Trace.Take();
        await silo.AdvanceAsync(3);

        Assert.Empty(early);
        Assert.Equal(["- ActivationIdle"], silo.Trace.Take());
    }

    [Fact]
    public async Task KeepAlive_is_for_ever()
    {
        await using var silo = await StartAsync();
        await silo.Grain<IImmortalGrain>().Ping();

        await silo.AdvanceAsync(3_600);

        Assert.Empty(silo.Trace.Take());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_timer_keeps_it_only_if_it_says_so(bool keepAlive, int ended)
    {
        await using var silo = await StartAsync();
        await silo.Grain<ISleepyGrain>().Tick(keepAlive);

        await silo.AdvanceAsync(20);

        Assert.Equal(ended, silo.Trace.Take().Length);
    }

    private static Task<TestSilo> StartAsync() => TestSilo.StartAsync(s => s.Configure<GrainCollectionOptions>(o =>
    {
        o.CollectionAge = TimeSpan.FromSeconds(5);
        o.CollectionQuantum = TimeSpan.FromSeconds(1);
    }));

    internal interface ISleepyGrain : IGrainWithStringKey
    {
        Task Ping();

        Task Wait(string gate);

        Task Delay(TimeSpan span);

        Task Tick(bool keepAlive);
    }

    internal interface IImmortalGrain : IGrainWithStringKey
    {
        Task Ping();
    }

    internal sealed class SleepyGrain(Trace trace, Gates gates) : Grain, ISleepyGrain
    {
        public Task Ping() => Task.CompletedTask;

        public Task Wait(string gate) => gates.PassAsync(gate);

        public Task Delay(TimeSpan span)
        {
            DelayDeactivation(span);
            return Task.CompletedTask;
        }

        public Task Tick(bool keepAlive)
        {
            this.RegisterGrainTimer(
                () => Task.CompletedTask,
                new() { DueTime = TimeSpan.FromSeconds(0.5), Period = TimeSpan.FromSeconds(0.5), KeepAlive = keepAlive });
            return Task.CompletedTask;
        }

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            trace.Add($"- {reason.ReasonCode}");
            return Task.CompletedTask;
        }
    }

    [KeepAlive]
    internal sealed class ImmortalGrain(Trace trace) : Grain, IImmortalGrain
    {
        public Task Ping() => Task.CompletedTask;

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            trace.Add($"- {reason.ReasonCode}");
            return Task.CompletedTask;
        }
    }
}

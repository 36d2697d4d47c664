using Orleans.Concurrency;
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
        await using var silo = await StartAsync(o => o.MaxEnqueuedRequestsHardLimit = 2);
        var grain = silo.Grain<IBusyGrain>();
        var running = grain.Wait("gate");
        await silo.Gates.ArrivedAsync("gate");
        var queued = new[] { grain.Wait("gate"), grain.Wait("gate") };

        var exception = await Assert.ThrowsAsync<LimitExceededException>(() => grain.Wait("gate"));

        Assert.StartsWith("Limit exceeded MaxEnqueuedRequestsHardLimit Current=3 Threshold=2", exception.Message, StringComparison.Ordinal);
        silo.Gates.Open("gate");
        await Task.WhenAll([running, .. queued]);
        await grain.Wait("gate");
    }

    [Fact]
    public async Task Running_requests_count_as_waiting_ones_do()
    {
        await using var silo = await StartAsync(o => o.MaxEnqueuedRequestsHardLimit = 2);
        var grain = silo.Grain<IBusyGrain>();
        var running = new[] { grain.Watch("gate"), grain.Watch("gate"), grain.Watch("gate") };
        await silo.QuietAsync();

        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Watch("gate"));

        silo.Gates.Open("gate");
        await Task.WhenAll(running);
    }

    [Fact]
    public async Task Stateless_workers_have_a_limit_of_their_own()
    {
        await using var silo = await StartAsync(o =>
        {
            o.MaxEnqueuedRequestsHardLimit = 1;
            o.MaxEnqueuedRequestsHardLimit_StatelessWorker = 3;
        });
        var grain = silo.Grain<IHandGrain>();
        var taken = Enumerable.Range(0, 4).Select(_ => grain.Wait("gate")).ToArray();

        var exception = await Assert.ThrowsAsync<LimitExceededException>(() => grain.Wait("gate"));

        Assert.Contains("MaxEnqueuedRequestsHardLimit_StatelessWorker", exception.Message, StringComparison.Ordinal);
        silo.Gates.Open("gate");
        await Task.WhenAll(taken);
    }

    [Fact]
    public async Task A_long_queue_is_logged_and_refuses_nothing()
    {
        await using var silo = await StartAsync(o => o.MaxEnqueuedRequestsSoftLimit = 2);
        var grain = silo.Grain<IBusyGrain>();

        var calls = Enumerable.Range(0, 50).Select(_ => grain.Wait("gate")).ToArray();
        await silo.QuietAsync();

        Assert.Equal(["Warning: busy/a has 3 requests, more than 2"], silo.Log.Take());
        silo.Gates.Open("gate");
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Refusals_are_logged_once_a_second()
    {
        await using var silo = await StartAsync(o => o.MaxEnqueuedRequestsHardLimit = 1);
        var grain = silo.Grain<IBusyGrain>();
        var taken = new[] { grain.Wait("gate"), grain.Wait("gate") };
        for (var i = 0; i < 5; i++)
            await Assert.ThrowsAsync<LimitExceededException>(() => grain.Wait("gate"));
        var atOnce = silo.Log.Take();

        await silo.AdvanceAsync(1);
        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Wait("gate"));

        Assert.Equal(["Warning: busy/a has 2 requests, more than 1; further ones are refused"], atOnce);
        Assert.Single(silo.Log.Take());
        silo.Gates.Open("gate");
        await Task.WhenAll(taken);
    }

    [Fact]
    public async Task What_a_grain_sends_itself_is_never_refused()
    {
        await using var silo = await StartAsync(o => o.MaxEnqueuedRequestsHardLimit = 1);
        var grain = silo.Grain<IBusyGrain>();
        await grain.TickOnce(TimeSpan.FromSeconds(1));
        await silo.QuietAsync();
        var taken = new[] { grain.Wait("gate"), grain.Wait("gate") };
        await silo.AdvanceAsync(2);

        silo.Gates.Open("gate");
        await Task.WhenAll(taken);
        await silo.QuietAsync();

        Assert.Equal(["tick"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_refused_one_way_call_is_logged_because_nobody_else_hears_of_it()
    {
        await using var silo = await StartAsync(o => o.MaxEnqueuedRequestsHardLimit = 1);
        var grain = silo.Grain<IBusyGrain>();
        var taken = new[] { grain.Wait("gate"), grain.Wait("gate") };

        await grain.Tell();

        Assert.Contains("Warning: IBusyGrain.Tell of busy/a, for which nobody waits, failed", silo.Log.Take());
        silo.Gates.Open("gate");
        await Task.WhenAll(taken);
    }

    private static Task<TestSilo> StartAsync(Action<SiloMessagingOptions> configure) => TestSilo.StartAsync(s => s.Configure(configure));

    internal interface IBusyGrain : IGrainWithStringKey
    {
        Task Wait(string gate);

        [AlwaysInterleave]
        Task Watch(string gate);

        Task TickOnce(TimeSpan due);

        [OneWay]
        Task Tell();
    }

    internal interface IHandGrain : IGrainWithStringKey
    {
        Task Wait(string gate);
    }

    internal sealed class BusyGrain(Trace trace, Gates gates) : Grain, IBusyGrain
    {
        public Task Wait(string gate) => gates.PassAsync(gate);

        public Task Watch(string gate) => gates.PassAsync(gate);

        public Task TickOnce(TimeSpan due)
        {
            this.RegisterGrainTimer(
                () =>
                {
                    trace.Add("tick");
                    return Task.CompletedTask;
                },
                due,
                Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        }

        public Task Tell() => Task.CompletedTask;
    }

    [StatelessWorker(1)]
    internal sealed class HandGrain(Gates gates) : Grain, IHandGrain
    {
        public Task Wait(string gate) => gates.PassAsync(gate);
    }
}

using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Embedded.Tests.Harness;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests;

public sealed class StatelessWorkerTests
{
    [Fact]
    public async Task Calls_spread_over_as_many_activations_as_allowed()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IWorkerGrain>();
        var calls = Enumerable.Range(0, 6).Select(i => grain.Work($"{i}")).ToArray();
        await silo.QuietAsync();
        var started = silo.Trace.Take().Length;

        silo.Gates.OpenAll();
        var workers = (await Task.WhenAll(calls)).Distinct().Count();

        Assert.Equal(2, started);
        Assert.Equal(2, workers);
    }

    [Fact]
    public async Task A_free_worker_is_used_again()
    {
        await using var silo = await TestSilo.StartAsync();
        silo.Gates.OpenAll();

        var first = await silo.Grain<IWorkerGrain>().Work("1");
        await silo.QuietAsync();
        var second = await silo.Grain<IWorkerGrain>().Work("2");

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_call_goes_to_the_oldest_free_worker_and_else_to_the_one_with_the_shortest_queue()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IWorkerGrain>();
        var first = grain.Work("first");
        var second = grain.Work("second");
        var third = grain.Work("third");
        var fourth = grain.Work("fourth");

        silo.Gates.OpenAll();
        string[] workers = [await first, await second, await third, await fourth];
        await silo.QuietAsync();

        Assert.Equal([workers[0], workers[1], workers[0], workers[1]], workers);
        Assert.Equal(workers[0], await grain.Work("fifth"));
    }

    [Fact]
    public async Task Without_a_number_there_are_as_many_workers_as_processors()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IManyGrain>();
        var calls = Enumerable.Range(0, Environment.ProcessorCount + 3).Select(i => grain.Work($"{i}")).ToArray();

        silo.Gates.OpenAll();

        Assert.Equal(Environment.ProcessorCount, (await Task.WhenAll(calls)).Distinct().Count());
    }

    [Fact]
    public async Task After_a_rush_idle_workers_end_one_by_one_and_the_pool_with_the_last()
    {
        await using var silo = await TestSilo.StartAsync();
        await RushAsync(silo, silo.Grain<IWorkerGrain>());

        await silo.AdvanceAsync(1);
        var first = silo.Trace.Take();
        await silo.AdvanceAsync(5);

        Assert.Equal(["- RuntimeRequested"], first);
        Assert.Equal(["- RuntimeRequested"], silo.Trace.Take());
        Assert.Null(silo.Runtime.Catalog.Find(silo.Grain<IWorkerGrain>().GetGrainId()));
        await silo.Grain<IWorkerGrain>().Work("again");
    }

    [Fact]
    public async Task A_rush_is_forgotten_when_its_idle_workers_have_ended_and_the_others_stay()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IWorkerGrain>();
        var calls = Enumerable.Range(0, 4).Select(i => grain.Work($"{i}")).ToArray();
        await silo.AdvanceAsync(0.5);
        for (var i = 0; i < 3; i++)
            silo.Gates.Open($"{i}");
        await Task.WhenAll(calls[..3]);
        await silo.AdvanceAsync(2);
        var whileOneIsBusy = silo.Trace.Take()[4..];

        silo.Gates.Open("3");
        await calls[3];
        await silo.AdvanceAsync(60);

        Assert.Equal(["- RuntimeRequested"], whileOneIsBusy);
        Assert.Empty(silo.Trace.Take());
    }

    [Fact]
    public async Task Where_nothing_waited_workers_stay_until_their_age()
    {
        await using var silo = await TestSilo.StartAsync();
        silo.Gates.OpenAll();
        await silo.Grain<IWorkerGrain>().Work("1");
        silo.Trace.Take();

        await silo.AdvanceAsync(TimeSpan.FromMinutes(14));
        var early = silo.Trace.Take();
        await silo.AdvanceAsync(TimeSpan.FromMinutes(3));

        Assert.Empty(early);
        Assert.Equal(["- ActivationIdle"], silo.Trace.Take());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_class_or_the_host_can_keep_idle_workers_until_their_age(bool byClass)
    {
        await using var silo = await TestSilo.StartAsync(s => s.Configure<StatelessWorkerOptions>(o => o.RemoveIdleWorkers = byClass));
        await RushAsync(silo, byClass ? silo.Grain<IKeptGrain>() : silo.Grain<IWorkerGrain>());

        await silo.AdvanceAsync(60);
        var early = silo.Trace.Take();
        await silo.AdvanceAsync(TimeSpan.FromMinutes(17));

        Assert.Empty(early);
        Assert.Equal(["- ActivationIdle", "- ActivationIdle"], silo.Trace.Take());
    }

    [Fact]
    public async Task Calls_are_not_lost_while_workers_end()
    {
        await using var silo = await TestSilo.StartAsync();
        silo.Gates.OpenAll();
        var grain = silo.Grain<IWorkerGrain>();

        var calls = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            for (var n = 0; n < 100; n++)
                await ((n + i) % 5 == 0 ? grain.End() : grain.Work($"{n}"));
        }));

        await Task.WhenAll(calls);
    }

    /// <summary>Four calls, of which two wait while an inspection looks.</summary>
    private static async Task RushAsync(TestSilo silo, IWork grain)
    {
        var calls = Enumerable.Range(0, 4).Select(i => grain.Work($"{i}")).ToArray();
        await silo.AdvanceAsync(0.5);
        silo.Gates.OpenAll();
        await Task.WhenAll(calls);
        await silo.QuietAsync();
        silo.Trace.Take();
    }

    internal interface IWork : IGrainWithStringKey
    {
        Task<string> Work(string gate);

        Task End();
    }

    internal interface IWorkerGrain : IWork;

    internal interface IKeptGrain : IWork;

    internal interface IManyGrain : IWork;

    internal abstract class Working(Trace trace, Gates gates) : Grain, IWork
    {
        public async Task<string> Work(string gate)
        {
            trace.Add(gate);
            await gates.PassAsync(gate);
            return GrainContext.ActivationId.ToString();
        }

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            trace.Add($"- {reason.ReasonCode}");
            return Task.CompletedTask;
        }
    }

    [StatelessWorker(2)]
    internal sealed class WorkerGrain(Trace trace, Gates gates) : Working(trace, gates), IWorkerGrain;

    [StatelessWorker(2, false)]
    internal sealed class KeptGrain(Trace trace, Gates gates) : Working(trace, gates), IKeptGrain;

    [StatelessWorker]
    internal sealed class ManyGrain(Trace trace, Gates gates) : Working(trace, gates), IManyGrain;
}

using System.Runtime.CompilerServices;
using Orleans.Configuration;
using Orleans.Embedded.Tests.Harness;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class CollectionAgeTests
{
    [Fact]
    public async Task A_class_can_set_its_own_age()
    {
        await using var silo = await StartAsync();
        await silo.Grain<ILongLivedGrain>().Ping();

        await silo.AdvanceAsync(TimeSpan.FromMinutes(2.9));
        var early = silo.Trace.Take();
        await silo.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.Empty(early);
        Assert.Equal(["- a"], silo.Trace.Take());
    }

    [Fact]
    public async Task The_host_can_set_the_age_of_a_class()
    {
        await using var silo = await TestSilo.StartAsync(s => s.Configure<GrainCollectionOptions>(o =>
        {
            o.CollectionQuantum = TimeSpan.FromSeconds(1);
            o.ClassSpecificCollectionAge[typeof(AgingGrain).FullName!] = TimeSpan.FromSeconds(3);
        }));
        await silo.Grain<IAgingGrain>().Ping();

        await silo.AdvanceAsync(5);

        Assert.Equal(["- a"], silo.Trace.Take());
    }

    [Fact]
    public async Task An_endless_delay_keeps_the_activation_until_it_is_taken_back()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grain<IAgingGrain>();
        await grain.Delay(Timeout.InfiniteTimeSpan);
        await silo.AdvanceAsync(3_600);
        var kept = silo.Trace.Take();

        await grain.Delay(TimeSpan.FromSeconds(-5));
        await silo.AdvanceAsync(7.1);

        Assert.Empty(kept);
        Assert.Equal(["- a"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_delay_that_is_shorter_than_the_age_changes_nothing()
    {
        await using var silo = await StartAsync();
        await silo.Grain<IAgingGrain>().Delay(TimeSpan.FromSeconds(1));

        await silo.AdvanceAsync(4.9);
        var early = silo.Trace.Take();
        await silo.AdvanceAsync(2.2);

        Assert.Empty(early);
        Assert.Equal(["- a"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_does_not_keep_its_activation()
    {
        await using var silo = await StartAsync();
        await using var reader = silo.Grain<IAgingGrain>().Numbers("open").WithBatchSize(1).GetAsyncEnumerator();
        silo.Gates.Open("open");
        await reader.MoveNextAsync();

        await silo.AdvanceAsync(7.1);

        Assert.Equal(["- a"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_reader_that_waits_keeps_the_activation()
    {
        await using var silo = await StartAsync();
        await using var reader = silo.Grain<IAgingGrain>().Numbers("shut").GetAsyncEnumerator();
        var next = reader.MoveNextAsync();

        await silo.AdvanceAsync(60);
        var kept = silo.Trace.Take();
        silo.Gates.Open("shut");

        Assert.Empty(kept);
        Assert.True(await next);
    }

    private static Task<TestSilo> StartAsync() => TestSilo.StartAsync(s => s.Configure<GrainCollectionOptions>(o =>
    {
        o.CollectionAge = TimeSpan.FromSeconds(5);
        o.CollectionQuantum = TimeSpan.FromSeconds(1);
    }));

    internal interface IAgingGrain : IGrainWithStringKey
    {
        Task Ping();

        Task Delay(TimeSpan span);

        IAsyncEnumerable<int> Numbers(string gate, CancellationToken cancel = default);
    }

    internal interface ILongLivedGrain : IGrainWithStringKey
    {
        Task Ping();
    }

    internal sealed class AgingGrain(Trace trace, Gates gates) : Grain, IAgingGrain
    {
        public Task Ping() => Task.CompletedTask;

        public Task Delay(TimeSpan span)
        {
            DelayDeactivation(span);
            return Task.CompletedTask;
        }

        public async IAsyncEnumerable<int> Numbers(string gate, [EnumeratorCancellation] CancellationToken cancel)
        {
            await gates.PassAsync(gate, cancel);
            for (var i = 0; i < 10; i++)
                yield return i;
        }

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            trace.Add($"- {this.GetPrimaryKeyString()}");
            return Task.CompletedTask;
        }
    }

    [CollectionAgeLimit(Minutes = 3)]
    internal sealed class LongLivedGrain(Trace trace) : Grain, ILongLivedGrain
    {
        public Task Ping() => Task.CompletedTask;

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            trace.Add($"- {this.GetPrimaryKeyString()}");
            return Task.CompletedTask;
        }
    }
}

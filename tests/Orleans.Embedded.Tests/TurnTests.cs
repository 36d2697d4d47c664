using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class TurnTests
{
    [Fact]
    public async Task Calls_of_one_grain_never_overlap()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<ITurnGrain>();

        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => Task.Run(grain.Increment)));

        Assert.Equal(2_000, await grain.Count());
    }

    [Fact]
    public async Task Calls_of_one_caller_arrive_in_order()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<ITurnGrain>();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(grain.Note));

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), silo.Trace.Take());
    }

    [Fact]
    public async Task Awaits_come_back_to_the_grains_own_scheduler()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Equal("same same default same", await silo.Grain<ITurnGrain>().Schedulers());
    }

    [Fact]
    public async Task ConfigureAwait_false_leaves_the_grain_and_its_context()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Equal("outside without context", await silo.Grain<ITurnGrain>().Escape());
    }

    [Fact]
    public async Task A_grain_with_much_to_do_lets_others_go_first_now_and_then()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<ITurnGrain>("busy");
        await grain.Count();
        await silo.QuietAsync();
        var before = silo.Turns.Yields;

        await grain.YieldOften(1_000);

        Assert.InRange(silo.Turns.Yields - before, 10, 1_000);
    }

    [Fact]
    public async Task A_thread_outside_of_the_turn_may_not_register_timers()
    {
        await using var silo = await TestSilo.StartAsync();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(silo.Grain<ITurnGrain>().RegisterFromOutside);

        Assert.StartsWith("Activation access violation.", exception.Message, StringComparison.Ordinal);
    }

    internal interface ITurnGrain : IGrainWithStringKey
    {
        Task Increment();

        Task<int> Count();

        Task Note(int number);

        ValueTask<string> Schedulers();

        Task<string> Escape();

        Task YieldOften(int times);

        Task RegisterFromOutside();
    }

    internal sealed class TurnGrain(Trace trace) : Grain, ITurnGrain
    {
        private int count;

        public async Task Increment()
        {
            var before = count;
            await Task.Yield();
            count = before + 1;
        }

        public Task<int> Count() => Task.FromResult(count);

        public Task Note(int number)
        {
            trace.Add($"{number}");
            return Task.CompletedTask;
        }

        public async ValueTask<string> Schedulers()
        {
            var own = TaskScheduler.Current;
            string Name() => TaskScheduler.Current == own && own != TaskScheduler.Default ? "same" : "default";
            await Task.Yield();
            var first = Name();
            var second = await Task.Factory.StartNew(Name);
            var third = await Task.Run(() => TaskScheduler.Current == TaskScheduler.Default ? "default" : "other");
            return $"{first} {second} {third} {Name()}";
        }

        public async Task<string> Escape()
        {
            await Task.Delay(0, CancellationToken.None).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
            var scheduler = TaskScheduler.Current == TaskScheduler.Default ? "outside" : "inside";
            return scheduler + (RuntimeContext.Current is null ? " without context" : " with context");
        }

        public async Task YieldOften(int times)
        {
            for (var i = 0; i < times; i++)
                await Task.Yield();
        }

        public Task RegisterFromOutside() => Task.Run(() =>
        {
            using var timer = this.RegisterGrainTimer(() => Task.CompletedTask, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        });
    }
}

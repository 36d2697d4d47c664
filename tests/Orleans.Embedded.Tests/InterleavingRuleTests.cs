using Orleans.Concurrency;
using Orleans.Embedded.Tests.Harness;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded.Tests;

public sealed class InterleavingRuleTests
{
    [Fact]
    public async Task An_ordinary_request_starts_while_only_always_interleaving_ones_run()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IRuleGrain>();
        var open = grain.Watch("watching");
        await silo.Gates.ArrivedAsync("watching");

        await grain.Note("ordinary");

        Assert.False(open.IsCompleted);
        silo.Gates.Open("watching");
        await open;
    }

    [Fact]
    public async Task A_running_request_that_the_predicate_admits_lets_others_beside_it()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IAdmittingGrain>();
        var polite = grain.Enter("polite");
        await silo.Gates.ArrivedAsync("polite");

        var other = grain.Enter("other");
        await silo.Gates.ArrivedAsync("other");
        var third = grain.Enter("third");
        await silo.QuietAsync();

        Assert.Equal(["+polite", "+other"], silo.Trace.Take());
        silo.Gates.OpenAll();
        await Task.WhenAll(polite, other, third);
    }

    [Fact]
    public async Task Of_requests_that_wait_together_only_one_is_let_in_that_the_predicate_does_not_admit()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IAdmittingGrain>("gated");
        var calls = new[] { grain.Enter("polite"), grain.Enter("other"), grain.Enter("third") };

        silo.Gates.Open("start");
        await silo.Gates.ArrivedAsync("other");
        await silo.QuietAsync();

        Assert.Equal(["+polite", "+other"], silo.Trace.Take());
        silo.Gates.OpenAll();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_timer_tick_of_a_reentrant_grain_runs_while_a_request_awaits()
    {
        await using var silo = await TestSilo.StartAsync();
        var call = silo.Grain<IReentrantClockGrain>().TickWhile("gate");

        await silo.AdvanceAsync(2.5);

        Assert.Equal(["tick", "tick"], silo.Trace.Take());
        silo.Gates.Open("gate");
        await call;
    }

    [Fact]
    public async Task Requests_that_interleave_still_take_turns()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IReentrantClockGrain>();

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(grain.Increment)));

        Assert.Equal(0, await grain.Overlaps());
    }

    internal interface IRuleGrain : IGrainWithStringKey
    {
        [AlwaysInterleave]
        Task Watch(string gate);

        Task Note(string text);
    }

    internal interface IAdmittingGrain : IGrainWithStringKey
    {
        Task Enter(string name);
    }

    internal interface IReentrantClockGrain : IGrainWithStringKey
    {
        Task TickWhile(string gate);

        Task Increment();

        Task<int> Overlaps();
    }

    internal sealed class RuleGrain(Trace trace, Gates gates) : Grain, IRuleGrain
    {
        public Task Watch(string gate) => gates.PassAsync(gate);

        public Task Note(string text)
        {
            trace.Add(text);
            return Task.CompletedTask;
        }
    }

    [MayInterleave(nameof(IsPolite))]
    internal sealed class AdmittingGrain(Trace trace, Gates gates) : Grain, IAdmittingGrain
    {
        public override Task OnActivateAsync(CancellationToken cancellationToken) =>
            this.GetPrimaryKeyString() == "gated" ? gates.PassAsync("start", cancellationToken) : Task.CompletedTask;

        public bool IsPolite(IInvokable request) => GrainContext is not null && request.GetArgument(0) is "polite";

        public Task Enter(string name)
        {
            trace.Add("+" + name);
            return gates.PassAsync(name);
        }
    }

    [Reentrant]
    internal sealed class ReentrantClockGrain(Trace trace, Gates gates) : Grain, IReentrantClockGrain
    {
        private int inside;
        private int overlaps;

        public async Task TickWhile(string gate)
        {
            using var timer = this.RegisterGrainTimer(
                () =>
                {
                    trace.Add("tick");
                    return Task.CompletedTask;
                },
                TimeSpan.FromSeconds(1),
                TimeSpan.FromSeconds(1));
            await gates.PassAsync(gate);
        }

        public async Task Increment()
        {
            await Task.Yield();
            if (Interlocked.Increment(ref inside) != 1)
                overlaps++;
            Interlocked.Decrement(ref inside);
            await Task.Yield();
        }

        public Task<int> Overlaps() => Task.FromResult(overlaps);
    }
}

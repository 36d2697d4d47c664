using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class TimerTests
{
    [Fact]
    public async Task A_timer_fires_when_due_and_then_after_each_period()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grain<IClockGrain>().Start(new() { DueTime = Seconds(1), Period = Seconds(2) });

        await silo.AdvanceAsync(5.5);

        Assert.Equal(["tick", "tick", "tick"], silo.Trace.Take());
    }

    [Fact]
    public async Task An_infinite_period_fires_once()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grain<IClockGrain>().Start(new() { DueTime = Seconds(1), Period = Timeout.InfiniteTimeSpan });

        await silo.AdvanceAsync(60);

        Assert.Equal(["tick"], silo.Trace.Take());
    }

    [Fact]
    public async Task The_period_counts_from_the_end_of_the_callback()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grain<IClockGrain>().StartSlow("gate", Seconds(1));
        await silo.AdvanceAsync(10);
        var whileItRuns = silo.Trace.Take();

        silo.Gates.Open("gate");
        await silo.AdvanceAsync(0.9);
        var before = silo.Trace.Take();
        await silo.AdvanceAsync(0.2);

        Assert.Equal(["+tick"], whileItRuns);
        Assert.Equal(["-tick"], before);
        Assert.Equal(["+tick", "-tick"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_tick_waits_its_turn_and_ticks_do_not_pile_up()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IClockGrain>();
        await grain.Start(new() { DueTime = Seconds(1), Period = Seconds(1) });
        var call = grain.Wait("gate");

        await silo.AdvanceAsync(10);
        var whileItWaits = silo.Trace.Take();
        silo.Gates.Open("gate");
        await call;
        await silo.QuietAsync();

        Assert.Empty(whileItWaits);
        Assert.Equal(["tick"], silo.Trace.Take());
    }

    [Fact]
    public async Task An_interleaving_timer_ticks_while_a_request_awaits()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IClockGrain>();
        await grain.Start(new() { DueTime = Seconds(1), Period = Seconds(1), Interleave = true });
        var call = grain.Wait("gate");

        await silo.AdvanceAsync(3.5);

        Assert.Equal(["tick", "tick", "tick"], silo.Trace.Take());
        silo.Gates.Open("gate");
        await call;
    }

    [Fact]
    public async Task A_callback_that_throws_does_not_stop_the_timer()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grain<IClockGrain>().StartFailing(Seconds(1));

        await silo.AdvanceAsync(3.5);

        Assert.Equal(["tick", "tick", "tick"], silo.Trace.Take());
    }

    [Fact]
    public async Task Change_in_a_callback_takes_effect_after_it()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grain<IClockGrain>().StartChanging(Seconds(1), Seconds(5));

        await silo.AdvanceAsync(10.5);

        Assert.Equal(["tick", "tick"], silo.Trace.Take());
    }

    [Fact]
    public async Task Timers_end_with_their_activation()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IClockGrain>();
        await grain.Start(new() { DueTime = Seconds(1), Period = Seconds(1) });
        await grain.End();

        await silo.AdvanceAsync(5);

        Assert.Empty(silo.Trace.Take());
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    internal interface IClockGrain : IGrainWithStringKey
    {
        Task Start(TickPlan plan);

        Task StartSlow(string gate, TimeSpan period);

        Task StartFailing(TimeSpan period);

        Task StartChanging(TimeSpan first, TimeSpan then);

        Task Wait(string gate);

        Task End();
    }

    [GenerateSerializer]
    internal sealed record TickPlan
    {
        [Id(0)]
        public TimeSpan DueTime { get; init; }

        [Id(1)]
        public TimeSpan Period { get; init; }

        [Id(2)]
        public bool Interleave { get; init; }
    }

    internal sealed class ClockGrain(Trace trace, Gates gates) : Grain, IClockGrain
    {
        private IGrainTimer? timer;

        public Task Start(TickPlan plan)
        {
            timer = this.RegisterGrainTimer(
                static (trace, _) =>
                {
                    trace.Add("tick");
                    return Task.CompletedTask;
                },
                trace,
                new GrainTimerCreationOptions { DueTime = plan.DueTime, Period = plan.Period, Interleave = plan.Interleave });
            return Task.CompletedTask;
        }

        public Task StartSlow(string gate, TimeSpan period)
        {
            timer = this.RegisterGrainTimer(
                async () =>
                {
                    trace.Add("+tick");
                    await gates.PassAsync(gate);
                    trace.Add("-tick");
                },
                period,
                period);
            return Task.CompletedTask;
        }

        public Task StartFailing(TimeSpan period)
        {
            timer = this.RegisterGrainTimer(
                () =>
                {
                    trace.Add("tick");
                    throw new FormatException("not today");
                },
                period,
                period);
            return Task.CompletedTask;
        }

        public Task StartChanging(TimeSpan first, TimeSpan then)
        {
            timer = this.RegisterGrainTimer(
                () =>
                {
                    trace.Add("tick");
                    timer!.Change(then, Timeout.InfiniteTimeSpan);
                    return Task.CompletedTask;
                },
                first,
                first);
            return Task.CompletedTask;
        }

        public Task Wait(string gate) => gates.PassAsync(gate);

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }
    }
}

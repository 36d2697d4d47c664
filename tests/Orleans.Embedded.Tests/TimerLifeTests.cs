using Orleans.Configuration;
using Orleans.Embedded.Tests.Harness;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class TimerLifeTests
{
    [Fact]
    public async Task An_infinite_due_time_disables_a_timer_and_another_one_enables_it_again()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IWatchGrain>();
        await grain.Start("tick", Seconds(1));
        await grain.Change(Timeout.InfiniteTimeSpan);
        await silo.AdvanceAsync(5);
        var disabled = silo.Trace.Take();

        await grain.Change(Seconds(2));
        await silo.AdvanceAsync(2.5);

        Assert.Empty(disabled);
        Assert.Equal(["tick"], silo.Trace.Take());
    }

    [Fact]
    public async Task Disposing_a_timer_cancels_the_token_of_its_running_callback_and_ends_its_ticks()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IWatchGrain>();
        await grain.StartInterleaving(Seconds(1));
        await silo.AdvanceAsync(1);

        await grain.Stop();
        await silo.AdvanceAsync(5);

        Assert.Equal(["+tick", "cancelled"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_callback_sees_no_request_context_of_the_call_that_registered_it()
    {
        await using var silo = await TestSilo.StartAsync();
        RequestContext.Set("who", "registrar");
        await silo.Grain<IWatchGrain>().Start("context", Seconds(1));

        await silo.AdvanceAsync(1);

        Assert.Equal(["nobody"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_timer_that_ticks_for_hours_does_not_make_its_activation_count_as_hung()
    {
        await using var silo = await TestSilo.StartAsync(
            s => s.Configure<SiloMessagingOptions>(o => o.MaxRequestProcessingTime = TimeSpan.FromMinutes(2)));
        var grain = silo.Grain<IWatchGrain>();
        var before = await grain.Activation();
        await grain.Start("slow", Seconds(1));
        for (var minute = 0; minute < 5; minute++)
        {
            await silo.AdvanceAsync(60);
            silo.Gates.Open($"slow {minute}");
            await silo.QuietAsync();
        }

        Assert.Equal(before, await grain.Activation());
        Assert.DoesNotContain(silo.Log.Take(), line => line.Contains("given up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ticks_that_come_due_while_the_activation_ends_are_lost_with_it()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IWatchGrain>();
        await grain.Start("tick", Seconds(1));
        var ending = grain.EndAt("gate");
        await silo.AdvanceAsync(3);

        silo.Gates.Open("gate");
        await ending;
        await silo.AdvanceAsync(3);

        Assert.Empty(silo.Trace.Take());
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    internal interface IWatchGrain : IGrainWithStringKey
    {
        Task Start(string kind, TimeSpan period);

        Task StartInterleaving(TimeSpan due);

        Task Change(TimeSpan due);

        Task Stop();

        Task EndAt(string gate);

        Task<string> Activation();
    }

    internal sealed class WatchGrain(Trace trace, Gates gates) : Grain, IWatchGrain
    {
        private IGrainTimer? timer;
        private int ticks;

        public Task Start(string kind, TimeSpan period)
        {
            timer = this.RegisterGrainTimer(() => Tick(kind), period, period);
            return Task.CompletedTask;
        }

        public Task StartInterleaving(TimeSpan due)
        {
            timer = this.RegisterGrainTimer(
                async cancel =>
                {
                    trace.Add("+tick");
                    try
                    {
                        await gates.PassAsync("never", cancel);
                    }
                    catch (OperationCanceledException)
                    {
                        trace.Add("cancelled");
                    }
                },
                new GrainTimerCreationOptions { DueTime = due, Period = due, Interleave = true });
            return Task.CompletedTask;
        }

        public Task Change(TimeSpan due)
        {
            timer!.Change(due, Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        }

        public Task Stop()
        {
            timer!.Dispose();
            return Task.CompletedTask;
        }

        public Task EndAt(string gate)
        {
            DeactivateOnIdle();
            return gates.PassAsync(gate);
        }

        public Task<string> Activation() => Task.FromResult(GrainContext.ActivationId.ToString());

        private Task Tick(string kind)
        {
            switch (kind)
            {
                case "slow":
                    return gates.PassAsync($"slow {ticks++}");
                case "context":
                    trace.Add(RequestContext.Get("who") as string ?? "nobody");
                    return Task.CompletedTask;
                default:
                    trace.Add("tick");
                    return Task.CompletedTask;
            }
        }
    }
}

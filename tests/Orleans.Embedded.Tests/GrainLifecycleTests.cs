using Orleans.Configuration;
using Orleans.Embedded.Tests.Harness;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class GrainLifecycleTests
{
    [Fact]
    public async Task Participants_start_by_stage_before_OnActivateAsync_and_stop_in_reverse_after_OnDeactivateAsync()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IStagedGrain>();
        await grain.Tick();
        await silo.AdvanceAsync(0.1);

        await grain.End();
        await silo.QuietAsync();

        Assert.Equal(
            [
                "constructor", "+1000", "+2000", "OnActivate", "End", "timer cancelled", "OnDeactivate ApplicationRequested", "-2000", "-1000",
                "disposed",
            ],
            silo.Trace.Take());
    }

    [Fact]
    public async Task A_grain_is_made_and_ended_on_its_own_turns()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IStagedGrain>();
        await grain.Tick();
        await silo.AdvanceAsync(0.1);

        await grain.End();
        await silo.QuietAsync();

        Assert.Empty(StagedGrain.Strays);
    }

    [Fact]
    public async Task OnDeactivateAsync_is_not_called_where_OnActivateAsync_failed()
    {
        await using var silo = await TestSilo.StartAsync();

        await Assert.ThrowsAsync<FormatException>(silo.Grain<IStagedGrain>("fails").End);
        await silo.QuietAsync();

        Assert.DoesNotContain(silo.Trace.Take(), entry => entry.StartsWith("OnDeactivate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OnActivateAsync_sees_the_request_context_of_the_call_that_woke_the_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        RequestContext.Set("who", "waker");

        var seen = await silo.Grain<IStagedGrain>("context").AtActivation();

        Assert.Equal("waker", seen);
    }

    [Fact]
    public async Task An_end_that_takes_too_long_is_cut_and_the_next_activation_takes_the_queue()
    {
        await using var silo = await TestSilo.StartAsync(
            s => s.Configure<GrainCollectionOptions>(o => o.DeactivationTimeout = TimeSpan.FromSeconds(10)));
        var grain = silo.Grain<IStagedGrain>("hangs");
        await grain.End();
        var queued = grain.AtActivation();
        await silo.AdvanceAsync(9);
        var early = queued.IsCompleted;

        await silo.AdvanceAsync(2);

        Assert.False(early);
        await queued;
    }

    [Fact]
    public async Task A_call_in_flight_while_the_activation_ends_is_answered_by_the_next_one()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IStagedGrain>("hangs");
        var before = await grain.Activation();
        await grain.End();
        await silo.Gates.ArrivedAsync("end");

        var call = grain.Activation();
        silo.Gates.Open("end");

        Assert.NotEqual(before, await call);
    }

    internal interface IStagedGrain : IGrainWithStringKey
    {
        Task Tick();

        Task End();

        Task<string> AtActivation();

        Task<string> Activation();
    }

    internal sealed class StagedGrain : Grain, IStagedGrain, ILifecycleParticipant<IGrainLifecycle>, IDisposable
    {
        private readonly Trace trace;
        private readonly Gates gates;
        private readonly TaskScheduler own = TaskScheduler.Current;
        private string atActivation = "";

        public StagedGrain(Trace trace, Gates gates)
        {
            this.trace = trace;
            this.gates = gates;
            if (own == TaskScheduler.Default)
                Strays.Add("constructor");
            Note("constructor");
        }

        public static List<string> Strays { get; } = [];

        public void Participate(IGrainLifecycle lifecycle)
        {
            foreach (var stage in new[] { GrainLifecycleStage.Activate, GrainLifecycleStage.SetupState })
                lifecycle.Subscribe<StagedGrain>(stage, _ => NoteLater($"+{stage}"), _ => NoteLater($"-{stage}"));
        }

        public override Task OnActivateAsync(CancellationToken cancellationToken)
        {
            Note("OnActivate");
            atActivation = RequestContext.Get("who") as string ?? "nobody";
            return this.GetPrimaryKeyString() == "fails" ? throw new FormatException("not today") : Task.CompletedTask;
        }

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            Note($"OnDeactivate {reason.ReasonCode}");
            if (this.GetPrimaryKeyString() == "hangs")
                await gates.PassAsync("end", CancellationToken.None);
        }

        public Task Tick()
        {
            this.RegisterGrainTimer(
                cancel =>
                {
                    cancel.Register(() => Note("timer cancelled"));
                    return Task.CompletedTask;
                },
                TimeSpan.Zero,
                Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        }

        public Task End()
        {
            Note("End");
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public Task<string> AtActivation() => Task.FromResult(atActivation);

        public Task<string> Activation() => Task.FromResult(GrainContext.ActivationId.ToString());

        public void Dispose() => Note("disposed");

        private async Task NoteLater(string entry)
        {
            await Task.Yield();
            Note(entry);
        }

        private void Note(string entry)
        {
            if (TaskScheduler.Current != own)
                Strays.Add(entry);
            trace.Add(entry);
        }
    }
}

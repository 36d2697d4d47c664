using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class ShutdownTests
{
    [Fact]
    public async Task A_running_call_ends_before_its_activation_does_and_new_calls_are_refused()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<ILastGrain>();
        var running = grain.Wait("gate");
        await silo.Gates.ArrivedAsync("gate");

        var stopping = silo.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Wait("other"));
        silo.Gates.Open("gate");
        await running;
        await stopping;

        Assert.Equal(["answered", "- ShuttingDown"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_call_that_never_ends_is_broken_off()
    {
        await using var silo = await TestSilo.StartAsync();
        var running = silo.Grain<ILastGrain>().Wait("never");
        await silo.Gates.ArrivedAsync("never");

        var stopping = silo.StopAsync();
        while (!stopping.IsCompleted)
        {
            await silo.AdvanceAsync(1);
            await Task.Yield();
        }

        await stopping;
        await Assert.ThrowsAsync<SiloUnavailableException>(() => running);
    }

    [Fact]
    public async Task All_activations_end_together()
    {
        await using var silo = await TestSilo.StartAsync();
        for (var i = 0; i < 20; i++)
            await silo.Grain<ILastGrain>($"{i}").Nothing();

        await silo.StopAsync();

        Assert.Equal(20, silo.Trace.Take().Count(entry => entry == "- ShuttingDown"));
    }

    [Fact]
    public async Task A_running_request_may_still_call_other_grains()
    {
        await using var silo = await TestSilo.StartAsync();
        var running = silo.Grain<ILastGrain>().WaitThenCall("gate", "other");
        await silo.Gates.ArrivedAsync("gate");

        var stopping = silo.StopAsync();
        silo.Gates.Open("gate");
        await running;
        await stopping;

        Assert.Equal(["answered", "- ShuttingDown", "- ShuttingDown"], silo.Trace.Take());
    }

    [Fact]
    public async Task Queued_requests_are_answered_before_the_activation_ends()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<ILastGrain>();
        var calls = new[] { grain.Wait("first"), grain.Wait("second"), grain.Wait("third") };
        await silo.Gates.ArrivedAsync("first");

        var stopping = silo.StopAsync();
        silo.Gates.OpenAll();
        await Task.WhenAll(calls);
        await stopping;

        Assert.Equal(["answered", "answered", "answered", "- ShuttingDown"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_call_after_the_stop_is_refused()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<ILastGrain>();
        await grain.Nothing();

        await silo.StopAsync();

        await Assert.ThrowsAsync<SiloUnavailableException>(grain.Nothing);
    }

    internal interface ILastGrain : IGrainWithStringKey
    {
        [ResponseTimeout("01:00:00")]
        Task Wait(string gate);

        Task WaitThenCall(string gate, string other);

        Task Nothing();
    }

    internal sealed class LastGrain(Trace trace, Gates gates) : Grain, ILastGrain
    {
        public async Task Wait(string gate)
        {
            await gates.PassAsync(gate);
            trace.Add("answered");
        }

        public async Task WaitThenCall(string gate, string other)
        {
            await Wait(gate);
            await GrainFactory.GetGrain<ILastGrain>(other).Nothing();
        }

        public Task Nothing() => Task.CompletedTask;

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            await Task.Yield();
            trace.Add($"- {reason.ReasonCode}");
        }
    }
}

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

    internal interface ILastGrain : IGrainWithStringKey
    {
        [ResponseTimeout("01:00:00")]
        Task Wait(string gate);

        Task Nothing();
    }

    internal sealed class LastGrain(Trace trace, Gates gates) : Grain, ILastGrain
    {
        public async Task Wait(string gate)
        {
            await gates.PassAsync(gate);
            trace.Add("answered");
        }

        public Task Nothing() => Task.CompletedTask;

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            await Task.Yield();
            trace.Add($"- {reason.ReasonCode}");
        }
    }
}

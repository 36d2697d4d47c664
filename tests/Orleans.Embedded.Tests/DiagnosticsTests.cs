using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class DiagnosticsTests
{
    [Fact]
    public async Task The_view_counts_activations_and_queues_by_type()
    {
        await using var silo = await TestSilo.StartAsync();
        var calls = Enumerable.Range(0, 3).Select(_ => silo.Grain<ICrowdedGrain>("busy").Wait("gate")).ToArray();
        silo.Gates.Open("open");
        await silo.Grain<ICrowdedGrain>("idle").Wait("open");
        await silo.QuietAsync();
        var diagnostics = silo.Services.GetRequiredService<SiloDiagnostics>();

        var types = diagnostics.ByType();
        var longest = diagnostics.Longest(1);

        Assert.Equal([new GrainTypeView("crowded", 2, 1, 2, 2)], types);
        Assert.Equal([new ActivationView(GrainId.Create("crowded", "busy"), "Valid", 1, 2)], longest);
        silo.Gates.OpenAll();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task The_view_names_the_oldest_requests_their_callers_and_whether_they_run()
    {
        await using var silo = await TestSilo.StartAsync();
        var first = silo.Grain<ICrowdedGrain>("busy").Wait("gate");
        await silo.AdvanceAsync(2);
        var second = silo.Grain<ICrowdedGrain>("caller").WaitAt("busy", "gate");
        await silo.AdvanceAsync(1);
        var diagnostics = silo.Services.GetRequiredService<SiloDiagnostics>();

        var oldest = diagnostics.Oldest(3);

        var (busy, caller) = (GrainId.Create("crowded", "busy"), GrainId.Create("crowded", "caller"));
        Assert.Equal(
            [
                new(busy, "ICrowdedGrain.Wait", true, null, TimeSpan.FromSeconds(2.5)),
                new(busy, "ICrowdedGrain.Wait", false, caller, TimeSpan.FromSeconds(0.5)),
                new(caller, "ICrowdedGrain.WaitAt", true, null, TimeSpan.FromSeconds(0.5)),
            ],
            oldest);
        silo.Gates.OpenAll();
        await Task.WhenAll(first, second);
    }

    internal interface ICrowdedGrain : IGrainWithStringKey
    {
        Task Wait(string gate);

        Task WaitAt(string other, string gate);
    }

    internal sealed class CrowdedGrain(Gates gates) : Grain, ICrowdedGrain
    {
        public Task Wait(string gate) => gates.PassAsync(gate);

        public Task WaitAt(string other, string gate) => GrainFactory.GetGrain<ICrowdedGrain>(other).Wait(gate);
    }
}

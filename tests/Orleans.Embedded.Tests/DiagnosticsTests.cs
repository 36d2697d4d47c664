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

    internal interface ICrowdedGrain : IGrainWithStringKey
    {
        Task Wait(string gate);
    }

    internal sealed class CrowdedGrain(Gates gates) : Grain, ICrowdedGrain
    {
        public Task Wait(string gate) => gates.PassAsync(gate);
    }
}

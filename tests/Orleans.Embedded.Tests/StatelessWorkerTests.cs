using Orleans.Concurrency;
using Orleans.Embedded.Tests.Harness;

namespace Orleans.Embedded.Tests;

public sealed class StatelessWorkerTests
{
    [Fact]
    public async Task Calls_spread_over_as_many_activations_as_allowed()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IWorkerGrain>();
        var calls = Enumerable.Range(0, 6).Select(i => grain.Work($"{i}")).ToArray();
        await silo.QuietAsync();
        var started = silo.Trace.Take().Length;

        silo.Gates.OpenAll();
        var workers = (await Task.WhenAll(calls)).Distinct().Count();

        Assert.Equal(2, started);
        Assert.Equal(2, workers);
    }

    [Fact]
    public async Task A_free_worker_is_used_again()
    {
        await using var silo = await TestSilo.StartAsync();
        silo.Gates.OpenAll();

        var first = await silo.Grain<IWorkerGrain>().Work("1");
        await silo.QuietAsync();
        var second = await silo.Grain<IWorkerGrain>().Work("2");

        Assert.Equal(first, second);
    }

    internal interface IWorkerGrain : IGrainWithStringKey
    {
        Task<string> Work(string gate);
    }

    [StatelessWorker(2)]
    internal sealed class WorkerGrain(Trace trace, Gates gates) : Grain, IWorkerGrain
    {
        public async Task<string> Work(string gate)
        {
            trace.Add(gate);
            await gates.PassAsync(gate);
            return GrainContext.ActivationId.ToString();
        }
    }
}

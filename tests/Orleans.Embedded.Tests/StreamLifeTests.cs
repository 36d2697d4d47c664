using System.Runtime.CompilerServices;
using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class StreamLifeTests
{
    [Fact]
    public async Task Calling_the_method_sends_nothing()
    {
        await using var silo = await TestSilo.StartAsync();

        _ = silo.Grain<IRiverGrain>().Flow("gate");
        await silo.QuietAsync();

        Assert.Null(silo.Runtime.Catalog.Find(silo.Grain<IRiverGrain>().GetGrainId()));
    }

    [Fact]
    public async Task Each_enumeration_of_one_result_is_a_stream_of_its_own()
    {
        await using var silo = await TestSilo.StartAsync();
        silo.Gates.Open("gate");
        var flow = silo.Grain<IRiverGrain>().Flow("gate");

        var first = await flow.ToListAsync();
        var second = await flow.ToListAsync();

        Assert.Equal([1, 2], first);
        Assert.Equal([1, 2], second);
        Assert.Equal(["opened", "opened"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_stream_runs_on_the_grains_turns_and_with_the_callers_context()
    {
        await using var silo = await TestSilo.StartAsync();
        RequestContext.Set("who", "reader");

        var places = await silo.Grain<IRiverGrain>().Places().ToListAsync();

        Assert.Equal(["reader on its turn", "reader on its turn"], places);
    }

    [Fact]
    public async Task Streams_that_are_read_end_when_the_process_stops()
    {
        await using var silo = await TestSilo.StartAsync();
        await using var reader = silo.Grain<IRiverGrain>().Flow("gate").GetAsyncEnumerator();
        await reader.MoveNextAsync();
        var next = reader.MoveNextAsync().AsTask();
        await silo.Gates.ArrivedAsync("gate");

        await silo.StopAsync();

        await Assert.ThrowsAsync<EnumerationAbortedException>(() => next);
        Assert.Equal(["opened", "closed"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_stream_of_a_failing_method_fails_at_the_first_step()
    {
        await using var silo = await TestSilo.StartAsync();
        await using var reader = silo.Grain<IRiverGrain>().Broken().GetAsyncEnumerator();

        await Assert.ThrowsAsync<FormatException>(() => reader.MoveNextAsync().AsTask());

        Assert.False(await reader.MoveNextAsync());
    }

    [Fact]
    public async Task An_abandoned_stream_is_told_in_the_log()
    {
        await using var silo = await TestSilo.StartAsync();
        await using var reader = silo.Grain<IRiverGrain>().Flow("gate").GetAsyncEnumerator();
        await reader.MoveNextAsync();

        await silo.AdvanceAsync(32);

        Assert.Equal(
            ["Warning: A reader of river/a left its stream of IRiverGrain.Flow open; the stream was closed"], silo.Log.Take());
    }

    internal interface IRiverGrain : IGrainWithStringKey
    {
        IAsyncEnumerable<int> Flow(string gate, CancellationToken cancel = default);

        IAsyncEnumerable<string> Places();

        IAsyncEnumerable<int> Broken();
    }

    internal sealed class RiverGrain(Trace trace, Gates gates) : Grain, IRiverGrain
    {
        public async IAsyncEnumerable<int> Flow(string gate, [EnumeratorCancellation] CancellationToken cancel)
        {
            trace.Add("opened");
            try
            {
                yield return 1;
                await gates.PassAsync(gate, cancel);
                yield return 2;
            }
            finally
            {
                if (cancel.IsCancellationRequested && !gates.IsOpen(gate))
                    trace.Add("closed");
            }
        }

        public async IAsyncEnumerable<string> Places()
        {
            yield return Place();
            await Task.Yield();
            yield return Place();
        }

        public IAsyncEnumerable<int> Broken() => throw new FormatException("not today");

        private string Place() =>
            $"{RequestContext.Get("who")} {(ReferenceEquals(RuntimeContext.Current, GrainContext) ? "on its turn" : "elsewhere")}";
    }
}

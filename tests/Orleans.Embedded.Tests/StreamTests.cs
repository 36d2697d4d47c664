using System.Runtime.CompilerServices;
using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class StreamTests
{
    [Fact]
    public async Task All_results_arrive_in_order_over_many_batches()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Equal(Enumerable.Range(0, 250), await silo.Grain<ISpringGrain>().Count(250).ToListAsync());
    }

    [Fact]
    public async Task The_source_is_pulled_no_further_than_one_batch_and_one_ahead()
    {
        await using var silo = await TestSilo.StartAsync();
        await using var reader = silo.Grain<ISpringGrain>().Count(1_000).WithBatchSize(10).GetAsyncEnumerator();

        await reader.MoveNextAsync();
        await silo.QuietAsync();

        Assert.InRange(await silo.Grain<ISpringGrain>().Produced(), 10, 11);
    }

    [Fact]
    public async Task An_open_stream_does_not_hold_up_other_calls()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<ISpringGrain>();
        await using var reader = grain.Live("gate").GetAsyncEnumerator();
        await reader.MoveNextAsync();
        var next = reader.MoveNextAsync();

        await grain.Produced();

        Assert.False(next.IsCompleted);
        silo.Gates.Open("gate");
        Assert.True(await next);
    }

    [Fact]
    public async Task A_reader_that_breaks_disposes_the_source()
    {
        await using var silo = await TestSilo.StartAsync();

        await foreach (var item in silo.Grain<ISpringGrain>().Count(1_000))
        {
            if (item == 3)
                break;
        }

        Assert.Equal(["finally"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_reader_that_cancels_is_released_at_once_and_the_source_ends()
    {
        await using var silo = await TestSilo.StartAsync();
        using var cancel = new CancellationTokenSource();
        var reading = silo.Grain<ISpringGrain>().Live("gate").ToListAsync(cancel.Token).AsTask();
        await silo.Gates.ArrivedAsync("gate");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(["finally"], silo.Trace.Take());
    }

    [Fact]
    public async Task An_exception_arrives_after_the_results_before_it()
    {
        await using var silo = await TestSilo.StartAsync();
        List<int> seen = [];

        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var item in silo.Grain<ISpringGrain>().FailAfter(150))
                seen.Add(item);
        });

        Assert.Equal(150, seen.Count);
    }

    [Fact]
    public async Task A_waiting_reader_learns_that_the_activation_has_ended()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<ISpringGrain>();
        await using var reader = grain.Live("gate").GetAsyncEnumerator();
        await reader.MoveNextAsync();
        var next = reader.MoveNextAsync().AsTask();
        await silo.Gates.ArrivedAsync("gate");

        await grain.End();

        await Assert.ThrowsAsync<EnumerationAbortedException>(() => next);
        await grain.Produced();
        Assert.Equal(["finally"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_reader_that_comes_back_late_learns_that_the_activation_has_ended()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<ISpringGrain>();
        await using var reader = grain.Count(1_000).WithBatchSize(1).GetAsyncEnumerator();
        await reader.MoveNextAsync();
        await grain.End();
        await silo.QuietAsync();

        await Assert.ThrowsAsync<EnumerationAbortedException>(() => reader.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_is_closed()
    {
        await using var silo = await TestSilo.StartAsync();
        var reader = silo.Grain<ISpringGrain>().Count(1_000).WithBatchSize(1).GetAsyncEnumerator();
        await reader.MoveNextAsync();

        await silo.AdvanceAsync(32);

        Assert.Equal(["finally"], silo.Trace.Take());
        await Assert.ThrowsAsync<EnumerationAbortedException>(() => reader.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task A_reader_may_wait_for_longer_than_the_response_timeout()
    {
        await using var silo = await TestSilo.StartAsync();
        await using var reader = silo.Grain<ISpringGrain>().Live("gate").GetAsyncEnumerator();
        await reader.MoveNextAsync();
        var next = reader.MoveNextAsync();

        await silo.AdvanceAsync(300);
        silo.Gates.Open("gate");

        Assert.True(await next);
    }

    [Fact]
    public async Task A_grain_can_read_a_stream_of_another_on_its_own_turns()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Equal(45, await silo.Grain<ISpringGrain>("reader").SumOf("source", 10));
    }

    internal interface ISpringGrain : IGrainWithStringKey
    {
        IAsyncEnumerable<int> Count(int count, CancellationToken cancel = default);

        IAsyncEnumerable<int> Live(string gate, CancellationToken cancel = default);

        IAsyncEnumerable<int> FailAfter(int count, CancellationToken cancel = default);

        Task<int> SumOf(string other, int count);

        Task<int> Produced();

        Task End();
    }

    internal sealed class SpringGrain(Trace trace, Gates gates) : Grain, ISpringGrain
    {
        private int produced;

        public async IAsyncEnumerable<int> Count(int count, [EnumeratorCancellation] CancellationToken cancel)
        {
            try
            {
                for (var i = 0; i < count; i++)
                {
                    produced++;
                    yield return i;
                    if (i % 40 == 39)
                        await Task.Yield();
                }
            }
            finally
            {
                if (produced < count)
                    trace.Add("finally");
            }
        }

        public async IAsyncEnumerable<int> Live(string gate, [EnumeratorCancellation] CancellationToken cancel)
        {
            try
            {
                yield return 1;
                await gates.PassAsync(gate, cancel);
                yield return 2;
            }
            finally
            {
                trace.Add("finally");
            }
        }

        public async IAsyncEnumerable<int> FailAfter(int count, [EnumeratorCancellation] CancellationToken cancel)
        {
            for (var i = 0; i < count; i++)
                yield return i;
            await Task.Yield();
            throw new FormatException("not today");
        }

        public async Task<int> SumOf(string other, int count)
        {
            var own = TaskScheduler.Current;
            var sum = 0;
            await foreach (var item in GrainFactory.GetGrain<ISpringGrain>(other).Count(count))
                sum += TaskScheduler.Current == own ? item : -1_000;
            return sum;
        }

        public Task<int> Produced() => Task.FromResult(produced);

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }
    }
}

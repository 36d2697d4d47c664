using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class SlowTurnTests
{
    [Fact]
    public async Task A_turn_that_runs_for_over_a_second_is_told_while_it_runs()
    {
        using var block = new Block();
        await using var silo = await StartAsync(block);
        var call = silo.Grain<IBlockingGrain>().Hold();
        await block.Begun;

        Pass(silo, TimeSpan.FromSeconds(1.5));

        Assert.Equal(
            ["Warning: A turn of blocking/a has been running for 00:00:01 and holds a thread; in it: IBlockingGrain.Hold"],
            silo.Log.Take());
        block.End();
        await call;
    }

    [Fact]
    public async Task A_slow_turn_is_told_once_and_its_length_is_kept()
    {
        using var block = new Block();
        await using var silo = await StartAsync(block);
        var diagnostics = silo.Services.GetRequiredService<SiloDiagnostics>();
        var call = silo.Grain<IBlockingGrain>().Hold();
        await block.Begun;
        Pass(silo, TimeSpan.FromSeconds(5));
        var whileItRan = Assert.Single(diagnostics.SlowTurns());
        var ended = whileItRan.HasEnded;

        block.End();
        await call;
        await silo.AdvanceAsync(1);

        Assert.False(ended);
        Assert.True(whileItRan.HasEnded);
        Assert.Equal(TimeSpan.FromSeconds(4.5), whileItRan.Length);
        Assert.Equal("IBlockingGrain.Hold", whileItRan.Work);
        Assert.Single(silo.Log.Take());
    }

    [Fact]
    public async Task A_request_that_awaits_holds_no_turn()
    {
        using var block = new Block();
        await using var silo = await StartAsync(block);
        var call = silo.Grain<IBlockingGrain>().Await("gate");

        await silo.AdvanceAsync(15);

        Assert.Empty(silo.Log.Take());
        silo.Gates.Open("gate");
        await call;
    }

    [Fact]
    public async Task A_slow_start_is_told_as_the_state_of_the_activation()
    {
        using var block = new Block();
        await using var silo = await StartAsync(block);
        var call = silo.Grain<IBlockingGrain>("slow-start").Await("open");
        await block.Begun;

        Pass(silo, TimeSpan.FromSeconds(2));

        Assert.Contains("blocking/slow-start", silo.Log.Take()[0], StringComparison.Ordinal);
        Assert.Equal("Activating", silo.Services.GetRequiredService<SiloDiagnostics>().SlowTurns()[0].Work);
        block.End();
        silo.Gates.Open("open");
        await call;
    }

    private static Task<TestSilo> StartAsync(Block block) => TestSilo.StartAsync(s => s.Services.AddSingleton(block));

    /// <summary>Moves the clock while a turn holds its thread, so without waiting for quiet.</summary>
    private static void Pass(TestSilo silo, TimeSpan span)
    {
        var limit = silo.Time.GetUtcNow() + span;
        while (silo.Time.TryStep(limit))
        {
            // Each step fires one timer.
        }
    }

    internal interface IBlockingGrain : IGrainWithStringKey
    {
        Task Hold();

        Task Await(string gate);
    }

    /// <summary>Holds the thread of whoever passes it.</summary>
    internal sealed class Block : IDisposable
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim end = new();

        public Task Begun => begun.Task;

        public void Pass()
        {
            begun.TrySetResult();
            end.Wait();
        }

        public void End() => end.Set();

        public void Dispose() => end.Dispose();
    }

    internal sealed class BlockingGrain(Block block, Gates gates) : Grain, IBlockingGrain
    {
        public override Task OnActivateAsync(CancellationToken cancellationToken)
        {
            if (this.GetPrimaryKeyString() == "slow-start")
                block.Pass();
            return Task.CompletedTask;
        }

        public Task Hold()
        {
            block.Pass();
            return Task.CompletedTask;
        }

        public Task Await(string gate) => gates.PassAsync(gate);
    }
}

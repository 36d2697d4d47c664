using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class PersistentStateQueueTests
{
    [Fact]
    public async Task Writes_that_are_asked_for_while_one_runs_are_one_write_after_it()
    {
        await using var silo = await StartAsync();
        var running = silo.Grain<ILedgerGrain>().Put(1);
        await silo.Gates.ArrivedAsync("write");

        var later = new[] { silo.Grain<ILedgerGrain>().Put(2), silo.Grain<ILedgerGrain>().Put(3), silo.Grain<ILedgerGrain>().Put(4) };
        await silo.QuietAsync();
        var ended = running.IsCompleted || later.Any(put => put.IsCompleted);
        silo.Gates.Open("write");
        await Task.WhenAll([running, .. later]);

        Assert.False(ended);
        Assert.Equal(2, silo.Storage.Writes);
        Assert.Equal(4, await silo.Grain<ILedgerGrain>().Reread());
    }

    [Fact]
    public async Task A_write_with_a_token_of_its_own_is_not_joined_with_others()
    {
        await using var silo = await StartAsync();
        silo.Gates.Open("write");

        await silo.Grain<ILedgerGrain>().PutBesideCancellable();

        Assert.Equal(3, silo.Storage.Writes);
    }

    [Fact]
    public async Task A_cancelled_write_that_has_not_begun_writes_nothing()
    {
        await using var silo = await StartAsync();
        var running = silo.Grain<ILedgerGrain>().Put(1);
        await silo.Gates.ArrivedAsync("write");

        var cancelled = silo.Grain<ILedgerGrain>().PutCancelled(2);
        silo.Gates.Open("write");
        await running;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(1, silo.Storage.Writes);
    }

    [Fact]
    public async Task A_read_behind_a_successful_write_asks_storage_for_nothing()
    {
        await using var silo = await StartAsync();
        silo.Gates.Open("write");
        var grain = silo.Grain<ILedgerGrain>();
        await grain.Put(1);
        var before = silo.Storage.Reads;

        var read = await grain.PutAndRead(2);

        Assert.Equal(2, read);
        Assert.Equal(before, silo.Storage.Reads);
    }

    [Fact]
    public async Task A_read_behind_a_failed_write_asks_storage()
    {
        await using var silo = await StartAsync();
        silo.Gates.Open("write");
        var grain = silo.Grain<ILedgerGrain>();
        await grain.Put(1);
        silo.Storage.NextFailure = new IOException("disk full");

        Assert.Equal(1, await grain.PutAndRead(2));
    }

    [Fact]
    public async Task A_failed_write_fails_everyone_whom_it_served()
    {
        await using var silo = await StartAsync();
        silo.Gates.Open("write");
        var grain = silo.Grain<ILedgerGrain>();
        await grain.Put(1);
        silo.Storage.NextFailure = new IOException("disk full");

        Assert.Equal(3, await grain.FailuresOfThreePuts());
    }

    [Fact]
    public async Task Operations_run_in_the_order_in_which_they_were_asked_for()
    {
        await using var silo = await StartAsync();
        silo.Gates.Open("write");

        var exists = await silo.Grain<ILedgerGrain>().PutClearPut(7);

        Assert.True(exists);
        Assert.Equal(2, silo.Storage.Writes);
        Assert.Equal(7, await silo.Grain<ILedgerGrain>().Reread());
    }

    private static async Task<TestSilo> StartAsync()
    {
        var storage = new MemoryGrainStorage();
        var silo = await TestSilo.StartAsync(storage: storage);
        storage.BeforeWrite = () => silo.Gates.PassAsync("write");
        return silo;
    }

    internal interface ILedgerGrain : IGrainWithStringKey
    {
        [Concurrency.AlwaysInterleave]
        Task Put(int value);

        [Concurrency.AlwaysInterleave]
        Task PutCancelled(int value);

        Task PutBesideCancellable();

        Task<int> PutAndRead(int value);

        Task<int> FailuresOfThreePuts();

        Task<bool> PutClearPut(int value);

        Task<int> Reread();
    }

    [GenerateSerializer]
    internal sealed record LedgerState([property: Id(0)] int Value)
    {
        public LedgerState()
            : this(0)
        {
        }
    }

    internal sealed class LedgerGrain([PersistentState("tests.ledger", "memory")] IPersistentState<LedgerState> stored) : Grain, ILedgerGrain
    {
        public Task Put(int value)
        {
            stored.State = new(value);
            return stored.WriteStateAsync();
        }

        public async Task PutCancelled(int value)
        {
            using var cancel = new CancellationTokenSource();
            stored.State = new(value);
            var write = stored.WriteStateAsync(cancel.Token);
            await cancel.CancelAsync();
            await write;
        }

        public async Task PutBesideCancellable()
        {
            using var cancel = new CancellationTokenSource();
            await Task.WhenAll(stored.WriteStateAsync(), stored.WriteStateAsync(cancel.Token), stored.WriteStateAsync(cancel.Token));
        }

        public async Task<int> PutAndRead(int value)
        {
            stored.State = new(value);
            var write = stored.WriteStateAsync();
            await stored.ReadStateAsync();
            await ((Task)write).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            return stored.State.Value;
        }

        public async Task<int> FailuresOfThreePuts()
        {
            Task[] puts = [Put(1), Put(2), Put(3)];
            await Task.WhenAll(puts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            return puts.Count(put => put.IsFaulted);
        }

        public async Task<bool> PutClearPut(int value)
        {
            var first = Put(value);
            var clear = stored.ClearStateAsync();
            await Task.WhenAll(first, clear, WriteAfterAsync(clear, value));
            return stored.RecordExists;
        }

        public async Task<int> Reread()
        {
            await stored.ReadStateAsync();
            return stored.State.Value;
        }

        private async Task WriteAfterAsync(Task before, int value)
        {
            await before;
            await Put(value);
        }
    }
}

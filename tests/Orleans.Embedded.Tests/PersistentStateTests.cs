using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Tests;

public sealed class PersistentStateTests
{
    [Fact]
    public async Task State_is_read_before_the_grain_activates_and_survives_it()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IVaultGrain>();

        await grain.Put(5);
        await grain.End();

        Assert.Equal(new VaultView(5, true, "1", 5), await grain.Get());
    }

    [Fact]
    public async Task A_grain_without_a_record_has_a_new_state()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Equal(new VaultView(0, false, null, 0), await silo.Grain<IVaultGrain>().Get());
    }

    [Fact]
    public async Task Writes_that_are_asked_for_together_are_one_write()
    {
        await using var silo = await TestSilo.StartAsync();

        await silo.Grain<IVaultGrain>().PutThrice();

        Assert.Equal(1, silo.Storage.Writes);
        Assert.Equal(3, (await silo.Grain<IVaultGrain>().Get()).Value);
    }

    [Fact]
    public async Task A_conflict_reaches_the_caller_and_ends_the_activation()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IVaultGrain>();
        await grain.Put(1);
        silo.Storage.Overwrite("tests.vault", grain.GetGrainId(), new VaultState { Value = 9 });

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Put(2));

        Assert.Equal(9, (await grain.Get()).Value);
    }

    [Fact]
    public async Task A_conflict_of_a_called_grain_does_not_end_the_calling_one()
    {
        await using var silo = await TestSilo.StartAsync();
        var callee = silo.Grain<IVaultGrain>("callee");
        var caller = silo.Grain<IVaultGrain>("caller");
        await callee.Put(1);
        silo.Storage.Overwrite("tests.vault", callee.GetGrainId(), new VaultState { Value = 9 });
        var before = await caller.Activation();

        await Assert.ThrowsAsync<InconsistentStateException>(() => caller.PutAt("callee", 2));

        Assert.Equal(before, await caller.Activation());
    }

    [Fact]
    public async Task Other_errors_of_storage_are_wrapped_and_do_not_end_the_activation()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IVaultGrain>();
        var before = await grain.Activation();
        silo.Storage.NextFailure = new IOException("disk full");

        var exception = await Assert.ThrowsAsync<OrleansException>(() => grain.Put(2));

        Assert.IsType<IOException>(exception.InnerException);
        Assert.Equal(before, await grain.Activation());
    }

    [Fact]
    public async Task A_cleared_record_is_gone()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IVaultGrain>();
        await grain.Put(5);

        await grain.Clear();

        Assert.Equal(new VaultView(0, false, null, 5), await grain.Get());
    }

    [Fact]
    public async Task State_may_not_be_touched_outside_of_the_turn()
    {
        await using var silo = await TestSilo.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(silo.Grain<IVaultGrain>().TouchFromOutside);
    }

    [Fact]
    public async Task A_read_that_fails_fails_the_activation()
    {
        await using var silo = await TestSilo.StartAsync();
        silo.Storage.NextFailure = new IOException("disk gone");

        await Assert.ThrowsAsync<OrleansException>(silo.Grain<IVaultGrain>().Get);

        Assert.Equal(0, (await silo.Grain<IVaultGrain>().Get()).Value);
    }

    internal interface IVaultGrain : IGrainWithStringKey
    {
        Task Put(int value);

        Task PutThrice();

        Task PutAt(string other, int value);

        Task<VaultView> Get();

        Task<string> Activation();

        Task Clear();

        Task End();

        Task TouchFromOutside();
    }

    [GenerateSerializer]
    internal sealed record VaultState
    {
        [Id(0)]
        public int Value { get; init; }
    }

    [GenerateSerializer]
    internal sealed record VaultView(int Value, bool Exists, string? Etag, int AtActivation);

    internal sealed class VaultGrain([PersistentState("tests.vault", "memory")] IPersistentState<VaultState> stored) : Grain, IVaultGrain
    {
        private int atActivation;

        public override Task OnActivateAsync(CancellationToken cancellationToken)
        {
            atActivation = stored.State.Value;
            return Task.CompletedTask;
        }

        public Task Put(int value)
        {
            stored.State = stored.State with { Value = value };
            atActivation = atActivation == 0 ? value : atActivation;
            return stored.WriteStateAsync();
        }

        public Task PutThrice() => Task.WhenAll(Put(1), Put(2), Put(3));

        public Task PutAt(string other, int value) => GrainFactory.GetGrain<IVaultGrain>(other).Put(value);

        public Task<VaultView> Get() => Task.FromResult(new VaultView(stored.State.Value, stored.RecordExists, stored.Etag, atActivation));

        public Task<string> Activation() => Task.FromResult(GrainContext.ActivationId.ToString());

        public Task Clear() => stored.ClearStateAsync();

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public Task TouchFromOutside() => Task.Run(() => stored.State);
    }
}

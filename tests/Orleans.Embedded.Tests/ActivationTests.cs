using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Tests.Harness;

namespace Orleans.Embedded.Tests;

public sealed class ActivationTests
{
    [Fact]
    public async Task Concurrent_first_calls_make_one_activation()
    {
        await using var silo = await TestSilo.StartAsync();
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, 100).Select(async _ =>
        {
            await start.Task;
            return await silo.Grain<IBirthGrain>("b").Ping();
        }).ToArray();

        start.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(["activated b"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_failed_activation_gives_its_exception_to_the_callers_and_the_next_call_tries_anew()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IBirthGrain>("fails-once");

        await Assert.ThrowsAsync<FormatException>(grain.Ping);
        await grain.Ping();

        Assert.Equal(["activated fails-once", "activated fails-once"], silo.Trace.Take());
    }

    [Fact]
    public async Task An_activation_that_takes_too_long_fails()
    {
        await using var silo = await TestSilo.StartAsync();
        var call = silo.Grain<IBirthGrain>("hangs").Ping();

        await silo.AdvanceAsync(30);

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Contains("birth/hangs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_every_kind_come_back_as_they_were()
    {
        await using var silo = await TestSilo.StartAsync();
        var id = Guid.NewGuid();

        Assert.Equal(id, await silo.Grains.GetGrain<IGuidKeyedGrain>(id).Key());
        Assert.Equal(-7, await silo.Grains.GetGrain<INumberKeyedGrain>(-7).Key());
        Assert.Equal("ä/+ß", await silo.Grain<IBirthGrain>("ä/+ß").Key());
        Assert.Equal("ä/+ß", silo.Grain<IBirthGrain>("ä/+ß").GetPrimaryKeyString());
    }

    [Fact]
    public async Task Scoped_services_live_as_long_as_the_activation()
    {
        await using var silo = await TestSilo.StartAsync(s => s.Services.AddScoped<Scoped>());
        var grain = silo.Grain<IBirthGrain>();

        var first = await grain.ScopeOf();
        var same = await grain.ScopeOf();
        var other = await silo.Grain<IBirthGrain>("other").ScopeOf();
        await grain.End();
        var next = await grain.ScopeOf();

        Assert.Equal(first, same);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first, next);
    }

    [Fact]
    public async Task A_grain_can_hand_out_references_to_itself_by_any_of_its_interfaces()
    {
        await using var silo = await TestSilo.StartAsync();

        var own = await silo.Grain<IBirthGrain>("me").Self();

        Assert.Equal("me", await own.Key());
        Assert.Equal(silo.Grain<IBirthGrain>("me"), own);
    }

    [Fact]
    public async Task An_interface_without_a_class_is_refused()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Throws<ArgumentException>(() => silo.Grain<IOrphanGrain>());
    }

    internal interface IBirthGrain : IGrainWithStringKey
    {
        Task<int> Ping();

        Task<string> Key();

        Task<Guid> ScopeOf();

        Task End();

        Task<IBirthGrain> Self();
    }

    internal interface IOrphanGrain : IGrainWithStringKey;

    internal interface IGuidKeyedGrain : IGrainWithGuidKey
    {
        Task<Guid> Key();
    }

    internal interface INumberKeyedGrain : IGrainWithIntegerKey
    {
        Task<long> Key();
    }

    internal sealed class Scoped
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    internal sealed class BirthGrain(Trace trace, Gates gates) : Grain, IBirthGrain
    {
        private static int Failures;

        public override async Task OnActivateAsync(CancellationToken cancellationToken)
        {
            var key = this.GetPrimaryKeyString();
            trace.Add("activated " + key);
            await Task.Yield();
            if (key == "fails-once" && Interlocked.Increment(ref Failures) == 1)
                throw new FormatException("not today");
            if (key == "hangs")
                await gates.PassAsync("never", CancellationToken.None);
        }

        public Task<int> Ping() => Task.FromResult(1);

        public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

        public Task<Guid> ScopeOf() => Task.FromResult(ServiceProvider.GetRequiredService<Scoped>().Id);

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public Task<IBirthGrain> Self() => Task.FromResult<IBirthGrain>(this);
    }

    internal sealed class GuidKeyedGrain : Grain, IGuidKeyedGrain
    {
        public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
    }

    internal sealed class NumberKeyedGrain : Grain, INumberKeyedGrain
    {
        public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
    }
}

using Orleans.Concurrency;
using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded.Tests;

public sealed class InterleavingTests
{
    [Fact]
    public async Task A_request_waits_for_the_one_before_it()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IPlainGrain>();
        var first = grain.Write("1");
        var second = grain.Write("2");
        await silo.QuietAsync();

        silo.Gates.Open("1");
        silo.Gates.Open("2");
        await Task.WhenAll(first, second);

        Assert.Equal(["+1", "-1", "+2", "-2"], silo.Trace.Take());
    }

    [Fact]
    public async Task An_always_interleaving_request_does_not_wait()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IPlainGrain>();
        var slow = grain.Write("slow");
        await silo.Gates.ArrivedAsync("slow");

        await grain.Peek();

        Assert.False(slow.IsCompleted);
    }

    [Fact]
    public async Task Readers_run_together_and_a_writer_waits_for_the_last_of_them()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IPlainGrain>();
        var all = new[] { grain.Read("r1"), grain.Read("r2"), grain.Write("w") };
        await silo.Gates.ArrivedAsync("r2");

        silo.Gates.Open("r1");
        await all[0];
        await silo.QuietAsync();
        var whileOneReads = silo.Trace.Take();
        silo.Gates.Open("r2");
        silo.Gates.Open("w");
        await Task.WhenAll(all);

        Assert.Equal(["+r1", "+r2", "-r1"], whileOneReads);
        Assert.Equal(["-r2", "+w", "-w"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_reader_waits_for_a_running_writer()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IPlainGrain>();
        var all = new[] { grain.Write("w"), grain.Read("r") };
        await silo.QuietAsync();
        var whileItWrites = silo.Trace.Take();

        silo.Gates.OpenAll();
        await Task.WhenAll(all);

        Assert.Equal(["+w"], whileItWrites);
        Assert.Equal(["-w", "+r", "-r"], silo.Trace.Take());
    }

    [Fact]
    public async Task A_reader_overtakes_a_waiting_writer()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IPlainGrain>();
        var all = new[] { grain.Read("r1"), grain.Write("w"), grain.Read("r2") };

        await silo.Gates.ArrivedAsync("r2");
        silo.Gates.OpenAll();
        await Task.WhenAll(all);

        Assert.Equal(["+r1", "+r2"], silo.Trace.Take()[..2]);
    }

    [Fact]
    public async Task Requests_of_a_reentrant_grain_run_together()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IOpenGrain>();
        var all = new[] { grain.Enter("1"), grain.Enter("2"), grain.Enter("3") };

        await Task.WhenAll(silo.Gates.ArrivedAsync("1"), silo.Gates.ArrivedAsync("2"), silo.Gates.ArrivedAsync("3"));

        silo.Gates.OpenAll();
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task A_predicate_of_the_class_lets_requests_in()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grain<IChoosyGrain>();
        var all = new[] { grain.Enter("slow"), grain.Enter("other"), grain.Enter("vip") };

        await silo.Gates.ArrivedAsync("vip");
        await silo.QuietAsync();

        Assert.Equal(["+slow", "+vip"], silo.Trace.Take());
        silo.Gates.OpenAll();
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task A_call_chain_may_come_back_where_the_caller_allows_it()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Equal("b a", await silo.Grain<IChainGrain>("a").CallAndBeCalledBack("b", allow: true));
    }

    [Fact]
    public async Task A_call_chain_that_comes_back_unallowed_is_a_timeout_that_names_the_cycle()
    {
        await using var silo = await TestSilo.StartAsync();

        var call = silo.Grain<IChainGrain>("a").CallAndBeCalledBack("b", allow: false);
        await silo.AdvanceAsync(32);

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Contains("cycle", exception.Message, StringComparison.Ordinal);
        Assert.Contains("IChainGrain.CallBack on chain/b", exception.Message, StringComparison.Ordinal);
        Assert.Contains("IChainGrain.Name on chain/a", exception.Message, StringComparison.Ordinal);
    }

    internal interface IPlainGrain : IGrainWithStringKey
    {
        Task Write(string name);

        [ReadOnly]
        Task Read(string name);

        [AlwaysInterleave]
        Task Peek();
    }

    internal interface IOpenGrain : IGrainWithStringKey
    {
        Task Enter(string name);
    }

    internal interface IChoosyGrain : IGrainWithStringKey
    {
        Task Enter(string name);
    }

    internal interface IChainGrain : IGrainWithStringKey
    {
        Task<string> CallAndBeCalledBack(string other, bool allow);

        Task<string> CallBack(string first);

        Task<string> Name();
    }

    internal sealed class PlainGrain(Trace trace, Gates gates) : Grain, IPlainGrain
    {
        public async Task Write(string name)
        {
            trace.Add("+" + name);
            await gates.PassAsync(name);
            trace.Add("-" + name);
        }

        public Task Read(string name) => Write(name);

        public Task Peek() => Task.CompletedTask;
    }

    [Reentrant]
    internal sealed class OpenGrain(Gates gates) : Grain, IOpenGrain
    {
        public Task Enter(string name) => gates.PassAsync(name);
    }

    [MayInterleave(nameof(LetsIn))]
    internal sealed class ChoosyGrain(Trace trace, Gates gates) : Grain, IChoosyGrain
    {
        public static bool LetsIn(IInvokable request) => request.GetArgument(0) is "vip";

        public Task Enter(string name)
        {
            trace.Add("+" + name);
            return gates.PassAsync(name);
        }
    }

    internal sealed class ChainGrain : Grain, IChainGrain
    {
        public async Task<string> CallAndBeCalledBack(string other, bool allow)
        {
            using var section = allow ? RequestContext.AllowCallChainReentrancy() : RequestContext.SuppressCallChainReentrancy();
            return await GrainFactory.GetGrain<IChainGrain>(other).CallBack(this.GetPrimaryKeyString());
        }

        public async Task<string> CallBack(string first) =>
            $"{this.GetPrimaryKeyString()} {await GrainFactory.GetGrain<IChainGrain>(first).Name()}";

        public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());
    }
}

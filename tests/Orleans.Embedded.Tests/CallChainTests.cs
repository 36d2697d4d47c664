using Orleans.Concurrency;
using Orleans.Embedded.Tests.Harness;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class CallChainTests
{
    [Fact]
    public async Task A_grain_that_calls_itself_is_a_timeout_that_names_the_cycle()
    {
        await using var silo = await TestSilo.StartAsync();

        var message = await TimeoutOf(silo, silo.Grain<ILinkGrain>("a").Pass(["a"]));

        Assert.Contains(
            "cycle: its last call waits for its turn at a grain that is on it: "
            + "a caller outside of grains -> ILinkGrain.Pass on link/a -> ILinkGrain.Pass on link/a.",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cycle_of_three_is_named_whole_in_the_order_of_the_calls()
    {
        await using var silo = await TestSilo.StartAsync();

        var message = await TimeoutOf(silo, silo.Grain<ILinkGrain>("a").Pass(["b", "c", "a"]));

        Assert.Contains(
            "a caller outside of grains -> ILinkGrain.Pass on link/a -> ILinkGrain.Pass on link/b -> ILinkGrain.Pass on link/c -> "
            + "ILinkGrain.Pass on link/a.",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cycle_is_found_behind_a_call_that_goes_elsewhere()
    {
        await using var silo = await TestSilo.StartAsync();

        var message = await TimeoutOf(silo, silo.Grain<ILinkGrain>("a").PassBoth("z", ["b", "a"]));

        Assert.Contains("cycle", message, StringComparison.Ordinal);
        Assert.DoesNotContain("link/z", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_is_only_slow_is_named_up_to_whom_it_waits_for_and_is_no_cycle()
    {
        await using var silo = await TestSilo.StartAsync();

        var message = await TimeoutOf(silo, silo.Grain<ILinkGrain>("a").Pass(["b", "z"]));

        Assert.DoesNotContain("cycle", message, StringComparison.Ordinal);
        Assert.EndsWith("-> ILinkGrain.Pass on link/a -> ILinkGrain.Pass on link/b -> ILinkGrain.Pass on link/z.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_comes_back_and_runs_is_no_cycle()
    {
        await using var silo = await TestSilo.StartAsync();

        var message = await TimeoutOf(silo, silo.Grain<ILinkGrain>("a").PassAndPeek("b"));

        Assert.DoesNotContain("cycle", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tick_and_a_one_way_call_that_wait_at_their_own_grain_are_no_cycle()
    {
        await using var silo = await TestSilo.StartAsync();

        var message = await TimeoutOf(silo, silo.Grain<ILinkGrain>("a").WaitBesideOwnTick());

        Assert.EndsWith("It was running.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_waits_in_a_queue_names_what_is_before_it()
    {
        await using var silo = await TestSilo.StartAsync();
        var first = silo.Grain<ILinkGrain>("z").Peek();
        var before = silo.Grain<ILinkGrain>("z").Pass([]);

        var message = await TimeoutOf(silo, silo.Grain<ILinkGrain>("z").Pass([]));

        Assert.Contains("It was waiting for its turn, behind ILinkGrain.Peek, ILinkGrain.Pass.", message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(() => before);
    }

    [Fact]
    public async Task A_request_that_is_slow_is_told_once_with_its_chain_before_its_caller_gives_up()
    {
        await using var silo = await TestSilo.StartAsync();
        var call = silo.Grain<ILinkGrain>("a").Pass(["a"]);

        await silo.AdvanceAsync(25);

        var lines = silo.Log.Take();
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains("cycle", line, StringComparison.Ordinal));
        Assert.Contains("has not been answered for 00:00:20", lines[0], StringComparison.Ordinal);
        await TimeoutOf(silo, call);
    }

    [Fact]
    public async Task A_method_that_says_how_long_it_may_take_is_not_slow_before()
    {
        await using var silo = await TestSilo.StartAsync();
        var call = silo.Grain<ILinkGrain>("z").Long();

        await silo.AdvanceAsync(50);

        Assert.Empty(silo.Log.Take());
        silo.Gates.OpenAll();
        await call;
    }

    [Fact]
    public async Task A_section_that_suppresses_reentrancy_lets_the_chain_no_longer_in()
    {
        await using var silo = await TestSilo.StartAsync();

        var message = await TimeoutOf(silo, silo.Grain<ILinkGrain>("a").PassAllowedThenSuppressed(["b", "a"]));

        Assert.Contains("cycle", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_that_has_ended_lets_the_chain_no_longer_in()
    {
        await using var silo = await TestSilo.StartAsync();

        var message = await TimeoutOf(silo, silo.Grain<ILinkGrain>("a").PassAfterSection(["b", "a"]));

        Assert.Contains("cycle", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_of_another_chain_waits_while_the_allowed_one_comes_back()
    {
        await using var silo = await TestSilo.StartAsync();
        var allowed = silo.Grain<ILinkGrain>("a").PassAllowed(["b", "a", "z"]);
        await silo.Gates.ArrivedAsync("z");

        var stranger = silo.Grain<ILinkGrain>("a").Pass([]);
        await silo.QuietAsync();

        Assert.False(stranger.IsCompleted);
        silo.Gates.OpenAll();
        await Task.WhenAll(allowed, stranger);
    }

    [Fact]
    public async Task A_waiting_call_of_the_chain_is_let_in_when_the_grain_allows_it()
    {
        await using var silo = await TestSilo.StartAsync();
        Task first, second;
        using (RequestContext.AllowCallChainReentrancy())
        {
            first = silo.Grain<ILinkGrain>("a").AllowAt("gate", "z");
            await silo.Gates.ArrivedAsync("gate");
            second = silo.Grain<ILinkGrain>("a").Pass([]);
        }

        await silo.QuietAsync();
        var waited = !second.IsCompleted;
        silo.Gates.Open("gate");
        await second;

        Assert.True(waited);
        Assert.False(first.IsCompleted);
        silo.Gates.OpenAll();
        await first;
    }

    private static async Task<string> TimeoutOf(TestSilo silo, Task call)
    {
        await silo.AdvanceAsync(32);
        return (await Assert.ThrowsAsync<TimeoutException>(() => call)).Message;
    }

    internal interface ILinkGrain : IGrainWithStringKey
    {
        /// <summary>Goes on to the first of the keys with the rest; "z" waits at its gate.</summary>
        Task Pass(string[] keys);

        Task PassBoth(string other, string[] keys);

        Task PassAndPeek(string other);

        Task PassAllowed(string[] keys);

        Task PassAllowedThenSuppressed(string[] keys);

        Task PassAfterSection(string[] keys);

        Task AllowAt(string gate, string then);

        Task WaitBesideOwnTick();

        [OneWay]
        Task Tell();

        [AlwaysInterleave]
        Task Peek();

        [ResponseTimeout("00:01:00")]
        Task Long();
    }

    internal sealed class LinkGrain(Gates gates) : Grain, ILinkGrain
    {
        private string Key => this.GetPrimaryKeyString();

        public async Task Pass(string[] keys)
        {
            if (keys.Length > 0)
                await GrainFactory.GetGrain<ILinkGrain>(keys[0]).Pass(keys[1..]);
            else if (Key == "z")
                await gates.PassAsync("z");
        }

        public Task PassBoth(string other, string[] keys) =>
            Task.WhenAll(GrainFactory.GetGrain<ILinkGrain>(other).Pass([]), Pass(keys));

        public async Task PassAndPeek(string other)
        {
            if (Key == "b")
                await GrainFactory.GetGrain<ILinkGrain>("a").Peek();
            else
                await GrainFactory.GetGrain<ILinkGrain>(other).PassAndPeek(other);
        }

        public async Task PassAllowed(string[] keys)
        {
            using var section = RequestContext.AllowCallChainReentrancy();
            await Pass(keys);
        }

        public async Task PassAllowedThenSuppressed(string[] keys)
        {
            using var allowed = RequestContext.AllowCallChainReentrancy();
            using var suppressed = RequestContext.SuppressCallChainReentrancy();
            await Pass(keys);
        }

        public async Task PassAfterSection(string[] keys)
        {
            using (RequestContext.AllowCallChainReentrancy())
                await Task.Yield();
            await Pass(keys);
        }

        public async Task AllowAt(string gate, string then)
        {
            await gates.PassAsync(gate);
            using var section = RequestContext.AllowCallChainReentrancy();
            await gates.PassAsync(then);
        }

        public async Task WaitBesideOwnTick()
        {
            using var timer = this.RegisterGrainTimer(() => Task.CompletedTask, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            await GrainFactory.GetGrain<ILinkGrain>(Key).Tell();
            await gates.PassAsync("z");
        }

        public Task Tell() => Task.CompletedTask;

        public Task Peek() => gates.PassAsync("z");

        public Task Long() => gates.PassAsync("z");
    }
}

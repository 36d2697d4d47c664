using Grains.Outcomes;
using Grains.Testing;
using Silo.Engines.Clustering;

namespace Cluster.Tests;

public sealed class RepeatedCallsTests
{
    private static readonly Refusal Refused = new(RefusalKind.Unavailable, "tests.stopping", "Stopping.");

    private readonly ManualTimeProvider clock = new();

    [Fact]
    public async Task A_call_that_may_be_repeated_is_repeated_until_it_is_answered()
    {
        var call = new FailingCall(nameof(ICalled.ReadAsync), tries => tries < 4 ? new SiloUnavailableException() : null);

        await CallAsync(call);

        Assert.Equal(4, call.Tries);
    }

    [Fact]
    public async Task A_call_that_may_not_be_repeated_is_made_once()
    {
        var call = new FailingCall(nameof(ICalled.ChangeAsync), static _ => new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => CallAsync(call));

        Assert.Equal(1, call.Tries);
    }

    [Fact]
    public async Task What_a_grain_throws_is_not_repeated()
    {
        var call = new FailingCall(nameof(ICalled.ReadAsync), static _ => new InvalidOperationException());

        await Assert.ThrowsAsync<InvalidOperationException>(() => CallAsync(call));

        Assert.Equal(1, call.Tries);
    }

    [Fact]
    public async Task It_gives_up_after_twenty_seconds()
    {
        var began = clock.GetTimestamp();
        var call = new FailingCall(nameof(ICalled.ReadAsync), static _ => new SiloUnavailableException());

        await Assert.ThrowsAsync<SiloUnavailableException>(() => CallAsync(call));

        Assert.InRange(clock.GetElapsedTime(began), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_silo_that_stops_refuses_what_another_takes()
    {
        var call = new FailingCall(nameof(ICalled.ReadAsync), static _ => null) { ResultOf = tries => tries < 3 ? Refused : default(Done) };

        await CallAsync(call);

        Assert.Equal(3, call.Tries);
    }

    [Fact]
    public async Task What_only_the_engine_knows_is_told_as_what_passes()
    {
        var call = new FailingCall(nameof(ICalled.ChangeAsync), static _ => new GatewayTooBusyException());

        await Assert.ThrowsAsync<TemporarilyUnavailableException>(() => CallAsync(call));
    }

    private async Task CallAsync(FailingCall call)
    {
        // Nothing goes on anywhere but here, in step with the clock.
        SynchronizationContext.SetSynchronizationContext(null);
        var calling = new RepeatedCalls(clock).Invoke(call);
        while (!calling.IsCompleted) clock.Advance(TimeSpan.FromMilliseconds(100));
        await calling;
    }
}

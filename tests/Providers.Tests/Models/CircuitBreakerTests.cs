using Grains.Providers.Models;

namespace Providers.Tests.Models;

public sealed class CircuitBreakerTests
{
    private readonly HandClock clock = new();

    [Fact]
    public void It_opens_after_failures_in_a_row_and_says_how_long()
    {
        var breaker = Broken();

        Assert.False(breaker.TryEnter(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(30), wait);
    }

    [Fact]
    public void A_success_between_failures_keeps_it_closed()
    {
        var breaker = new CircuitBreaker(2, TimeSpan.FromSeconds(30), clock);

        breaker.Failed();
        breaker.Succeeded();
        breaker.Failed();

        Assert.True(breaker.TryEnter(out _));
    }

    [Fact]
    public void After_the_pause_exactly_one_request_probes()
    {
        var breaker = Broken();
        clock.Advance(TimeSpan.FromSeconds(31));

        Assert.True(breaker.TryEnter(out _));
        Assert.False(breaker.TryEnter(out _));
    }

    [Fact]
    public void A_failed_probe_opens_it_for_another_pause()
    {
        var breaker = Broken();
        clock.Advance(TimeSpan.FromSeconds(31));
        breaker.TryEnter(out _);

        Assert.True(breaker.Failed());

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(breaker.TryEnter(out _));
    }

    [Fact]
    public void A_probe_that_begins_lets_the_others_in_but_one_more_failure_opens_it()
    {
        var breaker = Broken();
        clock.Advance(TimeSpan.FromSeconds(31));
        breaker.TryEnter(out _);

        breaker.Began();

        Assert.True(breaker.TryEnter(out _));
        Assert.True(breaker.Failed());
    }

    [Fact]
    public void A_cancelled_probe_decides_nothing_and_lets_the_next_one_probe()
    {
        var breaker = Broken();
        clock.Advance(TimeSpan.FromSeconds(31));
        breaker.TryEnter(out _);

        breaker.Cancelled();

        Assert.True(breaker.TryEnter(out _));
    }

    private CircuitBreaker Broken()
    {
        var breaker = new CircuitBreaker(2, TimeSpan.FromSeconds(30), clock);
        breaker.Failed();
        breaker.Failed();
        return breaker;
    }
}

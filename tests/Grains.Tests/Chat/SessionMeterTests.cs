using Grains.Chat;
using Grains.Testing;

namespace Grains.Tests.Chat;

public sealed class SessionMeterTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly SessionMeter meter;

    public SessionMeterTests()
    {
        meter = new SessionMeter(clock, new ChatOptions { IdleGrace = TimeSpan.FromMinutes(5), DisconnectGrace = TimeSpan.FromSeconds(30) });
        meter.Restore(TimeSpan.Zero, run: true);
    }

    [Fact]
    public void Nothing_is_counted_before_somebody_is_there()
    {
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.Zero, meter.Read());
    }

    [Fact]
    public void A_watcher_is_counted_for_as_long_as_it_stays()
    {
        meter.Attach();
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.FromHours(1), meter.Read());
    }

    [Fact]
    public void A_watcher_that_left_is_counted_for_the_disconnect_grace()
    {
        meter.Attach();
        clock.Advance(TimeSpan.FromMinutes(10));
        meter.Detach();
        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(TimeSpan.FromMinutes(10.5), meter.Read());
        Assert.False(meter.IsSomebodyThere);
    }

    [Fact]
    public void A_watcher_that_comes_back_in_time_was_never_gone()
    {
        meter.Attach();
        meter.Detach();
        clock.Advance(TimeSpan.FromSeconds(20));
        meter.Attach();
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromSeconds(80), meter.Read());
    }

    [Fact]
    public void The_time_away_is_not_counted_when_somebody_comes_back()
    {
        meter.Touch();
        clock.Advance(TimeSpan.FromMinutes(60));
        meter.Touch();
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromMinutes(6), meter.Read());
    }

    [Fact]
    public void One_of_two_watchers_is_enough()
    {
        meter.Attach();
        meter.Attach();
        meter.Detach();
        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(TimeSpan.FromMinutes(10), meter.Read());
    }

    [Fact]
    public void A_pause_is_not_counted()
    {
        meter.Attach();
        clock.Advance(TimeSpan.FromMinutes(1));
        meter.Run(false);
        clock.Advance(TimeSpan.FromMinutes(10));
        meter.Run(true);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromMinutes(2), meter.Read());
    }

    [Fact]
    public void A_restored_meter_goes_on_from_what_was_stored()
    {
        meter.Restore(TimeSpan.FromMinutes(7), run: true);
        clock.Advance(TimeSpan.FromMinutes(3));
        meter.Touch();
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromMinutes(8), meter.Read());
    }
}

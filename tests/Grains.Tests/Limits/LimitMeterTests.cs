using Grains.Limits;
using Grains.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Grains.Tests.Limits;

public sealed class LimitMeterTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public void A_refused_call_takes_from_no_bucket()
    {
        var meter = NewMeter(("a", 10), ("b", 1));
        Assert.Null(meter.Take(["a", "b"], out _));

        for (var i = 0; i < 5; i++)
            Assert.Equal("b", meter.Take(["a", "b"], out _)!.LimitName);

        Assert.Null(meter.Take(["a"], out var windows));
        Assert.Equal(8, windows[0].Remaining);
    }

    [Fact]
    public void A_refusal_says_which_limit_bound_and_how_long_to_wait()
    {
        var meter = NewMeter(("a", 1));
        meter.Take(["a"], out _);
        clock.Advance(TimeSpan.FromSeconds(12.5));

        var refusal = meter.Take(["a"], out _);

        Assert.Equal("a", refusal!.LimitName);
        Assert.Equal(1, refusal.LimitPermits);
        Assert.Equal(TimeSpan.FromSeconds(47.5), refusal.RetryAfter);
    }

    [Fact]
    public void A_window_says_what_is_left_and_when_all_of_it_is_back()
    {
        var meter = NewMeter(("a", 3));

        meter.Take(["a"], out var windows);

        Assert.Equal(new LimitWindow("a", 3, 2, clock.GetUtcNow() + TimeSpan.FromMinutes(1)), windows[0]);
    }

    [Theory]
    [InlineData("Permits", "0")]
    [InlineData("Permits", "many")]
    [InlineData("Window", "00:00:00")]
    [InlineData("Window", "2.00:00:00")]
    public void A_setting_that_makes_no_sense_stops_the_start(string name, string value)
    {
        var settings = new Dictionary<string, string?> { [$"marketplace.calls:{name}"] = value };

        Assert.Throws<OptionsValidationException>(() =>
            LimitsOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
    }

    [Fact]
    public void Without_settings_the_limits_are_the_documents()
    {
        var options = LimitsOptions.Read(new ConfigurationBuilder().Build());

        Assert.Equal(new LimitSetting(1000, TimeSpan.FromHours(1)), options.Of(LimitNames.MarketplaceCalls));
        Assert.Equal(new LimitSetting(60, TimeSpan.FromMinutes(1)), options.Of(LimitNames.MarketplaceMessages));
        Assert.Equal(new LimitSetting(10, TimeSpan.FromHours(1)), options.Of(LimitNames.MarketplaceUploads));
        Assert.Equal(new LimitSetting(5, TimeSpan.FromMinutes(1)), options.Of(LimitNames.MarketplaceSignIn));
        Assert.Equal(5, options.Of(LimitNames.MarketplaceSockets).Permits);
    }

    private LimitMeter NewMeter(params (string Name, int Permits)[] limits)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (name, permits) in limits)
        {
            settings[$"{name}:Permits"] = $"{permits}";
            settings[$"{name}:Window"] = "00:01:00";
        }

        return new LimitMeter(LimitsOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()), clock);
    }
}

using Grains.Chat;
using Grains.Clones;

namespace Grains.Tests.Chat;

public sealed class SessionPricingTests
{
    private static readonly ChatOptions Options = new();

    [Theory]
    [InlineData(25, 31_250_000)]
    [InlineData(35, 43_750_000)]
    [InlineData(16, 20_000_000)]
    [InlineData(0, 0)]
    public void Time_at_75_an_hour_costs_a_dollar_and_a_quarter_a_minute(int minutes, long micros) =>
        Assert.Equal(micros, ByTime(75_000_000).OfTime(TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void Increments_of_time_never_add_up_to_more_than_the_whole()
    {
        var pricing = ByTime(10_000_007);
        var charged = 0L;
        for (var elapsed = TimeSpan.Zero; elapsed <= TimeSpan.FromHours(1); elapsed += TimeSpan.FromMilliseconds(777))
            charged += pricing.OfTime(elapsed) - charged;

        Assert.InRange(charged, 0, pricing.OfTime(TimeSpan.FromHours(1)));
    }

    [Fact]
    public void The_time_that_an_amount_buys_never_costs_more_than_the_amount()
    {
        var pricing = ByTime(75_000_000);
        for (var micros = 0L; micros < 5_000_000; micros += 12_345)
            Assert.True(pricing.OfTime(pricing.TimeFor(micros)) <= micros);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1_000, 500)]
    [InlineData(1_001, 501)]
    public void Tokens_round_up_to_the_micro_unit(int tokens, long micros) =>
        Assert.Equal(micros, Of(new ClonePricing(PricingModel.PerToken, 0, 0, 500)).OfTokens(tokens));

    [Theory]
    [InlineData(AnswerEnding.Complete, 10, 100_000)]
    [InlineData(AnswerEnding.CutShort, 10, 100_000)]
    [InlineData(AnswerEnding.Cancelled, 10, 100_000)]
    [InlineData(AnswerEnding.Cancelled, 0, 0)]
    [InlineData(AnswerEnding.Interrupted, 10, 0)]
    [InlineData(AnswerEnding.Failed, 10, 0)]
    public void A_message_costs_its_price_only_if_something_was_delivered(AnswerEnding ending, int length, long micros) =>
        Assert.Equal(micros, Of(new ClonePricing(PricingModel.PerMessage, 0, 100_000, 0)).OfAnswer(ending, length, 5));

    [Fact]
    public void A_demo_and_a_price_of_zero_are_free()
    {
        var demo = new SessionPricing(new ClonePricing(PricingModel.PerMessage, 0, 100_000, 0), free: true, Options);

        Assert.True(demo.IsFree);
        Assert.Equal(0, demo.Reserve() + demo.OfAnswer(AnswerEnding.Complete, 10, 5) + demo.LeaseSize());
        Assert.True(ByTime(0).IsFree);
    }

    private static SessionPricing ByTime(long hourly) => Of(new ClonePricing(PricingModel.PerMinute, hourly, 0, 0));

    private static SessionPricing Of(ClonePricing pricing) => new(pricing, free: false, Options);
}

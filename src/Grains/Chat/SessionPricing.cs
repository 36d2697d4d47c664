using Grains.Clones;

namespace Grains.Chat;

/// <summary>What a session costs: pure arithmetic in micro-USD. Rounding is down where the user pays by time, up by tokens.</summary>
internal sealed class SessionPricing(ClonePricing pricing, bool free, ChatOptions options)
{
    public bool ByTime => !free && pricing.Model == PricingModel.PerMinute && pricing.HourlyMicros > 0;

    public bool IsFree => free || UnitMicros == 0;

    private long UnitMicros => pricing.Model switch
    {
        PricingModel.PerMinute => pricing.HourlyMicros,
        PricingModel.PerMessage => pricing.MessageMicros,
        PricingModel.PerToken => pricing.ThousandTokensMicros,
        _ => throw new InvalidOperationException($"Unknown pricing model {pricing.Model}."),
    };

    /// <summary>The price of active time, rounded down, so that the sum of increments never exceeds the price of the sum.</summary>
    public long OfTime(TimeSpan active) => ByTime ? (long)((Int128)pricing.HourlyMicros * active.Ticks / TimeSpan.TicksPerHour) : 0;

    /// <summary>The active time that an amount pays for; never more than a day.</summary>
    public TimeSpan TimeFor(long micros)
    {
        if (!ByTime) return TimeSpan.FromDays(1);
        var ticks = (Int128)Math.Max(0, micros) * TimeSpan.TicksPerHour / pricing.HourlyMicros;
        return ticks > TimeSpan.TicksPerDay ? TimeSpan.FromDays(1) : new TimeSpan((long)ticks);
    }

    /// <summary>The price of answer tokens, rounded up to the micro-unit.</summary>
    public long OfTokens(int tokens) => free || pricing.Model != PricingModel.PerToken
        ? 0
        : (long)(((Int128)pricing.ThousandTokensMicros * tokens + 999) / 1000);

    /// <summary>What must be set aside before a message is accepted.</summary>
    public long Reserve() => free ? 0 : pricing.Model switch
    {
        PricingModel.PerMessage => pricing.MessageMicros,
        PricingModel.PerToken => OfTokens(options.MinimumPaidTokens),
        _ => 0,
    };

    /// <summary>What a message must find affordable beside the reserves: a little time, where time is the price.</summary>
    public long MinimumBeyondReserve() => ByTime ? Math.Max(1, OfTime(options.MinimumPaidTime)) : 0;

    /// <summary>What one lease aims at.</summary>
    public long LeaseSize() => free ? 0 : pricing.Model switch
    {
        PricingModel.PerMinute => OfTime(options.LeasedTime),
        _ => UnitMicros * options.LeasedUnits,
    };

    /// <summary>What an answer itself costs; time is charged by the meter instead.</summary>
    public long OfAnswer(AnswerEnding ending, int textLength, int outputTokens)
    {
        if (free || ending == AnswerEnding.Failed || textLength == 0) return 0;
        return pricing.Model switch
        {
            PricingModel.PerMessage => ending == AnswerEnding.Interrupted ? 0 : pricing.MessageMicros,
            PricingModel.PerToken => OfTokens(outputTokens),
            _ => 0,
        };
    }
}

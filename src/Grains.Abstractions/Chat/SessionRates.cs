using Grains.Clones;

namespace Grains.Chat;

/// <summary>What a clone's prices are for one kind of session.</summary>
public static class SessionRates
{
    /// <summary>The prices that hold for a session of this type; the model is the same for all.</summary>
    public static ClonePricing For(this ClonePricing pricing, SessionType type)
    {
        var own = type switch
        {
            SessionType.Voice => pricing.Voice,
            SessionType.Video => pricing.Video,
            _ => null,
        };
        return own is null ? pricing : pricing with
        {
            HourlyMicros = own.HourlyMicros ?? pricing.HourlyMicros,
            MessageMicros = own.MessageMicros ?? pricing.MessageMicros,
            ThousandTokensMicros = own.ThousandTokensMicros ?? pricing.ThousandTokensMicros,
        };
    }
}

using Grains.Outcomes;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace;

namespace WebFront.Realtime;

/// <summary>Refusals as the document's error frames.</summary>
internal static class FrameErrors
{
    public static ErrorFrame Of(Refusal refusal) => Of(Refused.StatusOf(refusal.Kind), refusal);

    public static ErrorFrame Of(int status, Refusal refusal) => new(
        MarketplaceErrors.CodeOf(status),
        refusal.Field is { } field ? $"{field}: {refusal.Message}" : refusal.Message,
        refusal.RetryAfter is { } wait ? (int)WholeSeconds.Count(wait) : null)
    {
        Shortfall = refusal.ShortfallMicros is { } shortfall ? Display.Dollars(shortfall) : null,
        Limit = refusal.LimitName,
    };
}

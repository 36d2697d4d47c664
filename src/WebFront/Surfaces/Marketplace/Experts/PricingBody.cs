using System.Text.Json.Serialization;
using Grains.Clones;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>How sessions are billed, beside the document's <c>base_price</c>; amounts in dollars.</summary>
internal sealed record PricingBody(
    string? Model,
    decimal? PricePerMessage,
    [property: JsonPropertyName("price_per_1k_tokens")] decimal? PricePerThousandTokens)
{
    public const string PerMinute = "per_minute";
    public const string PerMessage = "per_message";
    public const string PerToken = "per_token";

    public static PricingBody From(ClonePricing pricing) => new(
        pricing.Model switch
        {
            PricingModel.PerMinute => PerMinute,
            PricingModel.PerMessage => PerMessage,
            PricingModel.PerToken => PerToken,
            _ => throw new InvalidOperationException($"Unknown pricing model {pricing.Model}."),
        },
        Money.FromMicros(pricing.MessageMicros),
        Money.FromMicros(pricing.ThousandTokensMicros));
}

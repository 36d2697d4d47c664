using System.Text.Json.Serialization;
using Grains.Clones;
using WebFront.Description;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>How sessions are billed, beside the document's <c>base_price</c>; amounts in dollars.</summary>
internal sealed record PricingBody(
    [property: WordsOf<PricingModel>] string? Model,
    decimal? PricePerMessage,
    [property: JsonPropertyName("price_per_1k_tokens")] decimal? PricePerThousandTokens)
{
    /// <summary>What voice sessions cost instead; null where they cost the same. In an update all of it replaces what was set.</summary>
    public TypePricingBody? Voice { get; init; }

    /// <summary>What video sessions cost instead, likewise.</summary>
    public TypePricingBody? Video { get; init; }

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
        Money.FromMicros(pricing.ThousandTokensMicros))
    {
        Voice = TypePricingBody.From(pricing.Voice),
        Video = TypePricingBody.From(pricing.Video),
    };
}

/// <summary>The prices of one kind of session in dollars; what is null costs what it costs otherwise.</summary>
/// <param name="BasePrice">Dollars an hour.</param>
internal sealed record TypePricingBody(
    decimal? BasePrice,
    decimal? PricePerMessage,
    [property: JsonPropertyName("price_per_1k_tokens")] decimal? PricePerThousandTokens)
{
    public static TypePricingBody? From(TypePricing? pricing) => pricing is null
        ? null
        : new TypePricingBody(Dollars(pricing.HourlyMicros), Dollars(pricing.MessageMicros), Dollars(pricing.ThousandTokensMicros));

    public TypePricing ToPricing() => new(Micros(BasePrice), Micros(PricePerMessage), Micros(PricePerThousandTokens));

    private static decimal? Dollars(long? micros) => micros is { } some ? Money.FromMicros(some) : null;

    private static long? Micros(decimal? dollars) => dollars is { } some ? Money.ToMicros(some) : null;
}

using System.Collections.Immutable;
using System.Text.Json;
using Grains.Clones;
using Grains.Outcomes;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Experts;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>What its owner says of a clone; in an update, what is missing stays.</summary>
/// <param name="BasePrice">Dollars an hour.</param>
/// <param name="Personality">Text, or an object whose members are taken as lines of text: the document names no shape.</param>
internal sealed record CloneRequest(
    string? Name,
    string? Description,
    string? Category,
    IReadOnlyList<string>? ExpertiseAreas,
    decimal? BasePrice,
    string? Bio,
    JsonElement? Personality,
    IReadOnlyList<CredentialBody>? Credentials,
    IReadOnlyList<string>? Languages,
    string? AvatarUrl,
    PricingBody? Pricing,
    AvailabilityBody? Availability)
{
    private const decimal MaxPrice = 1_000_000;

    public Outcome<CloneProfile> ToProfile()
    {
        var check = new Check();
        check.Range(BasePrice, "base_price", 0, MaxPrice);
        check.Range(Pricing?.PricePerMessage, "pricing.price_per_message", 0, MaxPrice);
        check.Range(Pricing?.PricePerThousandTokens, "pricing.price_per_1k_tokens", 0, MaxPrice);
        Check("voice", Pricing?.Voice, check);
        Check("video", Pricing?.Video, check);
        check.OneOf(Pricing?.Model, "pricing.model", PricingBody.PerMinute, PricingBody.PerMessage, PricingBody.PerToken);
        check.That(Credentials?.All(static credential => credential?.Title is not null) != false, "credentials.title", "The field is required.");
        if (check.Refusal is { } refusal) return refusal;
        Availability? availability = null;
        if (Availability is { } hours && hours.ToAvailability().IsRefused(out refusal, out availability)) return refusal;

        return new CloneProfile
        {
            Name = Name,
            Description = Description,
            Category = Category,
            ExpertiseAreas = ExpertiseAreas?.ToImmutableArray(),
            Bio = Bio,
            Personality = Personality is { } personality ? PersonalityText.Of(personality) : null,
            Credentials = Credentials?.Select(static one => new Credential(one.Title!, one.Institution ?? "", one.Year)).ToImmutableArray(),
            Languages = Languages?.ToImmutableArray(),
            AvatarUrl = AvatarUrl,
            PriceChanges = Prices(),
            Availability = availability,
        };
    }

    private PriceChanges? Prices()
    {
        if (BasePrice is null && Pricing is null) return null;
        PricingModel? model = Pricing?.Model switch
        {
            PricingBody.PerMinute => PricingModel.PerMinute,
            PricingBody.PerMessage => PricingModel.PerMessage,
            PricingBody.PerToken => PricingModel.PerToken,
            _ => null,
        };
        return new PriceChanges(model, Micros(BasePrice), Micros(Pricing?.PricePerMessage), Micros(Pricing?.PricePerThousandTokens))
        {
            Voice = Pricing?.Voice?.ToPricing(),
            Video = Pricing?.Video?.ToPricing(),
        };
    }

    private static void Check(string type, TypePricingBody? own, Check check)
    {
        check.Range(own?.BasePrice, $"pricing.{type}.base_price", 0, MaxPrice);
        check.Range(own?.PricePerMessage, $"pricing.{type}.price_per_message", 0, MaxPrice);
        check.Range(own?.PricePerThousandTokens, $"pricing.{type}.price_per_1k_tokens", 0, MaxPrice);
    }

    private static long? Micros(decimal? price) => price is { } amount ? Money.ToMicros(amount) : null;
}

using System.Collections.Immutable;
using Grains.Knowledge;
using Grains.Outcomes;

namespace Grains.Clones;

/// <summary>The ranges that the contracts state.</summary>
internal static class CloneRules
{
    /// <summary>1,000,000 USD, in micro-USD: what no price may exceed.</summary>
    private const long MaxPriceMicros = 1_000_000_000_000;

    private const int MaxItems = 50;

    public static Refusal? Check(CloneProfile profile) =>
        Required("name", profile.Name, 200)
        ?? Text("description", profile.Description, 2_000)
        ?? Required("category", profile.Category, 100)
        ?? Items("expertise_areas", profile.ExpertiseAreas)
        ?? Text("bio", profile.Bio, 20_000)
        ?? Text("personality", profile.Personality, 8_000)
        ?? Items("languages", profile.Languages)
        ?? Credentials(profile.Credentials)
        ?? Avatar(profile.AvatarUrl)
        ?? AvailabilityRules.Check(profile.Availability)
        ?? (profile.Pricing is { } all
            ? Prices(all.Model, all.HourlyMicros, all.MessageMicros, all.ThousandTokensMicros) ?? Prices("voice", all.Voice) ?? Prices("video", all.Video)
            : null)
        ?? (profile.PriceChanges is { } some
            ? Prices(some.Model, some.HourlyMicros, some.MessageMicros, some.ThousandTokensMicros) ?? Prices("voice", some.Voice) ?? Prices("video", some.Video)
            : null);

    public static Refusal? Check(RagSettings rag) =>
        Range("chunk_size", rag.ChunkSize, 100, 8_000)
        ?? Range("chunk_overlap", rag.ChunkOverlap, 0, rag.ChunkSize / 2)
        ?? Range("similarity_threshold", rag.SimilarityThreshold, 0, 1)
        ?? Range("max_context_length", rag.MaxContextLength, 500, 100_000)
        ?? Required("embedding_model", rag.EmbeddingModel, 100)
        ?? Required("response_model", rag.ResponseModel, 100)
        ?? Range("temperature", rag.Temperature, 0, 2)
        ?? Range("max_tokens", rag.MaxTokens, 16, 16_000);

    private static Refusal? Range(string field, double value, double least, double most) =>
        double.IsFinite(value) && value >= least && value <= most
            ? null
            : CloneRefusals.Invalid(field, FormattableString.Invariant($"{field} must be from {least} to {most}."));

    private static Refusal? Required(string field, string? value, int longest) =>
        value is not null && string.IsNullOrWhiteSpace(value)
            ? CloneRefusals.Invalid(field, $"{field} must not be empty.")
            : Text(field, value, longest);

    private static Refusal? Text(string field, string? value, int longest)
    {
        if (value is null)
            return null;
        if (value.Length > longest)
            return CloneRefusals.Invalid(field, FormattableString.Invariant($"{field} must have at most {longest} characters."));
        return StorableText.Is(value) ? null : CloneRefusals.Invalid(field, $"{field} holds characters that cannot be stored.");
    }

    private static Refusal? Items(string field, ImmutableArray<string>? values)
    {
        if (values is not { IsDefaultOrEmpty: false } items)
            return null;
        if (items.Length > MaxItems)
            return CloneRefusals.Invalid(field, FormattableString.Invariant($"{field} must have at most {MaxItems} entries."));

        foreach (var item in items)
            if (item is null)
                return CloneRefusals.Invalid(field, $"{field} must not hold null.");
            else if (Required(field, item, 100) is { } refusal)
                return refusal;
        return null;
    }

    private static Refusal? Credentials(ImmutableArray<Credential>? values)
    {
        if (values is not { IsDefaultOrEmpty: false } items)
            return null;
        if (items.Length > MaxItems)
            return CloneRefusals.Invalid("credentials", FormattableString.Invariant($"credentials must have at most {MaxItems} entries."));

        foreach (var item in items)
        {
            var refusal = Required("credentials.title", item.Title, 200)
                ?? Text("credentials.institution", item.Institution, 200)
                ?? (item.Year is { } year ? Range("credentials.year", year, 1900, 2100) : null);
            if (refusal is not null)
                return refusal;
        }

        return null;
    }

    private static Refusal? Avatar(string? value)
    {
        if (value is null or "")
            return null;
        var isWeb = Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
        return isWeb ? Text("avatar_url", value, 2_000) : CloneRefusals.Invalid("avatar_url", "avatar_url must be an http or https address.");
    }

    private static Refusal? Prices(PricingModel? model, long? hourly, long? message, long? thousandTokens) =>
        model is { } known && !Enum.IsDefined(known)
            ? CloneRefusals.Invalid("pricing.model", "pricing.model must be per_minute, per_message or per_token.")
            : Price("base_price", hourly) ?? Price("pricing.price_per_message", message) ?? Price("pricing.price_per_1k_tokens", thousandTokens);

    private static Refusal? Prices(string type, TypePricing? own) =>
        own is null
            ? null
            : Price($"pricing.{type}.base_price", own.HourlyMicros)
                ?? Price($"pricing.{type}.price_per_message", own.MessageMicros)
                ?? Price($"pricing.{type}.price_per_1k_tokens", own.ThousandTokensMicros);

    private static Refusal? Price(string field, long? micros) =>
        micros is null or (>= 0 and <= MaxPriceMicros) ? null : CloneRefusals.Invalid(field, $"{field} must be from 0 to 1000000 dollars.");
}

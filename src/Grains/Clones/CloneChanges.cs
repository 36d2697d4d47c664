using System.Security.Cryptography;
using System.Text.Json;
using Grains.Outcomes;
using Grains.Storage;

namespace Grains.Clones;

/// <summary>Turns what an owner asks for into the next state, or says which field is wrong.</summary>
internal static class CloneChanges
{
    private const int MaxAvatars = 20;

    public const string OtherCategory = "Other";

    public static Outcome<CloneState> Create(Guid cloneId, CreateClone command, RagSettings rag, DateTimeOffset at)
    {
        if (command.Profile.Name is null)
            return CloneRefusals.Invalid("name", "A name is required.");
        if (command.Profile is { Pricing: null, PriceChanges: null })
            return CloneRefusals.Invalid("base_price", "A price is required; 0 is free.");

        var blank = new CloneState
        {
            CloneId = cloneId,
            OwnerId = command.UserId,
            Name = "",
            Category = OtherCategory,
            Pricing = new ClonePricing(PricingModel.PerMinute, 0, 0, 0),
            Rag = rag,
            CreatedAt = at,
            Origin = OriginOf(command.Profile),
        };
        return Apply(blank, command.Profile, at);
    }

    /// <summary>128 bits of the SHA-256 of what a clone is made from.</summary>
    public static string OriginOf(CloneProfile profile) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(profile, StorageJson.Options)).AsSpan(0, 16));

    /// <summary>The changed state; the very same one where nothing changes.</summary>
    public static Outcome<CloneState> Apply(CloneState state, CloneProfile changes, DateTimeOffset at)
    {
        if (CloneRules.Check(changes) is { } refusal)
            return refusal;

        var pricing = changes.Pricing ?? state.Pricing;
        if (changes.PriceChanges is { } prices)
        {
            pricing = pricing with
            {
                Model = prices.Model ?? pricing.Model,
                HourlyMicros = prices.HourlyMicros ?? pricing.HourlyMicros,
                MessageMicros = prices.MessageMicros ?? pricing.MessageMicros,
                ThousandTokensMicros = prices.ThousandTokensMicros ?? pricing.ThousandTokensMicros,
                Voice = prices.Voice ?? pricing.Voice,
                Video = prices.Video ?? pricing.Video,
            };
        }

        return state with
        {
            Name = changes.Name?.Trim() ?? state.Name,
            Description = changes.Description ?? state.Description,
            Category = changes.Category is { } category ? CategoryCatalog.Name(category) : state.Category,
            ExpertiseAreas = changes.ExpertiseAreas ?? state.ExpertiseAreas,
            Bio = changes.Bio ?? state.Bio,
            Personality = changes.Personality ?? state.Personality,
            Credentials = changes.Credentials ?? state.Credentials,
            Languages = changes.Languages ?? state.Languages,
            Pricing = pricing,
            Availability = changes.Availability ?? state.Availability,
            AvatarUrl = changes.AvatarUrl is "" ? null : changes.AvatarUrl ?? state.AvatarUrl,
            UpdatedAt = at,
        };
    }

    /// <summary>The latest picture last, and no more than 20 of them; one is shown once it has an address.</summary>
    public static CloneState ChangeAvatar(CloneState state, ChangeCloneAvatar command, DateTimeOffset at)
    {
        var ids = state.AvatarIds.Remove(command.AvatarId).Add(command.AvatarId);
        return state with
        {
            AvatarIds = ids.Length > MaxAvatars ? ids.RemoveRange(0, ids.Length - MaxAvatars) : ids,
            AvatarUrl = command.AvatarUrl ?? state.AvatarUrl,
            UpdatedAt = command.AvatarUrl is null ? state.UpdatedAt : at,
        };
    }

    public static Outcome<CloneState> Configure(CloneState state, RagChanges changes, DateTimeOffset at)
    {
        var rag = new RagSettings(
            changes.ChunkSize ?? state.Rag.ChunkSize,
            changes.ChunkOverlap ?? state.Rag.ChunkOverlap,
            changes.SimilarityThreshold ?? state.Rag.SimilarityThreshold,
            changes.MaxContextLength ?? state.Rag.MaxContextLength,
            changes.EmbeddingModel?.Trim() ?? state.Rag.EmbeddingModel,
            changes.ResponseModel?.Trim() ?? state.Rag.ResponseModel,
            changes.Temperature ?? state.Rag.Temperature,
            changes.MaxTokens ?? state.Rag.MaxTokens);
        if (CloneRules.Check(rag) is { } refusal)
            return refusal;
        return rag == state.Rag ? state : state with { Rag = rag, UpdatedAt = at };
    }
}

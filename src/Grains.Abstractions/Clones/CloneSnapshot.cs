using System.Collections.Immutable;

namespace Grains.Clones;

/// <summary>What a chat session takes from a clone when it starts and keeps until it ends, whatever is edited meanwhile.</summary>
/// <param name="Version">Grows with every saved change of the clone.</param>
/// <param name="OwnerId">Who earns.</param>
[GenerateSerializer, Immutable, Alias("clones.snapshot")]
public sealed record CloneSnapshot(
    [property: Id(0)] Guid CloneId,
    [property: Id(1)] long Version,
    [property: Id(2)] Guid OwnerId,
    [property: Id(3)] string Name,
    [property: Id(4)] string Description,
    [property: Id(5)] string Bio,
    [property: Id(6)] string Personality,
    [property: Id(7)] string? AvatarUrl,
    [property: Id(8)] ImmutableArray<string> ExpertiseAreas,
    [property: Id(9)] ClonePricing Pricing,
    [property: Id(10)] RagSettings Rag)
{
    /// <summary>The clone's category; null in sessions that began before it was taken along.</summary>
    [Id(11)]
    public string? Category { get; init; }
}

/// <summary>How a session with a clone is billed.</summary>
[GenerateSerializer, Alias("clones.pricing-model")]
public enum PricingModel
{
    /// <summary>Active time at <see cref="ClonePricing.HourlyMicros"/> an hour.</summary>
    PerMinute = 0,

    /// <summary><see cref="ClonePricing.MessageMicros"/> for each answered message.</summary>
    PerMessage = 1,

    /// <summary><see cref="ClonePricing.ThousandTokensMicros"/> for each 1,000 tokens of answers.</summary>
    PerToken = 2,
}

/// <param name="HourlyMicros">The document's base_price, the price of an hour (75.00 an hour is 1.25 a minute), in micro-USD.</param>
/// <param name="MessageMicros">The price of one answered message, in micro-USD; used by <see cref="PricingModel.PerMessage"/>.</param>
/// <param name="ThousandTokensMicros">The price of 1,000 answer tokens, in micro-USD; used by <see cref="PricingModel.PerToken"/>.</param>
[GenerateSerializer, Immutable, Alias("clones.pricing")]
public sealed record ClonePricing(
    [property: Id(0)] PricingModel Model,
    [property: Id(1)] long HourlyMicros,
    [property: Id(2)] long MessageMicros,
    [property: Id(3)] long ThousandTokensMicros)
{
    /// <summary>What voice sessions cost instead; null where they cost the same.</summary>
    [Id(4)]
    public TypePricing? Voice { get; init; }

    /// <summary>What video sessions cost instead; null where they cost the same.</summary>
    [Id(5)]
    public TypePricing? Video { get; init; }
}

/// <summary>The prices of one kind of session, each as in <see cref="ClonePricing"/>; what is null costs what it costs otherwise.</summary>
[GenerateSerializer, Immutable, Alias("clones.type-pricing")]
public sealed record TypePricing(
    [property: Id(0)] long? HourlyMicros,
    [property: Id(1)] long? MessageMicros,
    [property: Id(2)] long? ThousandTokensMicros);

/// <summary>The document's RAG configuration.</summary>
/// <param name="ChunkSize">Characters a chunk aims at, 100 to 8,000.</param>
/// <param name="ChunkOverlap">Characters that neighbours share, 0 to half the chunk size.</param>
/// <param name="SimilarityThreshold">0 to 1: retrieval drops hits below it.</param>
/// <param name="MaxContextLength">Characters of retrieved text that an answer is given, 500 to 100,000.</param>
/// <param name="ResponseModel">Name of a configured model; <c>embedded</c> needs no key.</param>
/// <param name="Temperature">0 to 2.</param>
/// <param name="MaxTokens">The longest answer, 16 to 16,000 tokens.</param>
[GenerateSerializer, Immutable, Alias("clones.rag-settings")]
public sealed record RagSettings(
    [property: Id(0)] int ChunkSize,
    [property: Id(1)] int ChunkOverlap,
    [property: Id(2)] double SimilarityThreshold,
    [property: Id(3)] int MaxContextLength,
    [property: Id(4)] string EmbeddingModel,
    [property: Id(5)] string ResponseModel,
    [property: Id(6)] double Temperature,
    [property: Id(7)] int MaxTokens);

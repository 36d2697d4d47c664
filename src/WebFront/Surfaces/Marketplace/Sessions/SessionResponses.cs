using System.Text.Json.Serialization;
using Grains.Chat;
using Grains.Clones;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Realtime;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>The document's <c>sources</c> of an answer; <c>section</c> and <c>url</c> are additions.</summary>
internal sealed record SourceResponse(string Title, int? Page, string? Section, double Relevance)
{
    /// <summary>The page of the web that was quoted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    public static IReadOnlyList<SourceResponse> From(AnswerCompleted completed) =>
        [.. completed.Sources.Select(source => new SourceResponse(source.Title, source.Page, source.Section, Math.Round(source.Relevance, 4)) { Url = source.Url })];
}

/// <summary>How the session is priced: an addition to the document, where time is the only price.</summary>
internal sealed record PricingResponse(
    [property: WordsOf<PricingModel>] string Model, decimal? PricePerMessage, [property: JsonPropertyName("price_per_1k_tokens")] decimal? PricePerThousandTokens)
{
    public static PricingResponse From(ClonePricing pricing) => pricing.Model switch
    {
        PricingModel.PerMessage => new PricingResponse("per_message", Money.FromMicros(pricing.MessageMicros), null),
        PricingModel.PerToken => new PricingResponse("per_token", null, Money.FromMicros(pricing.ThousandTokensMicros)),
        _ => new PricingResponse("per_minute", null, null),
    };
}

/// <summary>GET sessions/{id} as documented; <c>last_seq</c>, <c>demo_mode</c>, <c>end_time</c>, <c>pricing</c> and <c>rating</c> are additions.</summary>
internal sealed record SessionResponse(
    Guid Id,
    SessionExpertResponse Expert,
    [property: WordsOf<SessionType>] string SessionType,
    [property: WordsOf<SessionStatus>] string Status,
    DateTimeOffset StartTime,
    DateTimeOffset? EndTime,
    double DurationMinutes,
    decimal TotalCost,
    int MessageCount,
    DateTimeOffset LastActivity,
    long LastSeq,
    bool DemoMode,
    PricingResponse Pricing,
    int? Rating)
{
    public static SessionResponse From(ChatSessionView view) => new(
        view.SessionId,
        new SessionExpertResponse(view.Snapshot.CloneId, view.Snapshot.Name, view.Snapshot.AvatarUrl, view.Snapshot.ExpertiseAreas),
        SessionNames.Of(view.Type),
        SessionNames.Of(view.Status),
        view.StartedAt,
        view.EndedAt,
        Display.Minutes(view.ActiveTime),
        Display.Dollars(view.CostMicros),
        view.MessageCount,
        view.LastActivityAt,
        view.LastSeq,
        view.DemoMode,
        PricingResponse.From(view.Snapshot.Pricing.For(view.Type)),
        view.Rating);
}

internal sealed record SessionExpertResponse(Guid Id, string Name, string? AvatarUrl, IReadOnlyList<string> ExpertiseAreas);

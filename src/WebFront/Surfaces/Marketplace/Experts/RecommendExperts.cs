using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;
using Commands = Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>GET /api/v1/experts/recommended: published clones that fit what the caller has talked about, rated and set out to reach.</summary>
internal sealed class RecommendExperts : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/experts/recommended", HandleAsync);

    private static async Task<Results<Ok<RecommendedExpertsResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var limit = query.Count("limit", ListFeaturedExperts.MaxLimit) ?? ListFeaturedExperts.DefaultLimit;
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var recommended = await grains.ExpertDirectory().RecommendAsync(new Commands.RecommendExperts(caller.UserId, limit), cancel);
        return TypedResults.Ok(new RecommendedExpertsResponse([.. recommended.Select(RecommendedExpertResponse.From)]));
    }
}

internal sealed record RecommendedExpertsResponse(IReadOnlyList<RecommendedExpertResponse> Experts);

/// <summary>An expert as in lists, and why it is recommended.</summary>
internal sealed record RecommendedExpertResponse : ExpertResponse
{
    private const double GoodRating = 4;

    private RecommendedExpertResponse(ExpertResponse expert)
        : base(expert)
    {
    }

    /// <summary>For a person.</summary>
    [JsonPropertyOrder(1)]
    public required string Reason { get; init; }

    /// <summary><c>popular</c>, <c>category</c>, <c>expertise</c>, <c>goal</c> or <c>known</c>.</summary>
    [JsonPropertyOrder(1)]
    [WordsOf<RecommendationReason>]
    public required string ReasonCode { get; init; }

    public static RecommendedExpertResponse From(RecommendedExpert recommended) => new(From(recommended.Expert))
    {
        Reason = Explain(recommended),
        ReasonCode = JsonNamingPolicy.SnakeCaseLower.ConvertName(recommended.Reason.ToString()),
    };

    private static string Explain(RecommendedExpert recommended) => recommended.Reason switch
    {
        RecommendationReason.Popular when recommended.Expert.Rating >= GoodRating => "Others rate this expert well",
        RecommendationReason.Popular => "Among the experts that others see first",
        RecommendationReason.Category => $"You have talked about {recommended.About}",
        RecommendationReason.Expertise => $"Knows about {recommended.About}, as an expert you have talked with",
        RecommendationReason.Goal => $"Fits your goal: {recommended.About}",
        RecommendationReason.Known => "You have talked before",
        _ => throw new InvalidOperationException($"Unknown reason {recommended.Reason}."),
    };
}

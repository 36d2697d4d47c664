using Grains.Analytics;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Realtime;
using WebFront.Surfaces.Marketplace.Experts;
using Commands = Grains.Analytics;

namespace WebFront.Surfaces.Marketplace.Analytics;

/// <summary>GET /api/v1/analytics/experts/usage: the experts that the caller met in a period, most sessions first. The document gives no shape.</summary>
internal sealed class ListExpertUsage : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/analytics/experts/usage", HandleAsync);

    private static async Task<Results<Ok<ExpertUsageListResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var page = query.Page();
        var (range, days) = DateRanges.Read(query);
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var found = await grains.UserAnalytics().ListExpertsAsync(new Commands.ListExpertUsage(caller.UserId, days, page.Number, page.Limit), cancel);
        return TypedResults.Ok(new ExpertUsageListResponse(
            range, found.From, [.. found.Experts.Select(ExpertUsageResponse.From)], Money.FromMicros(found.SpentMicros), page.Of(found.Total)));
    }
}

/// <param name="TotalCost">Over all pages: what was charged in the period.</param>
internal sealed record ExpertUsageListResponse(
    string DateRange, DateTimeOffset DateFrom, IReadOnlyList<ExpertUsageResponse> Experts, decimal TotalCost, Pagination Pagination);

/// <param name="TotalCost">What was charged for sessions with the expert in the period.</param>
/// <param name="AvgRating">By the caller, 1 to 5; 0 where none was rated.</param>
/// <param name="LastSession">When the newest session of the period started.</param>
internal sealed record ExpertUsageResponse(
    Guid ExpertId,
    string Name,
    string Category,
    int Sessions,
    double DurationMinutes,
    double AverageSessionDuration,
    int MessageCount,
    decimal TotalCost,
    double AvgRating,
    DateTimeOffset? LastSession)
{
    public static ExpertUsageResponse From(ExpertUsageView expert) => new(
        expert.CloneId,
        expert.Name,
        expert.Category,
        expert.Sessions,
        Display.Minutes(expert.ActiveTime),
        Figures.MinutesPerSession(expert.ActiveTime, expert.Sessions),
        expert.Messages,
        Money.FromMicros(expert.SpentMicros),
        Math.Round(expert.AverageRating, 2),
        expert.LastStartedAt);
}

using Grains.Analytics;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Realtime;
using WebFront.Surfaces.Marketplace.Experts;
using Commands = Grains.Analytics;

namespace WebFront.Surfaces.Marketplace.Analytics;

/// <summary>GET /api/v1/analytics/sessions: the caller's sessions of a period by time, type and status. The document gives no shape.</summary>
internal sealed class GetSessionAnalytics : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/analytics/sessions", HandleAsync);

    private static async Task<Results<Ok<SessionAnalyticsResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var (range, days) = DateRanges.Read(query);
        var groupBy = query.OneOf("group_by", "day", "week", "month") ?? (days > 90 ? "month" : days > 30 ? "week" : "day");
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var step = groupBy switch
        {
            "week" => TimeStep.Week,
            "month" => TimeStep.Month,
            _ => TimeStep.Day,
        };
        var view = await grains.UserAnalytics().GetSessionsAsync(new Commands.GetSessionAnalytics(caller.UserId, days, step), cancel);
        return TypedResults.Ok(SessionAnalyticsResponse.From(view, range, groupBy));
    }
}

/// <param name="Series">Every step of the period, oldest first.</param>
/// <param name="ByType">Under <c>chat</c>, <c>voice</c> and <c>video</c>.</param>
/// <param name="ByStatus">Sessions under <c>active</c>, <c>paused</c> and <c>ended</c>.</param>
/// <param name="RatingDistribution">Sessions under <c>5</c> to <c>1</c>.</param>
internal sealed record SessionAnalyticsResponse(
    string DateRange,
    DateTimeOffset DateFrom,
    [property: Words("day", "week", "month")] string GroupBy,
    SessionTotalsResponse Totals,
    IReadOnlyList<SessionStepResponse> Series,
    IReadOnlyDictionary<string, TypeUsageResponse> ByType,
    IReadOnlyDictionary<string, int> ByStatus,
    IReadOnlyDictionary<string, int> RatingDistribution)
{
    public static SessionAnalyticsResponse From(SessionAnalyticsView view, string range, string groupBy) => new(
        range,
        view.From,
        groupBy,
        SessionTotalsResponse.From(view),
        [.. view.Series.Select(SessionStepResponse.From)],
        view.Types.ToDictionary(static type => SessionNames.Of(type.Type), TypeUsageResponse.From),
        view.Statuses.ToDictionary(static status => SessionNames.Of(status.Status), static status => status.Sessions),
        Figures.Distribution(view.RatingCounts));
}

/// <param name="TotalSessions">That started in the period, demos among them.</param>
/// <param name="TotalCost">What was charged in the period.</param>
/// <param name="AverageCost">What the period's sessions were charged, by their number without demos.</param>
/// <param name="AverageRating">1 to 5; 0 where none was rated.</param>
internal sealed record SessionTotalsResponse(
    int TotalSessions,
    int DemoSessions,
    double TotalDurationMinutes,
    decimal TotalCost,
    int MessageCount,
    double AverageDurationMinutes,
    decimal AverageCost,
    double AverageMessages,
    double AverageRating)
{
    public static SessionTotalsResponse From(SessionAnalyticsView view)
    {
        var totals = view.Totals;
        return new SessionTotalsResponse(
            totals.Sessions,
            totals.Demos,
            Display.Minutes(totals.ActiveTime),
            Money.FromMicros(view.SpentMicros),
            totals.Messages,
            Figures.MinutesPerSession(totals.ActiveTime, totals.Sessions),
            Figures.PerSession(totals.CostMicros, totals.Sessions - totals.Demos),
            totals.Sessions == 0 ? 0 : Math.Round((double)totals.Messages / totals.Sessions, 2),
            Figures.AverageRating(view.RatingCounts));
    }
}

/// <param name="Start">The first day of the step.</param>
internal sealed record SessionStepResponse(DateOnly Start, int Sessions, double DurationMinutes, int Messages, decimal Cost)
{
    public static SessionStepResponse From(SessionStepView step) => new(
        DateOnly.FromDateTime(step.Start.UtcDateTime), step.Sessions, Display.Minutes(step.ActiveTime), step.Messages, Money.FromMicros(step.SpentMicros));
}

internal sealed record TypeUsageResponse(int Sessions, double DurationMinutes, decimal Cost)
{
    public static TypeUsageResponse From(TypeUsageView type) => new(type.Sessions, Display.Minutes(type.ActiveTime), Money.FromMicros(type.SpentMicros));
}

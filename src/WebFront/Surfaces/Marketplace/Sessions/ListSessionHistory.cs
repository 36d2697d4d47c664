using Grains.Chat;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Realtime;
using WebFront.Surfaces.Marketplace.Experts;
using Commands = Grains.Chat;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>GET /api/v1/sessions/history: the caller's sessions, newest first, with statistics over all that fit the filters.</summary>
internal sealed class ListSessionHistory : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/sessions/history", HandleAsync);

    private static async Task<Results<Ok<SessionHistoryResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var page = query.Page();
        var wanted = new Commands.ListSessionHistory(
            caller.UserId, query.Id("expert_id"), query.From("date_from"), query.Until("date_to"), page.Number, page.Limit);
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var found = await grains.SessionDirectory().ListHistoryAsync(wanted, cancel);
        return TypedResults.Ok(new SessionHistoryResponse(
            [.. found.Sessions.Select(PastSessionResponse.From)],
            page.Of(found.Statistics.Sessions),
            SessionStatisticsResponse.From(found.Statistics)));
    }
}

internal sealed record SessionHistoryResponse(
    IReadOnlyList<PastSessionResponse> Sessions, Pagination Pagination, SessionStatisticsResponse Statistics);

/// <summary>
/// A session as documented; one that still runs as it stood at its last charge. <c>expert_id</c>, <c>status</c>, <c>demo_mode</c>, <c>end_time</c>
/// and <c>message_count</c> are additions.
/// </summary>
internal sealed record PastSessionResponse(
    Guid Id,
    string ExpertName,
    [property: WordsOf<SessionType>] string SessionType,
    DateTimeOffset StartTime,
    double DurationMinutes,
    decimal TotalCost,
    int? Rating,
    bool HasSummary,
    Guid ExpertId,
    [property: WordsOf<SessionStatus>] string Status,
    bool DemoMode,
    DateTimeOffset? EndTime,
    int MessageCount)
{
    public static PastSessionResponse From(PastSessionView session) => new(
        session.SessionId,
        session.ExpertName,
        SessionNames.Of(session.Type),
        session.StartedAt,
        Display.Minutes(session.ActiveTime),
        Money.FromMicros(session.CostMicros),
        session.Rating,
        session.HasSummary,
        session.CloneId,
        SessionNames.Of(session.Status),
        session.DemoMode,
        session.EndedAt,
        session.MessageCount);
}

/// <param name="TotalCost">Dollars, to the micro-unit.</param>
/// <param name="AverageRating">1 to 5, of those that were rated; 0 where none was.</param>
internal sealed record SessionStatisticsResponse(int TotalSessions, decimal TotalCost, double TotalDurationMinutes, double AverageRating)
{
    public static SessionStatisticsResponse From(SessionStatisticsView statistics) => new(
        statistics.Sessions,
        Money.FromMicros(statistics.CostMicros),
        Display.Minutes(statistics.ActiveTime),
        Math.Round(statistics.AverageRating, 2));
}

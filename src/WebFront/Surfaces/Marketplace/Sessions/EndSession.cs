using Grains.Chat;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Realtime;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>POST /api/v1/sessions/{sessionId}/end: closes the session and fixes its bill.</summary>
internal sealed class EndSession : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/sessions/{sessionId:guid}/end", HandleAsync);

    private static async Task<Results<Ok<EndSessionResponse>, Refused>> HandleAsync(
        Guid sessionId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var outcome = await grains.ChatSession(sessionId).EndAsync(new EndChatSession(caller.UserId), cancel);
        return outcome.ToOk(EndSessionResponse.From);
    }
}

/// <param name="SummaryAvailable">Whether there is something to summarise.</param>
/// <param name="RatingRequested">Whether there was an answer that nobody has rated yet.</param>
internal sealed record EndSessionResponse(
    Guid SessionId, decimal FinalCost, double DurationMinutes, int MessageCount, bool SummaryAvailable, bool TranscriptAvailable, bool RatingRequested)
{
    public static EndSessionResponse From(ChatSessionView view) => new(
        view.SessionId,
        Display.Dollars(view.CostMicros),
        Display.Minutes(view.ActiveTime),
        view.MessageCount,
        SummaryAvailable: view.AnswerCount > 0,
        TranscriptAvailable: view.MessageCount > 0,
        RatingRequested: view is { AnswerCount: > 0, Rating: null });
}

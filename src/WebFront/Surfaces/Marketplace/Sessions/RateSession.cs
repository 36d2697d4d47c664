using Grains.Chat;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>POST /api/v1/sessions/{sessionId}/rating: an addition. The owner's rating of a session, which may be changed: the last one holds.</summary>
internal sealed class RateSession : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/sessions/{sessionId:guid}/rating", HandleAsync);

    private static async Task<Results<Ok<RateSessionResponse>, Refused>> HandleAsync(
        Guid sessionId, Body<RateSessionRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var rating = check.Range(check.Present(body.Value.Rating, "rating"), "rating", 1, 5) ?? 0;
        var comment = check.OptionalText(body.Value.Comment, "comment", 2_000);
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var outcome = await grains.ChatSession(sessionId).RateAsync(new RateChatSession(caller.UserId, rating, comment) { ShowName = body.Value.ShowName }, cancel);
        return outcome.ToOk(RateSessionResponse.From);
    }
}

/// <param name="Rating">1 to 5.</param>
/// <param name="Comment">At most 2,000 characters; missing, an earlier comment stays; empty, it is taken back.</param>
/// <param name="ShowName">Whether the expert's reviews show the user's name beside the comment; at first they do not.</param>
internal sealed record RateSessionRequest(int? Rating, string? Comment, bool? ShowName);

internal sealed record RateSessionResponse(Guid SessionId, int Rating, string? Comment)
{
    public static RateSessionResponse From(ChatSessionView view) => new(view.SessionId, view.Rating ?? 0, view.RatingComment);
}

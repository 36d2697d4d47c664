using Grains.Chat;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Realtime;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>PUT /api/v1/sessions/{sessionId}/status: pauses, resumes or ends a session.</summary>
internal sealed class UpdateSessionStatus : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPut("/sessions/{sessionId:guid}/status", HandleAsync);

    private static async Task<Results<Ok<SessionResponse>, Refused>> HandleAsync(
        Guid sessionId, Body<UpdateSessionStatusRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        check.That(body.Value.Status is not null, "status", "The field is required.");
        check.OneOf(body.Value.Status, "status", "active", "paused", "ended");
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var session = grains.ChatSession(sessionId);
        var outcome = SessionNames.ParseStatus(body.Value.Status) is SessionStatus.Ended
            ? await session.EndAsync(new EndChatSession(caller.UserId), cancel)
            : await session.ChangeStatusAsync(new ChangeSessionStatus(caller.UserId, SessionNames.ParseStatus(body.Value.Status)!.Value), cancel);
        return outcome.ToOk(SessionResponse.From);
    }
}

internal sealed record UpdateSessionStatusRequest([property: WordsOf<SessionStatus>] string? Status);

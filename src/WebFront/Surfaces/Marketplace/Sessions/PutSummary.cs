using Grains.Summaries;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>PUT /api/v1/sessions/{sessionId}/summary: the user's remarks; a rating rates the session. What is missing stays as it is.</summary>
internal sealed class PutSummary : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPut("/sessions/{sessionId:guid}/summary", HandleAsync);

    private static async Task<Results<Ok<SummaryResponse>, Refused>> HandleAsync(
        Guid sessionId, Body<PutSummaryRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var notes = check.OptionalText(body.Value.UserNotes, "user_notes", 10_000);
        var secret = check.OptionalText(body.Value.PrivateNotes, "private_notes", 10_000);
        var rating = check.Range(body.Value.Rating, "rating", 1, 5);
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var command = new AnnotateSummary(caller.UserId, notes, secret, rating, body.Value.FollowUpNeeded);
        var changed = await grains.Summary(sessionId).AnnotateAsync(command, cancel);
        return changed.ToOk(SummaryResponse.From);
    }
}

internal sealed record PutSummaryRequest(string? UserNotes, string? PrivateNotes, int? Rating, bool? FollowUpNeeded);

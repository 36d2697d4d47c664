using System.Text.Json.Serialization;
using Grains.Chat;
using Grains.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Realtime;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>
/// POST /api/v1/sessions/{sessionId}/messages: sends a message and waits for its answer. A caller that leaves loses nothing: the
/// answer goes on, and the same <c>client_message_id</c> (or Idempotency-Key) gets it.
/// </summary>
internal sealed class SendMessage : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/sessions/{sessionId:guid}/messages", HandleAsync).CountsNewIn(LimitNames.MarketplaceMessages);

    private static async Task<Results<Ok<SendMessageResponse>, Refused>> HandleAsync(
        Guid sessionId, Body<SendMessageRequest> body, Caller caller, IGrainFactory grains, HttpContext context,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken cancel)
    {
        var check = new Check();
        check.OneOf(body.Value.MessageType, "message_type", "text");
        if (check.Refusal is { } invalid) return new Refused(invalid);
        if (AttachmentIds.Read(body.Value.Attachments).IsRefused(out var badFiles, out var files)) return new Refused(badFiles);

        var session = grains.ChatSession(sessionId);
        var messageId = body.Value.ClientMessageId ?? idempotencyKey ?? Guid.NewGuid().ToString("N");
        var command = new SendChatMessage(caller.UserId, messageId, body.Value.Content ?? "")
        {
            UnlessRepeated = context.Features.Get<HeldBack>()?.Refusal,
            Attachments = files,
        };
        var sent = await MessageDoor.SendAsync(grains, caller, session, command, context.Response, cancel);
        if (sent.IsRefused(out var refusal, out var receipt)) return new Refused(refusal);

        var completed = receipt.Completed;
        while (completed is null)
        {
            var awaited = await session.AwaitAnswerAsync(new AwaitAnswer(caller.UserId, receipt.Turn), cancel);
            if (awaited.IsRefused(out refusal, out var progress)) return new Refused(refusal);
            completed = progress.Completed;
        }

        return completed.Ending == AnswerEnding.Failed
            ? new Refused(AnswerFailures.Of(completed))
            : TypedResults.Ok(SendMessageResponse.From(receipt, completed));
    }
}

/// <param name="Attachments">Ids of files that were uploaded to the session for this message; at most 5.</param>
/// <param name="ClientMessageId">Additive: names the message, so that sending it again has no further effect; 1 to 100 characters.</param>
internal sealed record SendMessageRequest(
    string? Content, [property: Words("text")] string? MessageType, IReadOnlyList<System.Text.Json.JsonElement>? Attachments, string? ClientMessageId);

internal sealed record SendMessageResponse(Guid MessageId, AiResponse AiResponse, SessionUpdateResponse SessionUpdate)
{
    public static SendMessageResponse From(MessageReceipt receipt, AnswerCompleted completed) => new(
        receipt.MessageId,
        new AiResponse(
            completed.AnswerId,
            completed.Text,
            SourceResponse.From(completed),
            Display.Dollars(completed.CostMicros),
            (long)completed.ProcessingTime.TotalMilliseconds,
            FinishReasons.Of(completed))
        {
            MemoryUsed = MemoryNoteResponse.From(completed),
        },
        new SessionUpdateResponse(Display.Dollars(completed.TotalMicros), Display.Minutes(completed.ActiveTime)));
}

internal sealed record AiResponse(
    Guid MessageId,
    string Content,
    IReadOnlyList<SourceResponse> Sources,
    decimal CostIncrement,
    long ProcessingTimeMs,
    [property: Words("stop", "length", "insufficient_funds", "cancelled", "interrupted", "error")] string FinishReason)
{
    /// <summary>An addition: what the answer used of the user's memory; absent where it used nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MemoryNoteResponse>? MemoryUsed { get; init; }
}

internal sealed record SessionUpdateResponse(decimal CurrentCost, double DurationMinutes);

using System.Text.Json.Serialization;
using Grains.Chat;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Realtime;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>GET /api/v1/sessions/{sessionId}/messages: the transcript, oldest first, at most 100 a page.</summary>
internal sealed class ListMessages : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/sessions/{sessionId:guid}/messages", HandleAsync);

    private static async Task<Results<Ok<ListMessagesResponse>, Refused>> HandleAsync(
        Guid sessionId, Caller caller, IGrainFactory grains, HttpRequest request, [FromQuery] int? limit, [FromQuery] int? offset,
        [FromQuery(Name = "message_type")] string? messageType, CancellationToken cancel)
    {
        var check = new Check();
        var take = check.Range(limit ?? 50, "limit", 1, 100) ?? 0;
        var skip = check.Range(offset ?? 0, "offset", 0, int.MaxValue) ?? 0;
        check.OneOf(messageType, "message_type", "text");
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var outcome = await grains.ChatSession(sessionId).ListMessagesAsync(new ListChatMessages(caller.UserId, skip, take), cancel);
        return outcome.ToOk(page => ListMessagesResponse.From(page, take, skip, sessionId, request));
    }
}

internal sealed record ListMessagesResponse(IReadOnlyList<MessageResponse> Messages, MessagePagination Pagination)
{
    public static ListMessagesResponse From(TranscriptPage page, int limit, int offset, Guid sessionId, HttpRequest request) => new(
        [.. page.Messages.Select(happened => MessageResponse.From(happened, sessionId, request))],
        new MessagePagination(page.Total, limit, offset, offset + page.Messages.Length < page.Total));
}

internal sealed record MessagePagination(int Total, int Limit, int Offset, bool HasMore);

/// <summary>A message as documented; <c>message_type</c>, <c>client_message_id</c>, <c>finish_reason</c>, <c>cost_increment</c>, <c>attachments</c> and <c>seq</c> are additions.</summary>
internal sealed record MessageResponse(Guid Id, [property: Words("user", "ai")] string SenderType, string Content, DateTimeOffset Timestamp, long Seq)
{
    [Words("text")]
    public string MessageType { get; } = "text";

    public IReadOnlyList<SourceResponse>? Sources { get; init; }

    public string? ClientMessageId { get; init; }

    [Words("stop", "length", "insufficient_funds", "cancelled", "interrupted", "error")]
    public string? FinishReason { get; init; }

    public decimal? CostIncrement { get; init; }

    /// <summary>Of a message that was sent with files; absent for others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttachmentResponse>? Attachments { get; init; }

    /// <summary>An addition: what an answer used of the user's memory; absent where it used nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MemoryNoteResponse>? MemoryUsed { get; init; }

    public static MessageResponse From(SessionEvent happened, Guid sessionId, HttpRequest request) => happened switch
    {
        MessageAccepted message => new MessageResponse(message.MessageId, "user", message.Text, message.At, message.Seq)
        {
            ClientMessageId = message.ClientMessageId,
            Attachments = message.Attachments is { } files ? [.. files.Select(file => AttachmentResponse.From(file, sessionId, request))] : null,
        },
        AnswerCompleted answer => new MessageResponse(answer.AnswerId, "ai", answer.Text, answer.At, answer.Seq)
        {
            Sources = SourceResponse.From(answer),
            FinishReason = FinishReasons.Of(answer),
            CostIncrement = Display.Dollars(answer.CostMicros),
            MemoryUsed = MemoryNoteResponse.From(answer),
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not a message."),
    };
}

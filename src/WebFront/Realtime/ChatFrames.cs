using System.Text.Json.Serialization;

namespace WebFront.Realtime;

/// <summary>
/// What the server tells a chat client, over WebSocket and SignalR alike. The document's members come first; <c>seq</c>,
/// <c>epoch</c> and the types that it does not name are additions which a client may ignore.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AiResponseFrame), "ai_response")]
[JsonDerivedType(typeof(AiResponseDeltaFrame), "ai_response_delta")]
[JsonDerivedType(typeof(TypingIndicatorFrame), "typing_indicator")]
[JsonDerivedType(typeof(SessionUpdateFrame), "session_update")]
[JsonDerivedType(typeof(ErrorFrame), "error")]
[JsonDerivedType(typeof(MessageAcceptedFrame), "message_accepted")]
[JsonDerivedType(typeof(ServerRestartFrame), "server_restart")]
[JsonDerivedType(typeof(PongFrame), "pong")]
internal abstract record ChatFrame
{
    /// <summary>The last stored event that the client has once it has this frame: what it says as <c>after</c> when it reconnects.</summary>
    [JsonPropertyOrder(100)]
    public long Seq { get; init; }

    [JsonPropertyOrder(101)]
    public long Epoch { get; init; }
}

/// <param name="FinishReason"><c>stop</c>, <c>insufficient_funds</c>, <c>length</c>, <c>cancelled</c> or <c>interrupted</c>.</param>
internal sealed record AiResponseFrame(
    string Content,
    IReadOnlyList<SourceFrame> Sources,
    decimal CostIncrement,
    long ProcessingTimeMs,
    DateTimeOffset Timestamp,
    Guid MessageId,
    string FinishReason) : ChatFrame
{
    /// <summary>What it used of the user's memory; absent where it used nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MemoryNoteResponse>? MemoryUsed { get; init; }
}

internal sealed record SourceFrame(string Title, int? Page, string? Section, double Relevance)
{
    /// <summary>The page of the web that was quoted; absent for other sources.</summary>
    public string? Url { get; init; }
}

/// <param name="Offset">Where in the answer the text belongs, in UTF-16 characters: keep what is before it and put this after it.</param>
internal sealed record AiResponseDeltaFrame(Guid MessageId, int Offset, string Content) : ChatFrame;

internal sealed record TypingIndicatorFrame(bool IsTyping) : ChatFrame;

internal sealed record SessionUpdateFrame(double DurationMinutes, decimal CurrentCost, string Status, string? Reason) : ChatFrame;

/// <param name="RetryAfter">Whole seconds; absent where waiting does not help.</param>
internal sealed record ErrorFrame(string ErrorCode, string Message, int? RetryAfter) : ChatFrame
{
    /// <summary>The message that it is about.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>The answer that it is about.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>With <c>PAYMENT_REQUIRED</c>: what is missing, in USD.</summary>
    public decimal? Shortfall { get; init; }

    /// <summary>With <c>RATE_LIMIT_EXCEEDED</c>: the limit that bound.</summary>
    public string? Limit { get; init; }
}

internal sealed record MessageAcceptedFrame(string ClientMessageId, Guid MessageId, Guid AnswerId, string Content, DateTimeOffset Timestamp) : ChatFrame
{
    /// <summary>Files that were sent with it; absent for none.</summary>
    public IReadOnlyList<FileFrame>? Attachments { get; init; }
}

/// <summary>A file; <c>GET /api/v1/sessions/{sessionId}/attachments/{id}</c> gives it back.</summary>
internal sealed record FileFrame(Guid Id, string Name, string Type, long Size);

internal sealed record ServerRestartFrame : ChatFrame;

internal sealed record PongFrame : ChatFrame;

namespace WebFront.Realtime;

/// <summary>
/// What a client says: <c>user_message</c> as documented (<c>content</c>, <c>timestamp</c>) with the additive <c>client_message_id</c> and
/// <c>attachments</c>;
/// <c>typing_indicator</c>, <c>ack</c>; the additive <c>cancel</c> and <c>ping</c>.
/// </summary>
internal sealed record ClientFrame
{
    public string? Type { get; init; }

    public string? Content { get; init; }

    /// <summary>The client's clock; the server's rules, so it is checked for its type and no more.</summary>
    public string? Timestamp { get; init; }

    public string? ClientMessageId { get; init; }

    /// <summary>Ids of files that were uploaded to the session for this message.</summary>
    public IReadOnlyList<System.Text.Json.JsonElement>? Attachments { get; init; }

    public bool? IsTyping { get; init; }

    public long? Seq { get; init; }
}

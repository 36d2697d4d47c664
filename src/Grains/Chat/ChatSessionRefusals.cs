using Grains.Outcomes;

namespace Grains.Chat;

/// <summary>The expected noes of a chat session.</summary>
internal static class ChatSessionRefusals
{
    /// <summary>In UTF-16 characters.</summary>
    private const int LongestComment = 2_000;

    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "chat.session_not_found", "There is no such session.");

    public static Refusal Ended { get; } = new(RefusalKind.Conflict, "chat.session_ended", "The session has ended.");

    public static Refusal Paused { get; } = new(RefusalKind.Conflict, "chat.session_paused", "The session is paused; resume it first.");

    public static Refusal NothingToRate { get; } =
        new(RefusalKind.Conflict, "chat.nothing_to_rate", "A session can be rated once it has an answer or has ended.");

    public static Refusal OtherMessage { get; } =
        new(RefusalKind.Conflict, "chat.message_id_reused", "This client message id was used for another text.") { Field = "client_message_id" };

    public static Refusal OtherSession { get; } =
        new(RefusalKind.Conflict, "chat.session_key_reused", "This idempotency key was used for another session.") { Field = "Idempotency-Key" };

    public static Refusal TooManyOpenTurns { get; } =
        new(RefusalKind.RateLimited, "chat.too_many_open_messages", "Too many messages of this session wait for their answers.")
        {
            LimitName = "chat.open_messages",
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    public static Refusal Unavailable { get; } =
        new(RefusalKind.Unavailable, "chat.try_again", "The session is being picked up again; repeat the request.") { RetryAfter = TimeSpan.FromSeconds(1) };

    public static Refusal DemoIsOver(int messages) =>
        new(RefusalKind.PaymentRequired, "chat.demo_over", $"A demo session takes {messages} messages; start a session to go on.");

    public static Refusal? Of(SendChatMessage command, ChatOptions options)
    {
        if (command.ClientMessageId is not { Length: >= 1 and <= 100 })
            return Refusal.Invalid("chat.client_message_id", "client_message_id", "A client message id has 1 to 100 characters.");
        if (!IsStorable(command.ClientMessageId))
            return Refusal.Invalid("chat.client_message_id", "client_message_id", "The id holds NUL or half a surrogate pair.");
        if (string.IsNullOrWhiteSpace(command.Text)) return Refusal.Invalid("chat.empty_message", "content", "A message needs some text.");
        if (command.Text.Length > options.MaxMessageLength)
            return Refusal.Invalid("chat.message_too_long", "content", $"A message has at most {options.MaxMessageLength} characters.");
        if (!IsStorable(command.Text)) return Refusal.Invalid("chat.unstorable_message", "content", "The text holds NUL or half a surrogate pair.");
        return null;
    }

    public static Refusal? Of(RateChatSession command)
    {
        if (command.Rating is < 1 or > 5) return Refusal.Invalid("chat.rating", "rating", "A rating is a whole number from 1 to 5.");
        if (command.Comment is not { } comment) return null;
        if (comment.Length > LongestComment) return Refusal.Invalid("chat.comment_too_long", "comment", $"A comment has at most {LongestComment} characters.");
        return IsStorable(comment) ? null : Refusal.Invalid("chat.unstorable_comment", "comment", "The comment holds NUL or half a surrogate pair.");
    }

    /// <summary>Every store keeps the same texts: none with NUL, which PostgreSQL refuses, and none that is not Unicode.</summary>
    private static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i])) return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i]))) return false;
        }

        return true;
    }
}

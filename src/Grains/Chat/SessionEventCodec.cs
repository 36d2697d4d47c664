using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Storage;

namespace Grains.Chat;

/// <summary>Stored events as UTF-8 JSON under a stable type name. Number, epoch and time are columns of the log, not of the JSON.</summary>
internal static class SessionEventCodec
{
    public const string Started = "chat.session-started";
    public const string Accepted = "chat.message-accepted";
    public const string Part = "chat.answer-part";
    public const string Completed = "chat.answer-completed";
    public const string Charged = "chat.session-charged";
    public const string StatusChanged = "chat.status-changed";
    public const string Ended = "chat.session-ended";
    public const string Rated = "chat.session-rated";
    public const string Erased = "chat.session-erased";

    private static SessionEventJson Json => SessionEventJson.Default;

    public static NewEvent Encode(SessionEvent happened, string? operationId) => happened switch
    {
        ChatSessionStarted e => new NewEvent(Started, JsonSerializer.SerializeToUtf8Bytes(e, Json.ChatSessionStarted), operationId),
        MessageAccepted e => new NewEvent(Accepted, JsonSerializer.SerializeToUtf8Bytes(e, Json.MessageAccepted), operationId),
        AnswerPart e => new NewEvent(Part, JsonSerializer.SerializeToUtf8Bytes(e, Json.AnswerPart), operationId),
        AnswerCompleted e => new NewEvent(Completed, JsonSerializer.SerializeToUtf8Bytes(e, Json.AnswerCompleted), operationId),
        SessionCharged e => new NewEvent(Charged, JsonSerializer.SerializeToUtf8Bytes(e, Json.SessionCharged), operationId),
        SessionStatusChanged e => new NewEvent(StatusChanged, JsonSerializer.SerializeToUtf8Bytes(e, Json.SessionStatusChanged), operationId),
        ChatSessionEnded e => new NewEvent(Ended, JsonSerializer.SerializeToUtf8Bytes(e, Json.ChatSessionEnded), operationId),
        ChatSessionRated e => new NewEvent(Rated, JsonSerializer.SerializeToUtf8Bytes(e, Json.ChatSessionRated), operationId),
        ChatSessionErased e => new NewEvent(Erased, JsonSerializer.SerializeToUtf8Bytes(e, Json.ChatSessionErased), operationId),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not a stored event."),
    };

    public static SessionEvent Decode(LoggedEvent logged)
    {
        SessionEvent? happened = logged.Type switch
        {
            Started => JsonSerializer.Deserialize(logged.Data.Span, Json.ChatSessionStarted),
            Accepted => JsonSerializer.Deserialize(logged.Data.Span, Json.MessageAccepted),
            Part => JsonSerializer.Deserialize(logged.Data.Span, Json.AnswerPart),
            Completed => JsonSerializer.Deserialize(logged.Data.Span, Json.AnswerCompleted),
            Charged => JsonSerializer.Deserialize(logged.Data.Span, Json.SessionCharged),
            StatusChanged => JsonSerializer.Deserialize(logged.Data.Span, Json.SessionStatusChanged),
            Ended => JsonSerializer.Deserialize(logged.Data.Span, Json.ChatSessionEnded),
            Rated => JsonSerializer.Deserialize(logged.Data.Span, Json.ChatSessionRated),
            Erased => JsonSerializer.Deserialize(logged.Data.Span, Json.ChatSessionErased),
            _ => throw new InvalidOperationException($"A session's log holds an event of the unknown type {logged.Type}."),
        };
        if (happened is ChatSessionStarted started) happened = started with { Snapshot = SharedSnapshots.Of(started.Snapshot) };
        return happened! with { Seq = logged.Seq, Epoch = logged.Epoch, At = logged.At };
    }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ChatSessionStarted))]
[JsonSerializable(typeof(MessageAccepted))]
[JsonSerializable(typeof(AnswerPart))]
[JsonSerializable(typeof(AnswerCompleted))]
[JsonSerializable(typeof(SessionCharged))]
[JsonSerializable(typeof(SessionStatusChanged))]
[JsonSerializable(typeof(ChatSessionEnded))]
[JsonSerializable(typeof(ChatSessionErased))]
[JsonSerializable(typeof(ChatSessionRated))]
internal sealed partial class SessionEventJson : JsonSerializerContext;

using System.Globalization;
using System.Text.Json.Nodes;
using Grains.Chat;
using Grains.Clones;
using Grains.Knowledge;
using Grains.Storage;

namespace Grains.Webhooks;

/// <summary>
/// Reads events of the log as what webhooks tell. A session's events go to whoever chats and to the owner of the clone; the text of a
/// message only to its author. Everything else goes to whoever it belongs to.
/// </summary>
internal sealed class WebhookFacts(IEventLog log)
{
    private const int RememberedSessions = 10_000;

    private static readonly Dictionary<string, string> TypeOf = new(StringComparer.Ordinal)
    {
        [WebhookEvents.SessionStarted] = SessionEventCodec.Started,
        [WebhookEvents.SessionEnded] = SessionEventCodec.Ended,
        [WebhookEvents.MessageReceived] = SessionEventCodec.Accepted,
        [WebhookEvents.PaymentCompleted] = PaymentFacts.Completed,
        [WebhookEvents.PaymentFailed] = PaymentFacts.Failed,
        [WebhookEvents.DocumentProcessed] = DocumentLog.ProcessedEvent,
        [WebhookEvents.ClonePublished] = CloneLog.SavedEvent,
    };

    private readonly Dictionary<string, ChatSessionStarted> sessions = new(StringComparer.Ordinal);

    /// <summary>The log's types that some events come from.</summary>
    public static IReadOnlyList<string> TypesOf(IEnumerable<string> events) =>
        [.. events.Select(static name => TypeOf[name]).Distinct(StringComparer.Ordinal)];

    /// <summary>Null where it is nothing to tell.</summary>
    public async Task<WebhookFact?> ReadAsync(LoggedEvent logged, CancellationToken cancel) => logged.Type switch
    {
        SessionEventCodec.Started => OfSession(logged, WebhookEvents.SessionStarted, Started(logged), StartedData),
        SessionEventCodec.Ended => OfSession(logged, WebhookEvents.SessionEnded, await SessionAsync(logged, cancel), await EndedDataAsync(logged, cancel)),
        SessionEventCodec.Accepted => OfSession(logged, WebhookEvents.MessageReceived, await SessionAsync(logged, cancel), MessageData(logged)),
        DocumentLog.ProcessedEvent => OfDocument(logged),
        CloneLog.SavedEvent => await OfCloneAsync(logged, cancel),
        _ => PaymentFacts.Read(logged),
    };

    private static WebhookFact OfSession(
        LoggedEvent logged, string name, ChatSessionStarted session, Action<JsonObject, ChatSessionStarted, Guid> write)
    {
        JsonObject To(Guid receiver)
        {
            var data = new JsonObject
            {
                ["session_id"] = SessionIdOf(logged),
                ["user_id"] = session.OwnerId.ToString(),
                ["expert_id"] = session.Snapshot.CloneId.ToString(),
            };
            write(data, session, receiver);
            return data;
        }

        var creator = session.Snapshot.OwnerId;
        return new WebhookFact(name, SourceOf(logged), logged.At, session.OwnerId)
        {
            Copies = creator == session.OwnerId
                ? [(creator, To(creator))]
                : [(session.OwnerId, To(session.OwnerId)), (creator, To(creator))],
        };
    }

    private static void StartedData(JsonObject data, ChatSessionStarted session, Guid receiver)
    {
        data["expert_name"] = session.Snapshot.Name;
        data["session_type"] = WireName(session.Type.ToString());
        data["demo_mode"] = session.DemoMode;
        data["start_time"] = WebhookPayload.Print(session.At);
    }

    private static Action<JsonObject, ChatSessionStarted, Guid> MessageData(LoggedEvent logged)
    {
        var message = (MessageAccepted)SessionEventCodec.Decode(logged);
        return (data, session, receiver) =>
        {
            data["message_id"] = message.MessageId.ToString();
            data["sender_type"] = "user";
            data["content"] = receiver == session.OwnerId ? message.Text : null;
            data["content_length"] = message.Text.Length;
        };
    }

    /// <summary>The documented data, with the rating that there is by now.</summary>
    private async Task<Action<JsonObject, ChatSessionStarted, Guid>> EndedDataAsync(LoggedEvent logged, CancellationToken cancel)
    {
        var ended = (ChatSessionEnded)SessionEventCodec.Decode(logged);
        var slice = new StreamSlice(logged.Stream, 0, 1, Types: SessionEventCodec.Rated) { Backwards = true };
        var rating = (await log.ReadAsync(slice, cancel)) is [var last] ? ((ChatSessionRated)SessionEventCodec.Decode(last)).Rating : (int?)null;
        return (data, _, _) =>
        {
            data["duration_minutes"] = Math.Round(ended.ActiveTime.TotalMinutes, 2);
            data["total_cost"] = WebhookMoney.Dollars(ended.TotalMicros);
            data["rating"] = rating;
        };
    }

    private static WebhookFact OfDocument(LoggedEvent logged)
    {
        var processed = DocumentLog.Parse(logged.Data);
        var data = new JsonObject
        {
            ["document_id"] = processed.DocumentId.ToString(),
            ["clone_id"] = processed.CloneId.ToString(),
            ["user_id"] = processed.OwnerId.ToString(),
            ["title"] = processed.Title,
            ["filename"] = processed.FileName,
            ["file_type"] = processed.FileType,
            ["status"] = processed.Succeeded ? "completed" : "failed",
            ["page_count"] = processed.PageCount,
            ["chunk_count"] = processed.ChunkCount,
            ["error"] = processed.ErrorCode,
        };
        return OfOne(logged, WebhookEvents.DocumentProcessed, processed.OwnerId, data);
    }

    /// <summary>A clone's events hold it whole: it is published by the one before which it was not.</summary>
    private async Task<WebhookFact?> OfCloneAsync(LoggedEvent logged, CancellationToken cancel)
    {
        var clone = CloneLog.Parse(logged.Data);
        if (clone.Deleted || clone.Status != CloneStatus.Published) return null;
        if (logged.Seq > 1 && await log.ReadAsync(new StreamSlice(logged.Stream, logged.Seq - 2, 1), cancel) is [var before]
            && CloneLog.Parse(before.Data).Status == CloneStatus.Published)
            return null;

        var data = new JsonObject
        {
            ["clone_id"] = clone.CloneId.ToString(),
            ["user_id"] = clone.OwnerId.ToString(),
            ["name"] = clone.Name,
            ["category"] = clone.Category,
            ["status"] = "published",
            ["published_at"] = WebhookPayload.Print(logged.At),
        };
        return OfOne(logged, WebhookEvents.ClonePublished, clone.OwnerId, data);
    }

    public static WebhookFact OfOne(LoggedEvent logged, string name, Guid userId, JsonObject data) =>
        new(name, SourceOf(logged), logged.At, userId) { Copies = [(userId, data)] };

    private static string SourceOf(LoggedEvent logged) => string.Create(CultureInfo.InvariantCulture, $"{logged.Stream}:{logged.Seq}");

    private static ChatSessionStarted Started(LoggedEvent logged) => (ChatSessionStarted)SessionEventCodec.Decode(logged);

    /// <summary>How the session of an event began: its first event says.</summary>
    private async Task<ChatSessionStarted> SessionAsync(LoggedEvent logged, CancellationToken cancel)
    {
        if (sessions.TryGetValue(logged.Stream, out var known)) return known;

        var first = await log.ReadAsync(new StreamSlice(logged.Stream, 0, 1), cancel);
        if (sessions.Count >= RememberedSessions) sessions.Clear();
        return sessions[logged.Stream] = Started(first[0]);
    }

    private static string SessionIdOf(LoggedEvent logged) =>
        Guid.ParseExact(logged.Stream.AsSpan(ChatSessionAddress.Prefix.Length), "N").ToString();

    private static string WireName(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}

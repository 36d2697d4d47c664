using Grains.Accounts;
using Grains.Outcomes;
using Grains.Storage;
using Grains.Storage.CatchUp;

namespace Grains.Chat;

/// <summary>Ends and bills a user's sessions, and takes the texts out of their logs.</summary>
internal sealed class SessionErasure(
    IDatabase database, IReadModel readModel, IEventLog log, IEventRedaction redaction, IGrainFactory grains, TimeProvider clock) : IPersonalData
{
    public string Kind => "sessions";

    /// <returns>Texts that are gone, and sessions that stay without them.</returns>
    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
    {
        await readModel.CatchUpAsync(cancel);
        var sessions = await database.ReadAsync(
            sql => sql.QueryAsync("SELECT session_id FROM session_listing WHERE owner_id = ?", static row => row.Guid(0), userId), cancel);
        var texts = 0;
        foreach (var session in sessions) texts += await EraseAsync(userId, session, cancel);
        return new Erasure(texts, sessions.Count);
    }

    private async Task<int> EraseAsync(Guid userId, Guid sessionId, CancellationToken cancel)
    {
        var session = grains.ChatSession(sessionId);
        var ended = await session.EndAsync(new EndChatSession(userId), cancel);
        if (ended.Refusal is { } refusal) throw new TemporarilyUnavailableException($"A session could not be ended: {refusal.Code}.");

        await FenceAsync(sessionId, cancel);
        await session.RecoverAsync(cancel);
        return await redaction.RedactAsync(
            ChatSessionAddress.KeyOf(sessionId),
            static logged => SessionRedaction.Of(SessionEventCodec.Decode(logged)) is { } redacted ? SessionEventCodec.Encode(redacted, null).Data : logged.Data,
            cancel);
    }

    /// <summary>One more event: whatever activation still has the texts in memory sees that it was overtaken, and goes.</summary>
    private async Task FenceAsync(Guid sessionId, CancellationToken cancel)
    {
        var stream = ChatSessionAddress.KeyOf(sessionId);
        var head = await log.GetHeadAsync(stream, cancel);
        var erased = SessionEventCodec.Encode(new ChatSessionErased(), $"erase:{sessionId:N}");
        var appended = await log.AppendAsync(new LogAppend(stream, head.Seq, head.Epoch + 1, clock.GetUtcNow(), [erased]), cancel);
        if (appended.Status is not (AppendStatus.Appended or AppendStatus.DuplicateOperation))
            throw new TemporarilyUnavailableException($"{stream} is written by another activation.");
    }
}

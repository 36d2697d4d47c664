using Grains.Chat;

namespace WebFront.Realtime;

/// <summary>Turns a session's events into the frames of the document, for one client.</summary>
internal sealed class SessionFrames
{
    private SessionStatus status;
    private TimeSpan activeTime;
    private long costMicros;
    private bool typing;

    public IEnumerable<ChatFrame> Of(SessionEvent happened)
    {
        var before = happened.Seq - 1;
        return happened switch
        {
            WatchBegan e => [Stands(e.Session) with { Seq = e.Seq, Epoch = e.Epoch }],
            ChatSessionStarted => [],
            MessageAccepted e =>
                [new MessageAcceptedFrame(e.ClientMessageId, e.MessageId, e.AnswerId, e.Text, e.At) { Seq = e.Seq, Epoch = e.Epoch, Attachments = FilesOf(e) }],
            AnswerBegan e => [Typing(true, e.Seq, e.Epoch)],
            AnswerDelta e => [new AiResponseDeltaFrame(e.AnswerId, e.Offset, e.Text) { Seq = e.Seq, Epoch = e.Epoch }],
            AnswerCompleted e => Completed(e, before),
            SessionCharged e => [Charged(e.TotalMicros, e.ActiveTime, null) with { Seq = e.Seq, Epoch = e.Epoch }],
            SessionStatusChanged e => [Changed(e.Status, e.Reason) with { Seq = e.Seq, Epoch = e.Epoch }],
            ChatSessionEnded e => [Ended(e) with { Seq = e.Seq, Epoch = e.Epoch }],
            ServerStopping e => [new ServerRestartFrame { Seq = e.Seq, Epoch = e.Epoch }],
            WatchRefused e => [FrameErrors.Of(e.Refusal)],
            _ => [],
        };
    }

    private IEnumerable<ChatFrame> Completed(AnswerCompleted completed, long before)
    {
        // An answer that was whole at once was never told to be coming.
        if (!typing) yield return Typing(true, before, completed.Epoch);
        yield return Typing(false, before, completed.Epoch);
        yield return completed.Ending == AnswerEnding.Failed ? Failure(completed) : Response(completed);

        // An answer that cost something is followed by its charge, and that by an update.
        if (completed.ChargeMicros == 0) yield return Charged(completed.TotalMicros, completed.ActiveTime, null) with { Seq = completed.Seq, Epoch = completed.Epoch };
    }

    private static FileFrame[]? FilesOf(MessageAccepted accepted) =>
        accepted.Attachments is { } files ? [.. files.Select(static file => new FileFrame(file.AttachmentId, file.FileName, file.FileType, file.Size))] : null;

    private static AiResponseFrame Response(AnswerCompleted completed) => new(
        completed.Text,
        [.. completed.Sources.Select(source => new SourceFrame(source.Title, source.Page, source.Section, Math.Round(source.Relevance, 4)) { Url = source.Url })],
        Display.Dollars(completed.CostMicros),
        (long)completed.ProcessingTime.TotalMilliseconds,
        completed.At,
        completed.AnswerId,
        FinishReasons.Of(completed))
    {
        Seq = completed.Seq,
        Epoch = completed.Epoch,
        MemoryUsed = MemoryNoteResponse.From(completed),
    };

    private static ErrorFrame Failure(AnswerCompleted completed) => FrameErrors.Of(AnswerFailures.Of(completed)) with
    {
        MessageId = completed.AnswerId,
        Seq = completed.Seq,
        Epoch = completed.Epoch,
    };

    private TypingIndicatorFrame Typing(bool isTyping, long seq, long epoch)
    {
        typing = isTyping;
        return new TypingIndicatorFrame(isTyping) { Seq = seq, Epoch = epoch };
    }

    private SessionUpdateFrame Stands(ChatSessionView session)
    {
        status = session.Status;
        return Charged(session.CostMicros, session.ActiveTime, null);
    }

    private SessionUpdateFrame Charged(long total, TimeSpan active, string? reason)
    {
        costMicros = total;
        activeTime = active;
        return Update(reason);
    }

    private SessionUpdateFrame Changed(SessionStatus to, string reason)
    {
        status = to;
        return Update(reason);
    }

    private SessionUpdateFrame Ended(ChatSessionEnded ended)
    {
        status = SessionStatus.Ended;
        return Charged(ended.TotalMicros, ended.ActiveTime, "ended");
    }

    private SessionUpdateFrame Update(string? reason) =>
        new(Display.Minutes(activeTime), Display.Dollars(costMicros), SessionNames.Of(status), reason);
}

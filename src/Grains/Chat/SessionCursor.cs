namespace Grains.Chat;

/// <summary>Where one watcher is: the last stored event it has, and how much of the running answer.</summary>
internal sealed class SessionCursor(long after, int offset)
{
    private readonly long resumedAfter = after;
    private int offset = offset;
    private int turn;

    public long Seq { get; private set; } = after;

    /// <summary>
    /// The frame that a stored event is for this watcher; null where it has the same text already. A part of the running answer is of the
    /// epoch that writes on from it, whoever stored it: a watcher that comes back with that epoch and its offset has not lost it.
    /// </summary>
    public SessionEvent? Take(SessionEvent stored, ChatSessionState state, long epoch)
    {
        Seq = stored.Seq;

        // The offset that the watcher came back with was one in this answer, and says nothing of the next.
        if (stored is AnswerCompleted) offset = 0;
        if (stored is not AnswerPart part) return stored;

        // The ending carries the whole text, so parts of an answer that has ended need not be told again.
        if (state.FindOpen(part.Turn) is not { } open) return null;
        Enter(part.Turn, open.AcceptedSeq);
        var end = part.Offset + part.Text.Length;
        if (end <= offset) return null;
        var from = Math.Max(part.Offset, offset);
        offset = end;
        return new AnswerDelta(part.Turn, part.AnswerId, from, part.Text[(from - part.Offset)..]) { Seq = part.Seq, Epoch = epoch, At = part.At };
    }

    /// <summary>What the running answer has that this watcher lacks.</summary>
    public SessionEvent? Take(LiveAnswer live, long epoch, DateTimeOffset at)
    {
        // The message comes first; its answer's text is not told to who has not seen it.
        if (Seq < live.Turn.AcceptedSeq) return null;
        if (Enter(live.Turn.Turn, live.Turn.AcceptedSeq)) return new AnswerBegan(turn, live.Turn.AnswerId) { Seq = Seq, Epoch = epoch, At = at };
        if (live.Length <= offset) return null;
        var delta = new AnswerDelta(turn, live.Turn.AnswerId, offset, live.From(offset)) { Seq = Seq, Epoch = epoch, At = at };
        offset = live.Length;
        return delta;
    }

    /// <summary>
    /// Turns to another answer, from its beginning; where the watcher came back in the middle of it, from where it said that it was.
    /// </summary>
    private bool Enter(int entered, long acceptedSeq)
    {
        if (turn == entered) return false;
        if (turn != 0 || acceptedSeq > resumedAfter) offset = 0;
        turn = entered;
        return true;
    }
}

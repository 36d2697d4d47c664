using Grains.Chat.Attachments;

namespace Grains.Chat;

/// <summary>
/// Takes messages into the log. Where nothing else is being answered the answer begins at once, and one that is whole within a moment
/// is stored in the same write as its message: nobody is told of either before both are on disk.
/// </summary>
internal sealed class SessionAcceptance(
    Guid sessionId, SessionJournal journal, SessionBilling billing, SessionTurns turns, SessionTurnLoop loop, SessionMetering metering,
    ChatOptions options, TimeProvider clock)
{
    /// <summary>Accepts a message if it is still affordable when its turn to write comes: the wallet may have recalled the money meanwhile.</summary>
    /// <returns>Null where it is not affordable any more, or the session is no longer active.</returns>
    public async Task<MessageReceipt?> AcceptAsync(SendChatMessage command, ClaimedFiles claimed, long reserve, long need)
    {
        var turn = journal.State.Turns + 1;
        var accepted = new MessageAccepted(
            turn, SessionIds.Message(sessionId, command.ClientMessageId), SessionIds.Answer(sessionId, turn), command.ClientMessageId, command.Text, reserve)
        {
            Attachments = claimed.Files,
        };
        var ahead = BeginAhead(accepted);
        try
        {
            var answer = ahead is null ? null : await ahead.WaitAsync(options.JoinAnswerWithin, clock);
            await billing.AppendAsync(state => IsStillAffordable(state, need) ? billing.Acceptance(state, accepted, answer) : null);
        }
        finally
        {
            billing.SetAside(0, 0);
            if (ahead is not null) Settle(ahead);
        }

        if (journal.FindAccepted(command.ClientMessageId) is not { } known) return null;
        if (journal.State.FindOpen(turn) is not null) loop.Start();
        metering.Keep();
        return new MessageReceipt(accepted.MessageId, accepted.AnswerId, turn, known.Seq, Repeated: false)
        {
            Completed = journal.State.FindClosed(turn)?.Completed,
        };
    }

    private RunningAnswer? BeginAhead(MessageAccepted accepted)
    {
        if (options.JoinAnswerWithin == TimeSpan.Zero || !turns.IsIdle || !journal.State.OpenTurns.IsEmpty) return null;
        billing.SetAside(accepted.Turn, accepted.ReservedMicros);
        return turns.Begin(new OpenTurn(
            accepted.Turn, accepted.MessageId, accepted.AnswerId, accepted.Text, accepted.ReservedMicros, journal.State.Seq + 1, "")
        {
            Attachments = accepted.Attachments,
        });
    }

    /// <summary>An answer that began ahead of its message goes on where that is open now; else it is stored, or never will be.</summary>
    private void Settle(RunningAnswer ahead)
    {
        if (journal.State.FindOpen(ahead.Live.Turn.Turn) is not { } open)
        {
            turns.Forget(ahead);
            return;
        }

        ahead.Accept(open);
        journal.Pulse();
    }

    private bool IsStillAffordable(ChatSessionState state, long need) => state.Status == SessionStatus.Active
        && (need <= 0 || billing.Pricing.IsFree || billing.FreeMicros + billing.PendingMicros >= need);
}

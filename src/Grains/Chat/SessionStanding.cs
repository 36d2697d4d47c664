namespace Grains.Chat;

/// <summary>How a session stands, with what has accrued since its last charge.</summary>
internal static class SessionStanding
{
    public static ChatSessionView Of(Guid sessionId, ChatSessionState state, SessionBilling billing)
    {
        var accrued = state.Status == SessionStatus.Active ? billing.AccruedMicros : 0;
        var active = state.Status == SessionStatus.Ended ? state.ActiveTime : billing.Meter.Read();
        return new ChatSessionView(
            sessionId, state.Snapshot!, state.Type, state.Status, state.DemoMode, state.StartedAt, state.LastActivityAt, state.EndedAt,
            active, state.TotalMicros + accrued, state.MessageCount, state.Seq, state.TotalMicros)
        {
            Rating = state.Rating,
            RatingComment = state.RatingComment,
            AnswerCount = state.Answers,
            MemoryNotes = state.Memory.Length,
            ReservedMicros = state.ReservedMicros,
        };
    }
}

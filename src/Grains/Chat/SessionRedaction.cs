namespace Grains.Chat;

/// <summary>What stays of a session's events when its owner is erased: all that sums, counts and charges are made of, and no text.</summary>
internal static class SessionRedaction
{
    /// <summary>The event without what its owner said or was told; null where there is nothing of that in it.</summary>
    /// <remarks>Events with text are made anew of what may stay, so that whatever they come to hold later is gone unless it is named here.</remarks>
    public static SessionEvent? Of(SessionEvent happened) => happened switch
    {
        MessageAccepted e => new MessageAccepted(e.Turn, e.MessageId, e.AnswerId, e.MessageId.ToString("N"), "", e.ReservedMicros),
        AnswerPart e => new AnswerPart(e.Turn, e.AnswerId, 0, ""),
        AnswerCompleted e => new AnswerCompleted(
            e.Turn, e.AnswerId, e.Ending, "", [], e.CostMicros, e.TotalMicros, e.ActiveTime, e.ProcessingTime, e.InputTokens, e.OutputTokens,
            e.FailureCode, e.ChargeMicros)
        {
            PassagesGiven = e.PassagesGiven,
            PassagesUsed = e.PassagesUsed,
        },
        // A review is the expert's and stays, as nobody's.
        ChatSessionRated e => new ChatSessionRated(e.Rating, e.Comment),
        ChatSessionStarted or SessionCharged or SessionStatusChanged or ChatSessionEnded or ChatSessionErased => null,
        _ => throw new InvalidOperationException($"Nobody has said what stays of {happened.GetType().Name} when its owner is erased."),
    };
}

using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Chat;

/// <summary>
/// One live chat: an append-only log of numbered events, the turn that is being answered and the meter that bills it. What
/// belongs to somebody else answers as what never was.
/// </summary>
[Alias("chat.session")]
public interface IChatSessionGrain : IGrainWithStringKey
{
    [Alias("start"), Repeatable]
    Task<Outcome<ChatSessionView>> StartAsync(StartChatSession command, CancellationToken cancel);

    [Alias("get"), AlwaysInterleave, Repeatable]
    Task<Outcome<ChatSessionView>> GetAsync(Guid userId, CancellationToken cancel);

    /// <summary>
    /// Accepts a message: it is on disk and paid for up to its reserve when this answers; its answer follows in the log.
    /// The same client message id gets the first acceptance again; with another text it is refused.
    /// </summary>
    [Alias("send"), Repeatable]
    Task<Outcome<MessageReceipt>> SendAsync(SendChatMessage command, CancellationToken cancel);

    /// <summary>The end of a turn, as soon as there is one; without one after about 5 seconds: ask again.</summary>
    [Alias("await-answer"), AlwaysInterleave, ResponseTimeout("00:00:10"), Repeatable]
    Task<Outcome<AnswerProgress>> AwaitAnswerAsync(AwaitAnswer query, CancellationToken cancel);

    /// <summary>Stops the answer that is running; what was delivered stays and is all that is billed.</summary>
    [Alias("cancel-answer"), AlwaysInterleave, Repeatable]
    Task<Outcome<Done>> CancelAnswerAsync(CancelAnswer command, CancellationToken cancel);

    /// <summary>Pauses or resumes. A paused session does not bill and takes no message.</summary>
    [Alias("change-status"), Repeatable]
    Task<Outcome<ChatSessionView>> ChangeStatusAsync(ChangeSessionStatus command, CancellationToken cancel);

    /// <summary>Ends the session and fixes its bill. Repeating it gives the same bill.</summary>
    [Alias("end"), Repeatable]
    Task<Outcome<ChatSessionView>> EndAsync(EndChatSession command, CancellationToken cancel);

    /// <summary>
    /// The owner's rating, once there was an answer or the session has ended; the last one holds. Repeating it changes nothing.
    /// </summary>
    [Alias("rate"), Repeatable]
    Task<Outcome<ChatSessionView>> RateAsync(RateChatSession command, CancellationToken cancel);

    [Alias("list-messages"), AlwaysInterleave, Repeatable]
    Task<Outcome<TranscriptPage>> ListMessagesAsync(ListChatMessages query, CancellationToken cancel);

    /// <summary>
    /// The log from a sequence number on, then live: everything once, in order. <see cref="WatchBegan"/> comes first, and between stored
    /// events come provisional ones (<see cref="AnswerBegan"/>, <see cref="AnswerDelta"/>) with the number of the last stored event before them. Ends after
    /// <see cref="ChatSessionEnded"/>, or with the last stored event where that was before: only a rating follows it. Whoever may not watch gets one <see cref="WatchRefused"/>.
    /// </summary>
    [Alias("events")]
    IAsyncEnumerable<SessionEvent> EventsAsync(WatchChatSession query, CancellationToken cancel);

    /// <summary>The wallet runs low: gives back what no accepted message needs.</summary>
    [Alias("release-lease"), AlwaysInterleave]
    Task ReleaseLeaseAsync(Guid userId, CancellationToken cancel);

    /// <summary>Wakes a session whose process died in the middle of something; waking is all it takes.</summary>
    [Alias("recover"), AlwaysInterleave, Repeatable]
    Task RecoverAsync(CancellationToken cancel);
}

using System.Collections.Immutable;
using Grains.Clones;
using Grains.Memory;
using Grains.Outcomes;

namespace Grains.Chat;

/// <summary>
/// Something that happened in a session. Stored events are numbered without gaps from 1; provisional ones carry the number of
/// the last stored event before them.
/// </summary>
[GenerateSerializer, Immutable, Alias("chat.event")]
public abstract record SessionEvent
{
    [Id(0)] public long Seq { get; init; }

    /// <summary>Grows when the session's grain starts anew; provisional text of an older epoch is void.</summary>
    [Id(1)] public long Epoch { get; init; }

    [Id(2)] public DateTimeOffset At { get; init; }
}

[GenerateSerializer, Immutable, Alias("chat.session-started")]
public sealed record ChatSessionStarted(
    [property: Id(0)] Guid OwnerId,
    [property: Id(1)] CloneSnapshot Snapshot,
    [property: Id(2)] SessionType Type,
    [property: Id(3)] bool DemoMode) : SessionEvent
{
    /// <summary>What its answers may use of the user's memory; null for nothing.</summary>
    [Id(4)]
    public ImmutableArray<MemoryNote>? Memory { get; init; }
}

/// <param name="Turn">Counts from 1.</param>
/// <param name="ReservedMicros">What its answer may cost at least; held in the session's escrow until it has ended.</param>
[GenerateSerializer, Immutable, Alias("chat.message-accepted")]
public sealed record MessageAccepted(
    [property: Id(0)] int Turn,
    [property: Id(1)] Guid MessageId,
    [property: Id(2)] Guid AnswerId,
    [property: Id(3)] string ClientMessageId,
    [property: Id(4)] string Text,
    [property: Id(5)] long ReservedMicros) : SessionEvent
{
    /// <summary>Files that were sent with it; null for none.</summary>
    [Id(6)] public ImmutableArray<MessageAttachment>? Attachments { get; init; }
}

/// <summary>A stored stretch of an answer that is still being written.</summary>
/// <param name="Offset">Where in the answer it starts, in UTF-16 characters.</param>
[GenerateSerializer, Immutable, Alias("chat.answer-part")]
public sealed record AnswerPart(
    [property: Id(0)] int Turn,
    [property: Id(1)] Guid AnswerId,
    [property: Id(2)] int Offset,
    [property: Id(3)] string Text) : SessionEvent;

/// <summary>How a turn ended. Every accepted message gets exactly one.</summary>
[GenerateSerializer, Alias("chat.answer-ending")]
public enum AnswerEnding
{
    Complete = 0,

    /// <summary>The money ran out, and the text stops at the last affordable part; or the answer reached the clone's longest.</summary>
    CutShort = 1,

    /// <summary>The user stopped it.</summary>
    Cancelled = 2,

    /// <summary>Its process died and the model cannot continue: the stored text stands.</summary>
    Interrupted = 3,

    /// <summary>The model failed; costs nothing.</summary>
    Failed = 4,
}

/// <param name="Text">The whole answer, whatever parts were stored before.</param>
/// <param name="CostMicros">The growth of the session's cost since the answer before.</param>
/// <param name="FailureCode">For a failed or cut turn, why.</param>
/// <param name="ChargeMicros">What the write of this ending charged; a <see cref="SessionCharged"/> follows unless it is zero.</param>
[GenerateSerializer, Immutable, Alias("chat.answer-completed")]
public sealed record AnswerCompleted(
    [property: Id(0)] int Turn,
    [property: Id(1)] Guid AnswerId,
    [property: Id(2)] AnswerEnding Ending,
    [property: Id(3)] string Text,
    [property: Id(4)] ImmutableArray<AnswerSource> Sources,
    [property: Id(5)] long CostMicros,
    [property: Id(6)] long TotalMicros,
    [property: Id(7)] TimeSpan ActiveTime,
    [property: Id(8)] TimeSpan ProcessingTime,
    [property: Id(9)] int InputTokens,
    [property: Id(10)] int OutputTokens,
    [property: Id(11)] string? FailureCode,
    [property: Id(12)] long ChargeMicros) : SessionEvent
{
    /// <summary>Passages of the clone's knowledge that the model was given.</summary>
    [Id(15)] public int PassagesGiven { get; init; }

    /// <summary>How many of them it quotes; 0 also where it does not say which.</summary>
    [Id(16)] public int PassagesUsed { get; init; }

    /// <summary>What it used of the user's memory; null for nothing.</summary>
    [Id(13)]
    public ImmutableArray<MemoryNote>? MemoryUsed { get; init; }
}

/// <summary>Money moved from the session's escrow to the clone's owner, in the same write.</summary>
/// <param name="OperationId">The ledger's operation id: session and turn, or session and meter reading.</param>
/// <param name="Turn">The answer that it pays for; null for a reading of the meter.</param>
/// <param name="TotalMicros">Of the session so far, this included.</param>
[GenerateSerializer, Immutable, Alias("chat.session-charged")]
public sealed record SessionCharged(
    [property: Id(0)] string OperationId,
    [property: Id(1)] int? Turn,
    [property: Id(2)] long AmountMicros,
    [property: Id(3)] long TotalMicros,
    [property: Id(4)] TimeSpan ActiveTime) : SessionEvent;

/// <param name="Reason">Such as <c>requested</c>, <c>insufficient_funds</c>.</param>
[GenerateSerializer, Immutable, Alias("chat.status-changed")]
public sealed record SessionStatusChanged(
    [property: Id(0)] SessionStatus Status,
    [property: Id(1)] string Reason) : SessionEvent;

[GenerateSerializer, Immutable, Alias("chat.session-ended")]
public sealed record ChatSessionEnded(
    [property: Id(0)] long TotalMicros,
    [property: Id(1)] TimeSpan ActiveTime,
    [property: Id(2)] int MessageCount) : SessionEvent;

/// <summary>The owner's rating, also after the end; the last one holds.</summary>
/// <param name="Rating">1 to 5.</param>
/// <param name="Comment">At most 2,000 characters.</param>
[GenerateSerializer, Immutable, Alias("chat.session-rated")]
public sealed record ChatSessionRated(
    [property: Id(0)] int Rating,
    [property: Id(1)] string? Comment) : SessionEvent
{
    /// <summary>Whether the expert's reviews show the user's name beside the comment.</summary>
    [Id(2)] public bool ShowName { get; init; }
}

/// <summary>The owner was erased: the texts of the events before are taken out of them.</summary>
[GenerateSerializer, Immutable, Alias("chat.session-erased")]
public sealed record ChatSessionErased : SessionEvent;

/// <summary>Provisional, the first event of every watcher: it is attached, a live one counts as present from now on, and this is how things stand.</summary>
[GenerateSerializer, Immutable, Alias("chat.watch-began")]
public sealed record WatchBegan([property: Id(0)] ChatSessionView Session) : SessionEvent;

/// <summary>Provisional: the model is at work on a turn.</summary>
[GenerateSerializer, Immutable, Alias("chat.answer-began")]
public sealed record AnswerBegan([property: Id(0)] int Turn, [property: Id(1)] Guid AnswerId) : SessionEvent;

/// <summary>Provisional: text of an answer as it is written.</summary>
[GenerateSerializer, Immutable, Alias("chat.answer-delta")]
public sealed record AnswerDelta(
    [property: Id(0)] int Turn,
    [property: Id(1)] Guid AnswerId,
    [property: Id(2)] int Offset,
    [property: Id(3)] string Text) : SessionEvent;

/// <summary>Provisional: the server is stopping; reconnect with the last number.</summary>
[GenerateSerializer, Immutable, Alias("chat.server-stopping")]
public sealed record ServerStopping : SessionEvent;

/// <summary>The only event of a watcher that may not watch.</summary>
[GenerateSerializer, Immutable, Alias("chat.watch-refused")]
public sealed record WatchRefused([property: Id(0)] Refusal Refusal) : SessionEvent;

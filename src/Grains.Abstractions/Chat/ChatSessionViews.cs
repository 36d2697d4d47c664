using System.Collections.Immutable;
using Grains.Clones;

namespace Grains.Chat;

/// <param name="ActiveTime">Billed time so far: neither paused nor away for longer than the grace period.</param>
/// <param name="CostMicros">What has been charged plus what has accrued since, in micro-USD.</param>
/// <param name="ChargedMicros">What has been charged.</param>
/// <param name="MessageCount">Messages of both sides.</param>
/// <param name="LastSeq">The number of the last stored event.</param>
[GenerateSerializer, Immutable, Alias("chat.session-view")]
public sealed record ChatSessionView(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] CloneSnapshot Snapshot,
    [property: Id(2)] SessionType Type,
    [property: Id(3)] SessionStatus Status,
    [property: Id(4)] bool DemoMode,
    [property: Id(5)] DateTimeOffset StartedAt,
    [property: Id(6)] DateTimeOffset LastActivityAt,
    [property: Id(7)] DateTimeOffset? EndedAt,
    [property: Id(8)] TimeSpan ActiveTime,
    [property: Id(9)] long CostMicros,
    [property: Id(10)] int MessageCount,
    [property: Id(11)] long LastSeq,
    [property: Id(12)] long ChargedMicros)
{
    /// <summary>What the user rated it, 1 to 5; null before that.</summary>
    [Id(13)]
    public int? Rating { get; init; }

    [Id(14)]
    public string? RatingComment { get; init; }

    /// <summary>Turns that have ended, so that there is something to rate, to summarise and to list.</summary>
    [Id(15)]
    public int AnswerCount { get; init; }

    /// <summary>What the messages that wait for their answers will cost at least, in micro-USD.</summary>
    [Id(16)]
    public long ReservedMicros { get; init; }

    /// <summary>Notes of the user's memory that its answers may use.</summary>
    [Id(17)]
    public int MemoryNotes { get; init; }
}

/// <param name="Seq">The number of the accepted message's event.</param>
/// <param name="Repeated">Whether this client message id had been accepted before.</param>
[GenerateSerializer, Immutable, Alias("chat.message-receipt")]
public sealed record MessageReceipt(
    [property: Id(0)] Guid MessageId,
    [property: Id(1)] Guid AnswerId,
    [property: Id(2)] int Turn,
    [property: Id(3)] long Seq,
    [property: Id(4)] bool Repeated)
{
    /// <summary>The turn's ending, where it was stored together with the message; otherwise it is still to come.</summary>
    [Id(5)]
    public AnswerCompleted? Completed { get; init; }
}

/// <param name="Completed">Null while the answer is still being written.</param>
[GenerateSerializer, Immutable, Alias("chat.answer-progress")]
public sealed record AnswerProgress([property: Id(0)] AnswerCompleted? Completed);

[GenerateSerializer, Immutable, Alias("chat.transcript-page")]
public sealed record TranscriptPage(
    [property: Id(0)] ImmutableArray<SessionEvent> Messages,
    [property: Id(1)] int Total);

/// <summary>A passage that an answer quotes.</summary>
/// <param name="Relevance">0 to 1.</param>
[GenerateSerializer, Immutable, Alias("chat.answer-source")]
public sealed record AnswerSource(
    [property: Id(0)] string Title,
    [property: Id(1)] int? Page,
    [property: Id(2)] string? Section,
    [property: Id(3)] double Relevance,
    [property: Id(4)] Guid DocumentId)
{
    /// <summary>The page of the web that was quoted; null where it is from none.</summary>
    [Id(5)]
    public string? Url { get; init; }

    /// <summary>Whether it is a file of the user's own; the document's id is the attachment's then.</summary>
    [Id(6)]
    public bool IsAttachment { get; init; }
}

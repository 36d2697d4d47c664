using System.Collections.Immutable;
using Grains.Clones;
using Grains.Memory;

namespace Grains.Chat;

/// <summary>What a session's stored events add up to. Never stored itself.</summary>
internal sealed record ChatSessionState
{
    public static ChatSessionState Empty { get; } = new();

    public long Seq { get; init; }

    public Guid OwnerId { get; init; }

    /// <summary>Null before the session is started.</summary>
    public CloneSnapshot? Snapshot { get; init; }

    public SessionType Type { get; init; }

    public bool DemoMode { get; init; }

    /// <summary>What its answers may use of the user's memory.</summary>
    public ImmutableArray<MemoryNote> Memory { get; init; } = [];

    public SessionStatus Status { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset LastActivityAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Active time up to the last charge.</summary>
    public TimeSpan ActiveTime { get; init; }

    public long TotalMicros { get; init; }

    /// <summary>The total when the last answer completed: cost increments count from here.</summary>
    public long TotalAtLastAnswer { get; init; }

    /// <summary>1 to 5; null before the owner rated it.</summary>
    public int? Rating { get; init; }

    public string? RatingComment { get; init; }

    public bool RatingShowsName { get; init; }

    public int Turns { get; init; }

    public int Answers { get; init; }

    /// <summary>Accepted messages without an ending, oldest first.</summary>
    public ImmutableArray<OpenTurn> OpenTurns { get; init; } = [];

    /// <summary>The last turns that were answered, oldest first.</summary>
    public ImmutableArray<ClosedTurn> History { get; init; } = [];

    public int MessageCount => Turns + Answers;

    public bool IsStarted => Snapshot is not null;

    public long ReservedMicros
    {
        get
        {
            var sum = 0L;
            foreach (var turn in OpenTurns) sum += turn.ReservedMicros;
            return sum;
        }
    }

    public OpenTurn? FindOpen(int turn)
    {
        foreach (var open in OpenTurns)
            if (open.Turn == turn) return open;
        return null;
    }

    public ClosedTurn? FindClosed(int turn)
    {
        for (var at = History.Length - 1; at >= 0; at--)
            if (History[at].Turn == turn) return History[at];
        return null;
    }
}

/// <param name="Stored">The part of the answer that is stored already.</param>
internal sealed record OpenTurn(int Turn, Guid MessageId, Guid AnswerId, string Question, long ReservedMicros, long AcceptedSeq, string Stored)
{
    /// <summary>Files that were sent with it; null for none.</summary>
    public ImmutableArray<MessageAttachment>? Attachments { get; init; }
}

internal readonly record struct AcceptedTurn(int Turn, Guid MessageId, Guid AnswerId, long Seq, ulong TextHash);

internal sealed record ClosedTurn(int Turn, string Question, AnswerCompleted Completed)
{
    /// <summary>Files that were sent with its question; null for none.</summary>
    public ImmutableArray<MessageAttachment>? Attachments { get; init; }
}

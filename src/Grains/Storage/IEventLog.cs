namespace Grains.Storage;

/// <summary>
/// The append-only log behind everything that grows. A stream is gap-free: its first event has sequence number 1.
/// An append is one durable transaction that holds its events, the ledger postings that belong to them and the read
/// model rows that are projected from them.
/// </summary>
public interface IEventLog
{
    /// <summary>Where a stream ends; <see cref="StreamHead.Empty"/> where it has no event.</summary>
    Task<StreamHead> GetHeadAsync(string stream, CancellationToken cancel);

    /// <summary>Events after a sequence number, in order, at most the slice's limit; only of its types where any are named.</summary>
    Task<IReadOnlyList<LoggedEvent>> ReadAsync(StreamSlice slice, CancellationToken cancel);

    /// <summary>
    /// Appends, or says why not; nothing is half done. Completes when the transaction is on disk. A repeated append whose events
    /// carry operation ids is told that it is a duplicate, however far the stream has moved on since; without ids it is a conflict.
    /// A posting that was posted before with the same content is skipped and does not stand in the way of new events.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome may be unknown: repeat it.</exception>
    /// <exception cref="StorageBusyException">Not started: repeat it later.</exception>
    Task<AppendResult> AppendAsync(LogAppend append, CancellationToken cancel);

    /// <summary>Streams that start with a prefix and whose last append left them in need of recovery, in key order.</summary>
    Task<IReadOnlyList<string>> ListUnfinishedAsync(string prefix, string after, int limit, CancellationToken cancel);
}

/// <param name="Seq">The last sequence number; 0 for an empty stream.</param>
/// <param name="Epoch">The epoch of the last append; a writer uses a higher one, and older writers lose.</param>
public readonly record struct StreamHead(long Seq, long Epoch)
{
    public static StreamHead Empty => default;
}

/// <param name="Limit">1 to 10,000.</param>
/// <param name="Offset">Events to pass over after the filter; 0 or more.</param>
/// <param name="Types">Only these event types; empty for all.</param>
public sealed record StreamSlice(string Stream, long After, int Limit, int Offset = 0, params IReadOnlyList<string> Types)
{
    /// <summary>Read from the newest event backwards. The answer is still newest first.</summary>
    public bool Backwards { get; init; }
}

/// <param name="Data">UTF-8 JSON.</param>
public sealed record LoggedEvent(string Stream, long Seq, long Epoch, string Type, DateTimeOffset At, ReadOnlyMemory<byte> Data);

/// <param name="Type">Stable name such as <c>chat.message-accepted</c>.</param>
/// <param name="Data">UTF-8 JSON.</param>
/// <param name="OperationId">
/// Unique in its stream where given: a second append with it is refused whole as a duplicate. It names what it belongs to, so that it
/// never occurs in two streams; whether a second one is refused there as well is up to the database.
/// </param>
public sealed record NewEvent(string Type, ReadOnlyMemory<byte> Data, string? OperationId = null);

/// <param name="ExpectedSeq">The sequence number that the writer saw last; another one in storage is a conflict.</param>
/// <param name="Epoch">At least the stored epoch, or the append is a conflict.</param>
/// <param name="At">The time of the events.</param>
public sealed record LogAppend(string Stream, long ExpectedSeq, long Epoch, DateTimeOffset At, IReadOnlyList<NewEvent> Events)
{
    public IReadOnlyList<Posting> Postings { get; init; } = [];

    /// <summary>Demand that the epoch is higher than the stored one, so that of two writers with the same one only the first gets it.</summary>
    public bool TakesEpoch { get; init; }

    /// <summary>Whether something must be picked up if the process dies after this append; kept with the stream.</summary>
    public bool Unfinished { get; init; }
}

public enum AppendStatus
{
    Appended,

    /// <summary>Another writer has the stream: re-read before deciding again.</summary>
    Conflict,

    /// <summary>An operation id of the events was seen before, or one of the postings with other content.</summary>
    DuplicateOperation,

    /// <summary>A posting would have overdrawn its account.</summary>
    InsufficientFunds,
}

public readonly record struct AppendResult(AppendStatus Status, StreamHead Head);

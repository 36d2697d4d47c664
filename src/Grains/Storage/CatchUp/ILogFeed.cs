namespace Grains.Storage.CatchUp;

/// <summary>The events of all streams in commit order, each under its position: numbers that grow, with gaps.</summary>
internal interface ILogFeed
{
    /// <summary>The position of the last event. Nothing is committed at or below it any more.</summary>
    Task<long> GetEndAsync(CancellationToken cancel);

    /// <summary>The first events of a stretch, at most the slice's limit.</summary>
    Task<IReadOnlyList<PositionedEvent>> ReadAsync(FeedSlice slice, CancellationToken cancel);
}

/// <param name="After">A position; 0 for the beginning.</param>
/// <param name="UpTo">A position that <see cref="ILogFeed.GetEndAsync"/> gave, or one below it.</param>
/// <param name="Limit">1 to 10,000.</param>
/// <param name="Types">At least one.</param>
internal sealed record FeedSlice(long After, long UpTo, int Limit, IReadOnlyList<string> Types);

internal readonly record struct PositionedEvent(long Position, LoggedEvent Logged);

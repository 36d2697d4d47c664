namespace Grains.Storage.CatchUp;

/// <summary>
/// Keeps rows of the read model that follow the log at a distance: in batches, after the commit, each event once and in commit order
/// over all streams. For what follows events of the hot path, which pays nothing for it; whoever reads the rows asks
/// <see cref="IReadModel"/> to catch up first.
/// </summary>
internal interface ICatchUpProjection
{
    /// <summary>Stable name; with <see cref="Version"/> it decides whether the tables are rebuilt.</summary>
    string Name { get; }

    /// <summary>A higher one than the stored one rebuilds the tables; a process with a lower one leaves them alone.</summary>
    int Version { get; }

    /// <summary>The event types that it wants; at least one.</summary>
    IReadOnlyList<string> Types { get; }

    /// <summary>Drops what it has and makes its tables anew.</summary>
    void Reset(IReadModelWriter rows);

    /// <summary>
    /// Adds events to the rows, in the transaction that also moves its place in the log. Pure SQL over its own tables, which it only
    /// writes; it may be called again with the same events where the transaction was lost, so it keeps nothing in memory, and it never
    /// fails on an event it knows.
    /// </summary>
    /// <param name="batch">In commit order, at least one.</param>
    void Apply(IReadModelWriter rows, IReadOnlyList<LoggedEvent> batch);
}

namespace Grains.Storage;

/// <summary>
/// Keeps rows of the read model in step with the log: applied in the transaction of the append, in commit order over all
/// streams, and again from the first event, in the same order, when the read model is rebuilt. Pure SQL over its own tables,
/// which it only writes; never fails on an event it knows.
/// </summary>
internal interface IProjection
{
    /// <summary>Stable name; with <see cref="Version"/> it decides whether the tables are rebuilt at start.</summary>
    string Name { get; }

    int Version { get; }

    /// <summary>The event types that it wants.</summary>
    IReadOnlyList<string> Types { get; }

    /// <summary>Drops what it has and makes its tables anew.</summary>
    void Reset(IReadModelWriter rows);

    void Apply(IReadModelWriter rows, LoggedEvent logged);
}

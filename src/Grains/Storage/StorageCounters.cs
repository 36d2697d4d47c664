namespace Grains.Storage;

/// <summary>What the storage has done since it was opened; each figure only grows.</summary>
public sealed class StorageCounters
{
    private long reads;
    private long writes;
    private long commits;
    private long rows;

    /// <summary>Read works that ran.</summary>
    public long Reads => Volatile.Read(ref reads);

    /// <summary>Write works that are durable.</summary>
    public long Writes => Volatile.Read(ref writes);

    /// <summary>Transactions that made them durable.</summary>
    public long Commits => Volatile.Read(ref commits);

    /// <summary>Table rows that those transactions inserted, updated or deleted.</summary>
    public long Rows => Volatile.Read(ref rows);

    internal void CountRead() => Interlocked.Increment(ref reads);

    internal void CountCommit(int works, long changedRows)
    {
        Interlocked.Add(ref writes, works);
        Interlocked.Add(ref rows, changedRows);
        Interlocked.Increment(ref commits);
    }
}

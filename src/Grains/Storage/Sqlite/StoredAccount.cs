namespace Grains.Storage.Sqlite;

/// <summary>An account as the writer has left it, or will have when it commits.</summary>
internal sealed class StoredAccount(long id, long balance, long version, long lastEntry)
{
    public long Id => id;

    public long Balance { get; set; } = balance;

    public long Version { get; set; } = version;

    /// <summary>The number of the last entry that moved it; 0 before the first.</summary>
    public long LastEntry { get; set; } = lastEntry;

    /// <summary>Whether it is still to be written.</summary>
    public bool IsChanged { get; set; }
}

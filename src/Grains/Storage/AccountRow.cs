namespace Grains.Storage;

/// <summary>An account while postings are planned; its version counts the entries that moved it.</summary>
internal sealed class AccountRow(string name, long? id = null, long balance = 0, long version = 0)
{
    public string Name => name;

    /// <summary>Null until it is stored.</summary>
    public long? Id { get; set; } = id;

    public long Balance { get; private set; } = balance;

    public long Version { get; private set; } = version;

    public bool Changed { get; private set; }

    /// <exception cref="OverflowException">The balance would leave the range of 64 bits.</exception>
    public void Move(long micros)
    {
        Balance = checked(Balance + micros);
        Version++;
        Changed = true;
    }
}

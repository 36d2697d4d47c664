namespace Grains.Accounts;

/// <summary>Secret keys that all processes on one storage use, kept in it. Registered only where processes share a storage.</summary>
public interface ISharedKeys
{
    /// <summary>All keys as base64 by their names. Where there is none yet, the one that is given becomes the first, for everyone.</summary>
    Task<IReadOnlyDictionary<string, string>> ListAsync(string firstName, string firstSecret, CancellationToken cancel);
}

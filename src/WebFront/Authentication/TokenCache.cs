using System.Collections.Concurrent;

namespace WebFront.Authentication;

/// <summary>
/// Verified tokens by their text, bounded: two generations, of which the older is dropped when the younger is full. A token
/// in use moves to the younger, so what is dropped was not used lately.
/// </summary>
internal sealed class TokenCache(int capacity)
{
    private readonly Lock turning = new();
    private readonly int half = Math.Max(1, capacity / 2);
    private volatile ConcurrentDictionary<string, AccessToken> young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, AccessToken> old = new(StringComparer.Ordinal);
    private int added;

    public AccessToken? Find(string text)
    {
        if (young.TryGetValue(text, out var token)) return token;
        if (!old.TryGetValue(text, out token)) return null;
        Add(text, token);
        return token;
    }

    public void Add(string text, AccessToken token)
    {
        if (!young.TryAdd(text, token) || Interlocked.Increment(ref added) < half) return;
        lock (turning)
        {
            if (added < half) return;
            old = young;
            young = new ConcurrentDictionary<string, AccessToken>(StringComparer.Ordinal);
            added = 0;
        }
    }
}

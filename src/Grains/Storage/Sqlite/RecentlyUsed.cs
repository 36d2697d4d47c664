namespace Grains.Storage.Sqlite;

/// <summary>Values by name, of which those are kept that were used since the last trim but one. Not for several threads.</summary>
/// <param name="capacity">A trim takes place once this many were used since the last one.</param>
internal sealed class RecentlyUsed<T>(int capacity)
    where T : class
{
    private Dictionary<string, T> young = new(StringComparer.Ordinal);
    private Dictionary<string, T> old = new(StringComparer.Ordinal);

    public T? Find(string name)
    {
        if (young.TryGetValue(name, out var value)) return value;
        if (old.Remove(name, out value)) young.Add(name, value);
        return value;
    }

    public void Add(string name, T value) => young.Add(name, value);

    public void Trim()
    {
        if (young.Count < capacity) return;
        old.Clear();
        (young, old) = (old, young);
    }

    public void Clear()
    {
        young.Clear();
        old.Clear();
    }
}

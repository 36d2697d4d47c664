using System.Collections.Concurrent;
using Grains.Providers.Embeddings;
using Microsoft.Extensions.Options;

namespace Grains.Knowledge;

/// <summary>
/// The indexes that a silo holds in memory, one per clone. A newer version is built from the older one: only documents that
/// changed are read.
/// </summary>
internal sealed class KnowledgeIndexCache(IKnowledgeStore store, EmbeddingModels models, IOptions<KnowledgeOptions> options)
{
    private readonly long capacity = (long)options.Value.IndexMegabytes << 20;
    private readonly ConcurrentDictionary<Guid, Entry> entries = new();
    private long uses;

    /// <summary>The clone's index, at least as new as a version.</summary>
    public async Task<LoadedIndex> GetAsync(Guid cloneId, long version, CancellationToken cancel)
    {
        var entry = entries.GetOrAdd(cloneId, static _ => new Entry());
        entry.LastUse = Interlocked.Increment(ref uses);
        if (entry.Current is { } current && current.Index.Version >= version)
            return current;

        await entry.Loading.WaitAsync(cancel);
        try
        {
            if (entry.Current is not { } loaded || loaded.Index.Version < version)
            {
                loaded = await LoadAsync(cloneId, entry.Current, cancel);
                entry.Current = loaded;
                Trim(cloneId);
            }

            return loaded;
        }
        finally
        {
            entry.Loading.Release();
        }
    }

    private async Task<LoadedIndex> LoadAsync(Guid cloneId, LoadedIndex? older, CancellationToken cancel)
    {
        var known = older?.Parts.ToDictionary(static part => part.DocumentId, static part => part.Generation) ?? [];
        var stored = await store.LoadIndexAsync(cloneId, known, cancel);
        var kept = older?.Parts.ToDictionary(static part => part.DocumentId) ?? [];
        var parts = stored.Documents
            .Select(document => stored.Chunks.TryGetValue(document.DocumentId, out var chunks)
                ? IndexPart.Of(document, chunks)
                : kept[document.DocumentId])
            .ToList();
        return LoadedIndex.Of(stored.Version, parts, models);
    }

    private void Trim(Guid inUse)
    {
        var total = entries.Values.Sum(static entry => entry.Current?.Bytes ?? 0);
        foreach (var (cloneId, entry) in entries.OrderBy(static pair => pair.Value.LastUse))
        {
            if (total <= capacity)
                return;
            if (cloneId == inUse || !entries.TryRemove(cloneId, out _))
                continue;
            total -= entry.Current?.Bytes ?? 0;
        }
    }

    private sealed class Entry
    {
        private LoadedIndex? current;
        private long lastUse;

        public SemaphoreSlim Loading { get; } = new(1);

        public LoadedIndex? Current
        {
            get => Volatile.Read(ref current);
            set => Volatile.Write(ref current, value);
        }

        public long LastUse
        {
            get => Volatile.Read(ref lastUse);
            set => Volatile.Write(ref lastUse, value);
        }
    }
}

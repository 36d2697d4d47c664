using System.Text.Json;
using Grains.Storage;

namespace Grains.Clones;

/// <summary>A clone's stream: every event holds the whole state, so the last one is all that is read.</summary>
internal sealed class CloneLog(IEventLog log)
{
    public const string StreamPrefix = "clone-";
    public const string SavedEvent = "clones.saved";

    /// <summary>A stored clone, or <see cref="StoredClone.None"/>; a deleted one still has its state.</summary>
    public async Task<StoredClone> ReadAsync(Guid cloneId, CancellationToken cancel)
    {
        var last = await log.ReadAsync(new StreamSlice(StreamOf(cloneId), 0, 1) { Backwards = true }, cancel);
        return last.Count == 0
            ? StoredClone.None
            : new StoredClone(Parse(last[0].Data), new StreamHead(last[0].Seq, last[0].Epoch));
    }

    /// <summary>Appends the next state; null where another writer was first.</summary>
    /// <param name="unfinished">Whether something must be done after this that a crash would lose.</param>
    public async Task<StoredClone?> SaveAsync(StoredClone stored, CloneState next, DateTimeOffset at, bool unfinished, CancellationToken cancel)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(next, StorageJson.Options);
        var append = new LogAppend(StreamOf(next.CloneId), stored.Head.Seq, stored.Head.Epoch, at, [new NewEvent(SavedEvent, data)])
        {
            Unfinished = unfinished,
        };
        var result = await log.AppendAsync(append, cancel);
        return result.Status switch
        {
            AppendStatus.Appended => new StoredClone(next, result.Head),
            AppendStatus.Conflict => null,
            var other => throw new InvalidOperationException($"Saving a clone was answered {other}."),
        };
    }

    /// <summary>Clones whose last change has something left to do, in id order after a given one.</summary>
    public async Task<IReadOnlyList<Guid>> ListUnfinishedAsync(Guid? after, int limit, CancellationToken cancel)
    {
        var streams = await log.ListUnfinishedAsync(StreamPrefix, after is { } id ? StreamOf(id) : "", limit, cancel);
        return [.. streams.Select(static stream => Guid.ParseExact(stream.AsSpan(StreamPrefix.Length), "N"))];
    }

    public static CloneState Parse(ReadOnlyMemory<byte> data) =>
        JsonSerializer.Deserialize<CloneState>(data.Span, StorageJson.Options)
        ?? throw new InvalidOperationException("A clone's event holds no state.");

    public static string StreamOf(Guid cloneId) => $"{StreamPrefix}{cloneId:N}";
}

/// <param name="State">Null where the clone never was.</param>
internal readonly record struct StoredClone(CloneState? State, StreamHead Head)
{
    public static StoredClone None => default;

    /// <summary>The clone, if it is there and not deleted.</summary>
    public CloneState? Alive => State is { Deleted: false } ? State : null;

    public long Version => Head.Seq;
}

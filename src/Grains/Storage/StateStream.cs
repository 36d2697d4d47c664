using System.Text.Json;

namespace Grains.Storage;

/// <summary>
/// Streams whose every event holds the whole state, so the last one is all that is read. What their states held before can be
/// forgotten for good, unlike anything else in the log: it is a person's to take back.
/// </summary>
/// <param name="type">The one event type.</param>
internal sealed class StateStream<T>(IEventLog log, IDatabase database, string type)
    where T : class
{
    private const string Overwrite =
        "UPDATE events SET data = ? WHERE stream = (SELECT id FROM streams WHERE name = ?) AND type = ? AND seq <= ?";

    public async Task<StoredState<T>> ReadAsync(string stream, CancellationToken cancel)
    {
        var last = await log.ReadAsync(new StreamSlice(stream, 0, 1, 0, type) { Backwards = true }, cancel);
        return last.Count == 0 ? default : new StoredState<T>(Parse(last[0].Data), new StreamHead(last[0].Seq, last[0].Epoch));
    }

    /// <summary>Appends the next state; null where another writer was first: read again before deciding again.</summary>
    public async Task<StoredState<T>?> SaveAsync(string stream, StoredState<T> stored, T next, DateTimeOffset at, CancellationToken cancel)
    {
        var append = new LogAppend(stream, stored.Head.Seq, stored.Head.Epoch, at, [new NewEvent(type, Print(next))]);
        var result = await log.AppendAsync(append, cancel);
        return result.Status switch
        {
            AppendStatus.Appended => new StoredState<T>(next, result.Head),
            AppendStatus.Conflict => null,
            var other => throw new InvalidOperationException($"Saving {stream} was answered {other}."),
        };
    }

    /// <summary>Puts a state in the place of every earlier one up to a number, so that nothing they held is left. Repeating it is safe.</summary>
    public Task ForgetAsync(string stream, T state, long upTo, CancellationToken cancel) =>
        database.ExecuteAsync(Overwrite, [Print(state), stream, type, upTo], cancel);

    public static T Parse(ReadOnlyMemory<byte> data) =>
        JsonSerializer.Deserialize<T>(data.Span, StorageJson.Options) ?? throw new InvalidOperationException("The event holds no state.");

    private static byte[] Print(T state) => JsonSerializer.SerializeToUtf8Bytes(state, StorageJson.Options);
}

/// <param name="State">Null where nothing was ever saved.</param>
internal readonly record struct StoredState<T>(T? State, StreamHead Head)
    where T : class;

using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Tests.Harness;

/// <summary>Grain storage in memory, with versions, that counts what it does and can be told to fail.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string, GrainId), (object? State, int Version)> records = [];

    public int Reads { get; private set; }

    public int Writes { get; private set; }

    /// <summary>Thrown by the next operation, once.</summary>
    public Exception? NextFailure { get; set; }

    /// <summary>Awaited by every write before it happens.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (gate)
        {
            Fail();
            Reads++;
            grainState.RecordExists = records.TryGetValue((stateName, grainId), out var record);
            grainState.State = grainState.RecordExists ? (T?)record.State : Activator.CreateInstance<T>();
            grainState.ETag = grainState.RecordExists ? Text(record.Version) : null;
            return Task.CompletedTask;
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (BeforeWrite is { } before)
            await before();
        lock (gate)
        {
            Fail();
            Writes++;
            var key = (stateName, grainId);
            var version = Match(key, grainState.ETag);
            records[key] = (grainState.State, version + 1);
            grainState.ETag = Text(version + 1);
            grainState.RecordExists = true;
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (gate)
        {
            Fail();
            Match((stateName, grainId), grainState.ETag);
            records.Remove((stateName, grainId));
            grainState.State = Activator.CreateInstance<T>();
            grainState.ETag = null;
            grainState.RecordExists = false;
            return Task.CompletedTask;
        }
    }

    /// <summary>Someone else writes the record.</summary>
    public void Overwrite<T>(string stateName, GrainId grainId, T state)
    {
        lock (gate)
            records[(stateName, grainId)] = (state, records.GetValueOrDefault((stateName, grainId)).Version + 1);
    }

    private int Match((string, GrainId) key, string? etag)
    {
        var version = records.TryGetValue(key, out var record) ? record.Version : 0;
        if ((etag is null ? 0 : int.Parse(etag, CultureInfo.InvariantCulture)) != version)
            throw new InconsistentStateException("Version conflict.", Text(version), etag);
        return version;
    }

    private void Fail()
    {
        if (NextFailure is not { } failure)
            return;
        NextFailure = null;
        throw failure;
    }

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);
}

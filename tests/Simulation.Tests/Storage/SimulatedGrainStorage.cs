using System.Runtime.CompilerServices;
using System.Text.Json;
using Grains.Storage;
using Orleans.Storage;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Storage;

/// <summary>The grain states of one process on the disk, as the JSON that is stored for real.</summary>
internal sealed class SimulatedGrainStorage(Process process, Disk disk) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (grainId.ToString(), stateName);
        var stored = await disk.ReadAsync(
            process, "state", book => book.States.TryGetValue(key, out var row) ? (row.Version, row.Data) : ((long Version, byte[] Data)?)null, default);
        grainState.State = stored is null ? New<T>() : JsonSerializer.Deserialize<T>(stored.Value.Data, StorageJson.Options)!;
        grainState.ETag = Book.Text(stored?.Version);
        grainState.RecordExists = stored is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(grainState.State, StorageJson.Options);
        var expected = grainState.ETag;
        var version = await disk.WriteAsync(process, $"state {stateName}", book => book.Replace((grainId.ToString(), stateName), expected, data), default);
        grainState.ETag = Book.Text(version);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var expected = grainState.ETag;
        await disk.WriteAsync(process, $"clear {stateName}", book => book.Replace((grainId.ToString(), stateName), expected, null), default);
        grainState.State = New<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static T New<T>() => typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<T>()
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}

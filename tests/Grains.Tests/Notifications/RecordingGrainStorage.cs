using System.Collections.Concurrent;
using Orleans.Storage;

namespace Grains.Tests.Notifications;

/// <summary>Notes which states are read and written, in order.</summary>
internal sealed class RecordingGrainStorage(IGrainStorage inner) : IGrainStorage
{
    public ConcurrentQueue<string> Works { get; } = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Works.Enqueue($"read {stateName}");
        return inner.ReadStateAsync(stateName, grainId, grainState);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Works.Enqueue($"write {stateName}");
        return inner.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Works.Enqueue($"clear {stateName}");
        return inner.ClearStateAsync(stateName, grainId, grainState);
    }
}

using Orleans.Storage;

namespace Grains.Tests.Accounts;

/// <summary>Grain storage in which the writes of one state fail while the test says so, as if the process had died before them.</summary>
internal sealed class FaultyGrainStorage(IGrainStorage storage) : IGrainStorage
{
    /// <summary>The state whose writes fail; null for none.</summary>
    public string? Failing { get; set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        stateName == Failing ? throw new IOException("The test says so.") : storage.WriteStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ClearStateAsync(stateName, grainId, grainState);
}

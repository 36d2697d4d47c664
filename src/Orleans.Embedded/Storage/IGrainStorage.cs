using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Stores the state of grains.</summary>
public interface IGrainStorage
{
    /// <summary>Reads a record into <paramref name="grainState"/>; where there is none, RecordExists is false and State a new T.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Writes a record if its version is still that of <paramref name="grainState"/>, which gets the new one.</summary>
    /// <exception cref="InconsistentStateException">The record has another version.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Removes a record if its version is still that of <paramref name="grainState"/>.</summary>
    /// <exception cref="InconsistentStateException">The record has another version.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}

using System.Text.Json;
using Grains.Storage;
using Orleans.Storage;

namespace Silo.Engines.Clustering;

/// <summary>
/// States in the JSON that all storages of the product write: without names of types, so that code can move, and readable by older
/// and newer versions of it.
/// </summary>
internal sealed class StateJson : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T input) => new(JsonSerializer.SerializeToUtf8Bytes(input, StorageJson.Options));

    public T Deserialize<T>(BinaryData input) =>
        JsonSerializer.Deserialize<T>(input.ToMemory().Span, StorageJson.Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");
}

using Grains.Storage;

namespace Simulation.Tests.Hosting;

/// <summary>Files, of which the simulation has none.</summary>
internal sealed class NoBlobs : IBlobStore
{
    public static NoBlobs Instance { get; } = new();

    public Task<long> PutAsync(string name, Stream content, long limit, CancellationToken cancel) => throw new NotSupportedException("The simulation has no files.");

    public Task<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancel) => Task.FromResult<ReadOnlyMemory<byte>?>(null);

    public Task DeleteAsync(string name, CancellationToken cancel) => Task.CompletedTask;
}

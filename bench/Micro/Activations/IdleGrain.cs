namespace Micro.Activations;

[Alias("bench.idle")]
public interface IIdleGrain : IGrainWithGuidKey
{
    [Alias("touch")]
    Task TouchAsync(CancellationToken cancel);
}

/// <summary>A grain without fields: what remains is the engine's own memory.</summary>
internal sealed class IdleGrain : Grain, IIdleGrain
{
    public Task TouchAsync(CancellationToken cancel) => Task.CompletedTask;
}

namespace Micro.Asks;

[Alias("bench.echo")]
public interface IEchoGrain : IGrainWithIntegerKey
{
    [Alias("echo")]
    Task<int> EchoAsync(int value, CancellationToken cancel);

    /// <summary>Items that are ready at once.</summary>
    [Alias("count")]
    IAsyncEnumerable<int> CountAsync(int items, CancellationToken cancel);

    /// <summary>Items of which each is awaited.</summary>
    [Alias("yield")]
    IAsyncEnumerable<int> YieldAsync(int items, CancellationToken cancel);
}

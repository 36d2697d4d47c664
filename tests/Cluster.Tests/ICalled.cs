using Grains.Outcomes;

namespace Cluster.Tests;

/// <summary>Says on which silo it is.</summary>
[Alias("cluster-tests.called")]
public interface ICalled : IGrainWithStringKey
{
    [Alias("read"), Repeatable]
    Task<string> ReadAsync(CancellationToken cancel);

    [Alias("change")]
    Task<string> ChangeAsync(CancellationToken cancel);
}

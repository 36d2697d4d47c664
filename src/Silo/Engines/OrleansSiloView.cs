using Grains.Operations;

namespace Silo.Engines;

/// <summary>What Orleans tells about all silos of the cluster: activations by type. Queues and turns are in its metrics and logs.</summary>
internal sealed class OrleansSiloView(IGrainFactory grains) : ISiloView
{
    public async Task<SiloSnapshot> ReadAsync(CancellationToken cancel)
    {
        var statistics = await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics().WaitAsync(cancel);
        var types = statistics
            .GroupBy(statistic => statistic.GrainType, statistic => statistic.ActivationCount)
            .Select(type => new GrainTypeLoad(type.Key, type.Sum(), Running: null, Waiting: null, LongestQueue: null))
            .OrderByDescending(type => type.Activations).ThenBy(type => type.Type, StringComparer.Ordinal);
        return new SiloSnapshot([.. types], Busiest: null, Oldest: null, SlowTurns: null);
    }
}

using Grains.Clones;
using Grains.Outcomes;
using Grains.Storage.CatchUp;
using Orleans.Concurrency;

namespace Grains.Chat.RagMetrics;

[StatelessWorker]
internal sealed class RagMetricsGrain(RagUsage usage, IReadModel readModel) : Grain, IRagMetricsGrain
{
    private const string KeyPrefix = "rag-metrics-";

    private Guid CloneId => Guid.ParseExact(this.GetPrimaryKeyString().AsSpan(KeyPrefix.Length), "N");

    public async Task<Outcome<RagMetricsView>> GetAsync(Guid userId, CancellationToken cancel)
    {
        if ((await GrainFactory.Clone(CloneId).GetAsync(userId, cancel)).IsRefused(out var refusal, out _))
            return refusal;

        await readModel.CatchUpAsync(cancel);
        return await usage.MeasureAsync(CloneId, cancel);
    }
}

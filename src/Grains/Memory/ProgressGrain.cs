using Grains.Storage;
using Orleans.Concurrency;

namespace Grains.Memory;

[StatelessWorker]
internal sealed class ProgressGrain(IDatabase database) : Grain, IProgressGrain
{
    public Task<ProgressView> GetAsync(Guid userId, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancel) =>
        database.ReadAsync(sql => ProgressReader.ReadAsync(sql, userId, from, to), cancel);
}

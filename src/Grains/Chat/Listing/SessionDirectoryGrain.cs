using Grains.Storage.CatchUp;
using Orleans.Concurrency;

namespace Grains.Chat.Listing;

[StatelessWorker]
internal sealed class SessionDirectoryGrain(SessionDirectory directory, IReadModel readModel) : Grain, ISessionDirectoryGrain
{
    public async Task<SessionHistoryView> ListHistoryAsync(ListSessionHistory query, CancellationToken cancel)
    {
        await readModel.CatchUpAsync(cancel);
        return await directory.ListHistoryAsync(query, cancel);
    }
}

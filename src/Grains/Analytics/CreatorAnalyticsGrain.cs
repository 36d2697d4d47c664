using Grains.Analytics.Topics;
using Grains.Chat.Listing;
using Grains.Storage;
using Grains.Storage.CatchUp;
using Orleans.Concurrency;

namespace Grains.Analytics;

[StatelessWorker]
internal sealed class CreatorAnalyticsGrain(IDatabase database, IReadModel readModel, TopicReader topics, TimeProvider clock)
    : Grain, ICreatorAnalyticsGrain
{
    public async Task<CreatorDashboardView> GetDashboardAsync(GetCreatorDashboard query, CancellationToken cancel)
    {
        var thisMonth = Calendar.MonthOf(clock.GetUtcNow());
        await readModel.CatchUpAsync(cancel);
        return await database.ReadAsync(
            async sql =>
            {
                var rows = new CreatorRows(sql, query.CreatorId, null);
                return new CreatorDashboardView(await rows.TotalsAsync(thisMonth), [.. await rows.MonthsAsync(thisMonth - query.Months + 1, thisMonth)]);
            },
            cancel);
    }

    public async Task<CloneAnalyticsView> GetCloneAsync(GetCloneAnalytics query, CancellationToken cancel)
    {
        var thisMonth = Calendar.MonthOf(clock.GetUtcNow());
        await readModel.CatchUpAsync(cancel);
        var (totals, months, spoken) = await database.ReadAsync(
            async sql =>
            {
                var rows = new CreatorRows(sql, query.CreatorId, query.CloneId);
                return (
                    await rows.TotalsAsync(thisMonth),
                    await rows.MonthsAsync(thisMonth - query.Months + 1, thisMonth),
                    await rows.SpokenAsync(TopicReader.MaxSessions));
            },
            cancel);
        return new CloneAnalyticsView(totals, [.. months], [.. await topics.FindAsync(spoken, cancel)]);
    }
}

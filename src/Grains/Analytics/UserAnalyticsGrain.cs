using Grains.Memory;
using Grains.Storage;
using Grains.Storage.CatchUp;
using Orleans.Concurrency;

namespace Grains.Analytics;

[StatelessWorker]
internal sealed class UserAnalyticsGrain(IDatabase database, IReadModel readModel, TimeProvider clock) : Grain, IUserAnalyticsGrain
{
    private const int MaxFavorites = 5;

    public async Task<UserDashboardView> GetDashboardAsync(GetUserDashboard query, CancellationToken cancel)
    {
        var period = Period.Until(clock.GetUtcNow(), query.Days);
        var budget = await GrainFactory.UserBudget(query.UserId).GetAsync(cancel);
        await readModel.CatchUpAsync(cancel);
        return await database.ReadAsync(
            async sql =>
            {
                var rows = new UserRows(sql, query.UserId);
                var usage = await rows.ExpertsAsync(period);
                return new UserDashboardView(
                    period.From,
                    await rows.TotalsAsync(period),
                    await rows.CountAsync(period.ThisMonth),
                    await rows.SpentAsync(period),
                    Budget(budget, await rows.SpentAsync(period.ThisMonth)),
                    [.. usage.Where(static expert => expert.Sessions > 0).Take(MaxFavorites)],
                    [.. await rows.CategoriesAsync(period)],
                    await ProgressReader.ReadAsync(sql, query.UserId, period.From, period.End));
            },
            cancel);
    }

    public async Task<SessionAnalyticsView> GetSessionsAsync(GetSessionAnalytics query, CancellationToken cancel)
    {
        var period = Period.Until(clock.GetUtcNow(), query.Days);
        await readModel.CatchUpAsync(cancel);
        return await database.ReadAsync(
            async sql =>
            {
                var rows = new UserRows(sql, query.UserId);
                var days = await rows.DaysAsync(period);
                return new SessionAnalyticsView(
                    period.From,
                    await rows.TotalsAsync(period),
                    await rows.SpentAsync(period),
                    [.. SessionSeries.Of(days, period, query.Step)],
                    [.. await rows.TypesAsync(period)],
                    [.. await rows.StatusesAsync(period)],
                    [.. await rows.RatingsAsync(period)]);
            },
            cancel);
    }

    public async Task<ExpertUsageListView> ListExpertsAsync(ListExpertUsage query, CancellationToken cancel)
    {
        var period = Period.Until(clock.GetUtcNow(), query.Days);
        await readModel.CatchUpAsync(cancel);
        var usage = await database.ReadAsync(sql => new UserRows(sql, query.UserId).ExpertsAsync(period), cancel);
        return new ExpertUsageListView(
            period.From,
            [.. usage.Skip((query.Page - 1) * query.Limit).Take(query.Limit)],
            usage.Count,
            usage.Sum(static expert => expert.SpentMicros));
    }

    public async Task<BudgetView> GetBudgetAsync(Guid userId, CancellationToken cancel)
    {
        var period = Period.Until(clock.GetUtcNow(), 1);
        var budget = await GrainFactory.UserBudget(userId).GetAsync(cancel);
        await readModel.CatchUpAsync(cancel);
        return Budget(budget, await database.ReadAsync(sql => new UserRows(sql, userId).SpentAsync(period.ThisMonth), cancel));
    }

    private static BudgetView Budget(long? monthly, long spent) => new(monthly, spent, BudgetRule.Of(monthly, spent));
}

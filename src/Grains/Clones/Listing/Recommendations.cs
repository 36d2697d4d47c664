using System.Collections.Immutable;
using Grains.Chat.Prompts;
using Grains.Storage;
using Grains.Storage.CatchUp;

namespace Grains.Clones.Listing;

/// <summary>
/// Experts for one user. Candidates are the best of all, the best of the categories talked about, and the best of expertise areas
/// talked about, and those that searches for the words of goals find. Each is worth 3 × the share of a goal's words it was found by, 2.5 ×
/// its best area's weight beside the weightiest of all, 1.5 × its category's share of the interest, and 1 × its score; what weighs most is the reason. The user's
/// own clones are left out; experts known already come last, but for those the user minded.
/// </summary>
internal sealed class Recommendations(IDatabase database, IReadModel readModel, IEnumerable<IUserGoals> goals, TimeProvider clock)
{
    private const int MaxLimit = 100;
    private const int Candidates = 30;
    private const int Found = 10;
    private const int MaxCategories = 3;
    private const int MaxAreas = 5;
    private const int MaxGoals = 3;
    private const int MaxGoalWords = 4;
    private const double GoalWeight = 3;
    private const double AreaWeight = 2.5;
    private const double CategoryWeight = 1.5;

    public async Task<ImmutableArray<RecommendedExpert>> ForAsync(RecommendExperts query, CancellationToken cancel)
    {
        var aims = new List<string>();
        foreach (var source in goals) aims.AddRange(await source.ListAsync(query.UserId, cancel));
        await readModel.TryCatchUpAsync(cancel);
        var now = clock.GetUtcNow();
        return await database.ReadAsync(sql => RecommendAsync(sql, query, aims, now), cancel);
    }

    private static async ValueTask<ImmutableArray<RecommendedExpert>> RecommendAsync(ISql sql, RecommendExperts query, List<string> aims, DateTimeOffset now)
    {
        var interests = await Interests.OfAsync(sql, query.UserId, now);
        if (interests.Known.Count == 0 && aims.Count == 0) return await ForNewcomerAsync(sql, query, now);

        var rows = new Dictionary<Guid, ExpertRow>();
        Add(rows, await ExpertQueries.BestAsync(sql, Candidates));
        foreach (var category in interests.BestCategories.Take(MaxCategories)) Add(rows, await ExpertQueries.BestAsync(sql, category, Candidates));
        foreach (var area in interests.BestAreas.Take(MaxAreas)) Add(rows, await ExpertQueries.BestOfAreaAsync(sql, area, Found));
        var fits = await FitAsync(sql, aims.Take(MaxGoals), rows);

        var known = interests.Known.Select(static one => one.CloneId).ToHashSet();
        var all = await ExpertQueries.WithClonesAsync(sql, rows.Values);
        var fresh = all
            .Where(one => one.Clone.OwnerId != query.UserId && !known.Contains(one.Row.CloneId))
            .Select(one => (one.Row, one.Clone, Merit: Weigh(one.Row, one.Clone, interests, fits.GetValueOrDefault(one.Row.CloneId))))
            .OrderByDescending(static one => one.Merit.Worth)
            .ThenByDescending(static one => one.Row.Sessions)
            .ThenBy(static one => one.Row.CloneId)
            .Take(query.Limit)
            .Select(one => new RecommendedExpert(ExpertQueries.View(one.Row, one.Clone, now), one.Merit.Reason, one.Merit.About))
            .ToList();
        if (fresh.Count < query.Limit) fresh.AddRange(await AgainAsync(sql, interests, query.Limit - fresh.Count, now));
        return [.. fresh];
    }

    /// <summary>Of somebody new nothing is known, so it is what everybody is shown.</summary>
    private static async ValueTask<ImmutableArray<RecommendedExpert>> ForNewcomerAsync(ISql sql, RecommendExperts query, DateTimeOffset now)
    {
        var featured = await FeaturedExperts.ChooseAsync(sql, MaxLimit);
        return
        [
            .. featured.Where(one => one.Clone.OwnerId != query.UserId)
                .Take(query.Limit)
                .Select(one => new RecommendedExpert(ExpertQueries.View(one.Row, one.Clone, now), RecommendationReason.Popular, null)),
        ];
    }

    private static (double Worth, RecommendationReason Reason, string? About) Weigh(
        ExpertRow row, CloneState clone, Interests interests, (string Goal, double Share) fit)
    {
        var (area, share) = interests.OfAreas(clone.ExpertiseAreas);
        var category = interests.OfCategory(CategoryCatalog.Id(clone.Category));
        var quality = (row.Score - 1) / 4;
        var (goalWorth, areaWorth, categoryWorth) = (GoalWeight * fit.Share, AreaWeight * share, CategoryWeight * category);
        var (reason, about) = (goalWorth, areaWorth, categoryWorth) switch
        {
            (0, 0, 0) => (RecommendationReason.Popular, null),
            var (g, e, c) when g >= e && g >= c => (RecommendationReason.Goal, fit.Goal),
            var (_, e, c) when e >= c => (RecommendationReason.Expertise, area),
            _ => (RecommendationReason.Category, clone.Category),
        };
        return (goalWorth + areaWorth + categoryWorth + quality, reason, about);
    }

    /// <summary>Experts the user knows already and did not mind.</summary>
    private static async ValueTask<IEnumerable<RecommendedExpert>> AgainAsync(ISql sql, Interests interests, int limit, DateTimeOffset now)
    {
        var again = new List<ExpertRow>();
        foreach (var (id, isMinded) in interests.Known)
        {
            if (again.Count == limit) break;
            if (!isMinded && await ExpertQueries.FindAsync(sql, id) is { } row) again.Add(row);
        }

        var clones = await ExpertQueries.WithClonesAsync(sql, again);
        return clones.Select(one => new RecommendedExpert(ExpertQueries.View(one.Row, one.Clone, now), RecommendationReason.Known, null));
    }

    /// <summary>For each expert that a goal's words find, the goal that fits best, and the share of its words. They become candidates.</summary>
    private static async ValueTask<Dictionary<Guid, (string Goal, double Share)>> FitAsync(
        ISql sql, IEnumerable<string> aims, Dictionary<Guid, ExpertRow> rows)
    {
        var fits = new Dictionary<Guid, (string Goal, double Share)>();
        foreach (var goal in aims)
        {
            var words = Storage.SearchText.Words(goal).Where(static word => !StopWords.Contains(word)).Distinct().Take(MaxGoalWords).ToList();
            var counts = new Dictionary<Guid, int>();
            foreach (var word in words)
            {
                var found = await FindAsync(sql, word);
                Add(rows, found);
                foreach (var row in found) counts[row.CloneId] = counts.GetValueOrDefault(row.CloneId) + 1;
            }

            foreach (var (id, count) in counts)
                if ((double)count / words.Count is var share && share > fits.GetValueOrDefault(id).Share) fits[id] = (goal, share);
        }

        return fits;
    }

    private static async ValueTask<List<ExpertRow>> FindAsync(ISql sql, string text)
    {
        var query = new ListExperts(null, null, null, null, text, ExpertOrder.Relevance, 1, Found);
        return ExpertFilter.Of(sql.Dialect, query) is { } filter ? (await filter.ReadAsync(sql, query.Page, query.Limit)).Rows : [];
    }

    private static void Add(Dictionary<Guid, ExpertRow> rows, List<ExpertRow> more)
    {
        foreach (var row in more) rows.TryAdd(row.CloneId, row);
    }
}

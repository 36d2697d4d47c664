using Grains.Storage;

namespace Grains.Clones.Listing;

/// <summary>The best of all in turns: two of each category, then the next two of each, within a turn by score and sessions.</summary>
internal static class FeaturedExperts
{
    private const int Candidates = 100;
    private const int OfCategory = 2;

    public static async ValueTask<List<(ExpertRow Row, CloneState Clone)>> ChooseAsync(ISql sql, int limit)
    {
        var best = await ExpertQueries.WithClonesAsync(sql, await ExpertQueries.BestAsync(sql, Candidates));
        return
        [
            .. best.GroupBy(static one => CategoryCatalog.Id(one.Clone.Category))
                .SelectMany(static group => group.Select(static (one, place) => (Expert: one, Turn: place / OfCategory)))
                .OrderBy(static entry => entry.Turn)
                .ThenByDescending(static entry => entry.Expert.Row.Score)
                .ThenByDescending(static entry => entry.Expert.Row.Sessions)
                .Take(limit)
                .Select(static entry => entry.Expert),
        ];
    }
}

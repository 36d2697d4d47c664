using Grains.Storage;

namespace Grains.Clones.Listing;

/// <summary>
/// What a user's sessions say of their interests. A session counts the less the longer it is ago (half after 90 days), and by its
/// rating: 5 stars 1.5, 4 stars 1.25, 3 or none 1, 2 stars 0.3, 1 star nothing.
/// </summary>
internal sealed class Interests
{
    private const int MaxSessions = 200;
    private const int MaxClones = 30;
    private const double HalfLifeDays = 90;
    private const int Minded = 3;

    private readonly Dictionary<string, double> categories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> areas = new(StringComparer.OrdinalIgnoreCase);

    private Interests()
    {
    }

    /// <summary>Experts the user has talked with, the most and latest first, and whether the last rating forbids to name them again.</summary>
    public List<(Guid CloneId, bool IsMinded)> Known { get; } = [];

    public IEnumerable<string> BestCategories => Best(categories);

    public IEnumerable<string> BestAreas => Best(areas);

    public static async ValueTask<Interests> OfAsync(ISql sql, Guid userId, DateTimeOffset now)
    {
        var sessions = await sql.QueryAsync(
            "SELECT clone_id, at, rating FROM expert_sessions WHERE user_id = ? ORDER BY at DESC LIMIT ?",
            static row => (CloneId: row.Guid(0), At: row.Time(1), Rating: row.NullableInt32(2)),
            userId,
            MaxSessions);
        var weights = new Dictionary<Guid, double>();
        var minded = new Dictionary<Guid, bool>();
        foreach (var (clone, at, rating) in sessions)
        {
            weights[clone] = weights.GetValueOrDefault(clone) + WeightOf(now - at, rating);
            if (rating is { } stars) minded.TryAdd(clone, stars < Minded);
        }

        var interests = new Interests();
        foreach (var (clone, _) in weights.OrderByDescending(static pair => pair.Value)) interests.Known.Add((clone, minded.GetValueOrDefault(clone)));
        var clones = await ExpertQueries.ClonesAsync(sql, [.. interests.Known.Take(MaxClones).Select(static known => known.CloneId)]);
        foreach (var (id, clone) in clones) interests.Add(clone, weights[id]);
        return interests;
    }

    /// <summary>How much of what was talked about was of this category, 0 to 1.</summary>
    public double OfCategory(string categoryId) => categories.GetValueOrDefault(categoryId) / Math.Max(categories.Values.Sum(), double.Epsilon);

    /// <summary>The expertise area that interests most, and how much beside the one that interests most of all, 0 to 1.</summary>
    public (string? Area, double Weight) OfAreas(IEnumerable<string> some)
    {
        var best = some.MaxBy(area => areas.GetValueOrDefault(area));
        var weight = best is null ? 0 : areas.GetValueOrDefault(best);
        return weight > 0 ? (best, weight / areas.Values.Max()) : (null, 0);
    }

    private static double WeightOf(TimeSpan age, int? rating) => Math.Pow(0.5, Math.Max(0, age.TotalDays) / HalfLifeDays) * rating switch
    {
        5 => 1.5,
        4 => 1.25,
        2 => 0.3,
        1 => 0,
        _ => 1,
    };

    private static IEnumerable<string> Best(Dictionary<string, double> weights) => weights
        .Where(static pair => pair.Value > 0)
        .OrderByDescending(static pair => pair.Value)
        .ThenBy(static pair => pair.Key, StringComparer.Ordinal)
        .Select(static pair => pair.Key);

    private void Add(CloneState clone, double weight)
    {
        var category = CategoryCatalog.Id(clone.Category);
        categories[category] = categories.GetValueOrDefault(category) + weight;
        foreach (var area in clone.ExpertiseAreas) areas[area] = areas.GetValueOrDefault(area) + weight;
    }
}

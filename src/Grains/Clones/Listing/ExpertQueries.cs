using System.Collections.Immutable;
using Grains.Storage;

namespace Grains.Clones.Listing;

/// <summary>Queries that lists, profiles and recommendations share.</summary>
internal static class ExpertQueries
{
    /// <summary>The best, by <see cref="ExpertScore"/> and then by sessions.</summary>
    public static ValueTask<List<ExpertRow>> BestAsync(ISql sql, int limit) => sql.QueryAsync(
        $"SELECT {ExpertRow.Columns} FROM expert_listing l WHERE l.published = 1 ORDER BY l.score DESC, l.sessions DESC, l.id DESC LIMIT ?",
        ExpertRow.Read,
        limit);

    /// <summary>The best of a category, in the same order.</summary>
    public static ValueTask<List<ExpertRow>> BestAsync(ISql sql, string categoryId, int limit) => sql.QueryAsync(
        $"""
        SELECT {ExpertRow.Columns} FROM expert_listing l WHERE l.published = 1 AND l.category_id = ?
        ORDER BY l.score DESC, l.sessions DESC, l.id DESC LIMIT ?
        """,
        ExpertRow.Read,
        categoryId,
        limit);

    /// <summary>The best of those that name an expertise area, whatever its case; few do, so it goes from them to the listing, not the other way.</summary>
    public static ValueTask<List<ExpertRow>> BestOfAreaAsync(ISql sql, string area, int limit) => sql.QueryAsync(
        $"""
        SELECT {ExpertRow.Columns} FROM expert_areas a JOIN expert_listing l ON l.clone_id = a.clone_id
        WHERE a.area = ? AND l.published + 0 = 1 ORDER BY l.score DESC, l.sessions DESC, l.id DESC LIMIT ?
        """,
        ExpertRow.Read,
        ExpertListingProjection.AreaKey(area),
        limit);

    public static ValueTask<ExpertRow?> FindAsync(ISql sql, Guid cloneId) => sql.FirstAsync(
        $"SELECT {ExpertRow.Columns} FROM expert_listing l WHERE l.clone_id = ? AND l.published = 1",
        static row => (ExpertRow?)ExpertRow.Read(row),
        cloneId);

    /// <summary>The clones themselves, by id; one that is gone by now is absent.</summary>
    public static async ValueTask<IReadOnlyDictionary<Guid, CloneState>> ClonesAsync(ISql sql, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0) return ImmutableDictionary<Guid, CloneState>.Empty;

        SqlValue[] values = [.. ids.Select(static id => (SqlValue)id)];
        var clones = await sql.QueryAsync(
            $"SELECT data FROM clone_listing WHERE clone_id IN ({string.Join(", ", ids.Select(static _ => "?"))})",
            static row => CloneLog.Parse(row.Blob(0)),
            values);
        return clones.ToDictionary(static clone => clone.CloneId);
    }

    /// <summary>Rows with their clones, in the rows' order.</summary>
    public static async ValueTask<List<(ExpertRow Row, CloneState Clone)>> WithClonesAsync(ISql sql, IReadOnlyCollection<ExpertRow> rows)
    {
        var clones = await ClonesAsync(sql, [.. rows.Select(static row => row.CloneId)]);
        return [.. rows.Where(row => clones.ContainsKey(row.CloneId)).Select(row => (row, clones[row.CloneId]))];
    }

    public static ExpertView View(ExpertRow row, CloneState clone, DateTimeOffset now)
    {
        var opening = OpeningHours.At(clone.Availability, now);
        return new ExpertView(
            clone.CloneId, clone.Name, clone.Description, clone.Category, clone.ExpertiseAreas, clone.AvatarUrl, clone.Pricing,
            Math.Round(row.Rating, 2), row.Sessions, row.Ratings, opening.IsOpen, opening.Next);
    }
}

using System.Collections.Immutable;
using System.Text;
using Grains.Storage;

namespace Grains.Clones;

/// <summary>Reads what <see cref="CloneListingProjection"/> keeps.</summary>
internal sealed class ExpertDirectory(IDatabase database) : IExpertDirectory
{
    private const int MaxSimilar = 3;
    private const int SimilarCandidates = 50;
    private const long Published = (long)CloneStatus.Published;

    public Task<ExpertListView> ListAsync(ListExperts query, CancellationToken cancel) =>
        database.ReadAsync(sql => ListAsync(sql, query), cancel);

    public Task<ExpertDetailView?> FindAsync(Guid cloneId, CancellationToken cancel) =>
        database.ReadAsync(sql => FindAsync(sql, cloneId), cancel);

    public Task<IReadOnlyDictionary<string, int>> CountByCategoryAsync(CancellationToken cancel) =>
        database.ReadAsync(CountByCategoryAsync, cancel);

    public Task<OwnedClonesView> ListOwnedAsync(ListOwnedClones query, CancellationToken cancel) =>
        database.ReadAsync(sql => ListOwnedAsync(sql, query), cancel);

    private static async ValueTask<ExpertListView> ListAsync(ISql sql, ListExperts query)
    {
        var terms = query.Search is { } search ? SearchIndex.Terms(sql.Dialect, search) : null;

        // Nobody can rate yet, so a wish for rated experts fits none.
        if (query.MinRating > 0 || (query.Search is not null && terms is null))
            return new ExpertListView([], 0);

        var from = new StringBuilder("FROM clone_listing l LEFT JOIN session_totals t ON t.clone_id = l.clone_id");
        var values = new List<SqlValue>();
        if (terms is not null)
        {
            from.Append(CloneListingProjection.Search.Join(sql.Dialect, "l.id"));
            values.Add(terms);
        }

        from.Append(" WHERE l.status = ?");
        values.Add(Published);
        Filter(from, values, " AND l.category_id = ?", query.Category is { } category ? CategoryCatalog.Id(category) : null);
        Filter(from, values, " AND l.hourly_micros >= ?", query.MinHourlyMicros);
        Filter(from, values, " AND l.hourly_micros <= ?", query.MaxHourlyMicros);

        // A rating that all share, none, leaves the newest first.
        var order = query.Order switch
        {
            ExpertOrder.Price => "l.hourly_micros, l.id DESC",
            ExpertOrder.Rating => "l.id DESC",
            ExpertOrder.Popularity => "coalesce(t.sessions, 0) DESC, l.id DESC",
            _ => terms is null ? "l.id DESC" : $"{CloneListingProjection.Search.Rank(sql.Dialect)}, l.id DESC",
        };
        var total = (int)await sql.NumberAsync($"SELECT count(*) {from}", [.. values]);
        var experts = await sql.QueryAsync(
            $"SELECT l.data, coalesce(t.sessions, 0) {from} ORDER BY {order} LIMIT ? OFFSET ?",
            static row => ToExpert(CloneLog.Parse(row.Blob(0)), row.Int32(1)),
            [.. values, query.Limit, (long)(query.Page - 1) * query.Limit]);
        return new ExpertListView([.. experts], total);
    }

    private static async ValueTask<ExpertDetailView?> FindAsync(ISql sql, Guid cloneId)
    {
        var found = await sql.QueryAsync(
            """
            SELECT l.data, coalesce(t.sessions, 0) FROM clone_listing l LEFT JOIN session_totals t ON t.clone_id = l.clone_id
            WHERE l.clone_id = ? AND l.status = ?
            """,
            static row => (Clone: CloneLog.Parse(row.Blob(0)), Sessions: row.Int32(1)),
            cloneId,
            Published);
        if (found is not [var (clone, sessions)])
            return null;

        var similar = await SimilarAsync(sql, clone);
        return new ExpertDetailView(ToExpert(clone, sessions), clone.Bio, clone.Credentials, clone.Languages, similar);
    }

    private static async ValueTask<ImmutableArray<Guid>> SimilarAsync(ISql sql, CloneState clone)
    {
        var others = await sql.QueryAsync(
            "SELECT data FROM clone_listing WHERE category_id = ? AND status = ? AND clone_id <> ? ORDER BY id DESC LIMIT ?",
            static row => CloneLog.Parse(row.Blob(0)),
            CategoryCatalog.Id(clone.Category),
            Published,
            clone.CloneId,
            SimilarCandidates);
        return
        [
            .. others
                .OrderByDescending(other => other.ExpertiseAreas.Intersect(clone.ExpertiseAreas, StringComparer.OrdinalIgnoreCase).Count())
                .Take(MaxSimilar)
                .Select(static other => other.CloneId),
        ];
    }

    private static async ValueTask<IReadOnlyDictionary<string, int>> CountByCategoryAsync(ISql sql)
    {
        var counts = await sql.QueryAsync(
            "SELECT min(category), count(*) FROM clone_listing WHERE status = ? GROUP BY category_id",
            static row => KeyValuePair.Create(row.Text(0), row.Int32(1)),
            Published);
        return new Dictionary<string, int>(counts, StringComparer.Ordinal);
    }

    private static async ValueTask<OwnedClonesView> ListOwnedAsync(ISql sql, ListOwnedClones query)
    {
        var where = query.Status is null ? "WHERE owner_id = ?" : "WHERE owner_id = ? AND status = ?";
        SqlValue[] values = query.Status is { } status ? [query.UserId, (long)status] : [query.UserId];
        var total = (int)await sql.NumberAsync($"SELECT count(*) FROM clone_listing {where}", values);
        var clones = await sql.QueryAsync(
            $"SELECT version, data FROM clone_listing {where} ORDER BY id DESC LIMIT ? OFFSET ?",
            static row => CloneLog.Parse(row.Blob(1)).ToView(row.Int64(0)),
            [.. values, query.Limit, (long)(query.Page - 1) * query.Limit]);
        return new OwnedClonesView([.. clones], total);
    }

    /// <summary>Nobody can rate yet, so the rating is none.</summary>
    private static ExpertView ToExpert(CloneState clone, int sessions) => new(
        clone.CloneId, clone.Name, clone.Description, clone.Category, clone.ExpertiseAreas, clone.AvatarUrl, clone.Pricing, 0, sessions);

    private static void Filter(StringBuilder sql, List<SqlValue> values, string condition, SqlValue value)
    {
        if (value.IsNull)
            return;
        sql.Append(condition);
        values.Add(value);
    }
}

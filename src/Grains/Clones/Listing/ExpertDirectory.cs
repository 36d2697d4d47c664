using System.Collections.Immutable;
using Grains.Storage;
using Grains.Storage.CatchUp;

namespace Grains.Clones.Listing;

/// <summary>Reads what <see cref="ExpertListingProjection"/> and <see cref="CloneListingProjection"/> keep.</summary>
internal sealed class ExpertDirectory(IDatabase database, IReadModel readModel, TimeProvider clock) : IExpertDirectory
{
    private const int MaxSimilar = 3;
    private const int SimilarCandidates = 50;
    private const int MaxReviews = 20;

    public Task<ExpertListView> ListAsync(ListExperts query, CancellationToken cancel) => ReadAsync(
        async (sql, now) =>
        {
            if (ExpertFilter.Of(sql.Dialect, query) is not { } filter) return new ExpertListView([], 0);
            var (rows, total) = await filter.ReadAsync(sql, query.Page, query.Limit);
            var page = await ExpertQueries.WithClonesAsync(sql, rows);
            return new ExpertListView([.. page.Select(one => ExpertQueries.View(one.Row, one.Clone, now))], total);
        },
        cancel);

    public Task<ExpertSearchView> SearchAsync(ListExperts query, CancellationToken cancel) => ReadAsync(
        async (sql, now) =>
        {
            if (ExpertFilter.Of(sql.Dialect, query) is not { } filter) return new ExpertSearchView([], 0);
            var (rows, total) = await filter.ReadAsync(sql, query.Page, query.Limit);
            var page = await ExpertQueries.WithClonesAsync(sql, rows);
            var words = SearchText.Words(query.Search ?? "");
            return new ExpertSearchView(
                [.. page.Select(one => new FoundExpert(ExpertQueries.View(one.Row, one.Clone, now), SearchHits.In(one.Clone, words)))], total);
        },
        cancel);

    public Task<(ExpertDetailView Detail, ImmutableArray<StoredReview> Reviews)?> FindAsync(Guid cloneId, CancellationToken cancel) => ReadAsync(
        async (sql, now) =>
        {
            if (await ExpertQueries.FindAsync(sql, cloneId) is not { } row) return ((ExpertDetailView, ImmutableArray<StoredReview>)?)null;
            if (await ExpertQueries.WithClonesAsync(sql, [row]) is not [var (_, clone)]) return null;

            var similar = await SimilarAsync(sql, clone);
            var detail = new ExpertDetailView(
                ExpertQueries.View(row, clone, now), clone.Bio, clone.Credentials, clone.Languages, similar, clone.Availability, []);
            return (detail, await ReviewsAsync(sql, cloneId));
        },
        cancel);

    public Task<IReadOnlyDictionary<string, (string Name, int Count)>> CountByCategoryAsync(CancellationToken cancel) => ReadAsync(
        static async (sql, _) =>
        {
            var counts = await sql.QueryAsync(
                "SELECT category_id, min(category), count(*) FROM expert_listing WHERE published = 1 GROUP BY category_id",
                static row => (Id: row.Text(0), Name: row.Text(1), Count: row.Int32(2)));
            return (IReadOnlyDictionary<string, (string, int)>)counts.ToDictionary(
                static row => row.Id, static row => (row.Name, row.Count), StringComparer.Ordinal);
        },
        cancel);

    public Task<ImmutableArray<ExpertView>> ListFeaturedAsync(int limit, CancellationToken cancel) => ReadAsync(
        async (sql, now) =>
        {
            var featured = await FeaturedExperts.ChooseAsync(sql, limit);
            return featured.Select(one => ExpertQueries.View(one.Row, one.Clone, now)).ToImmutableArray();
        },
        cancel);

    /// <summary>Only the listing that is written with each save, so there is nothing to catch up with.</summary>
    public Task<OwnedClonesView> ListOwnedAsync(ListOwnedClones query, CancellationToken cancel) => database.ReadAsync(
        async sql =>
        {
            var where = query.Status is null ? "WHERE owner_id = ?" : "WHERE owner_id = ? AND status = ?";
            SqlValue[] values = query.Status is { } status ? [query.UserId, (long)status] : [query.UserId];
            var total = (int)await sql.NumberAsync($"SELECT count(*) FROM clone_listing {where}", values);
            var clones = await sql.QueryAsync(
                $"SELECT version, data FROM clone_listing {where} ORDER BY id DESC LIMIT ? OFFSET ?",
                static row => CloneLog.Parse(row.Blob(1)).ToView(row.Int64(0)),
                [.. values, query.Limit, (long)(query.Page - 1) * query.Limit]);
            return new OwnedClonesView([.. clones], total);
        },
        cancel);

    /// <summary>The best of its category, those with the most expertise areas in common first.</summary>
    private static async ValueTask<ImmutableArray<Guid>> SimilarAsync(ISql sql, CloneState clone)
    {
        var rows = await ExpertQueries.BestAsync(sql, CategoryCatalog.Id(clone.Category), SimilarCandidates);
        var others = await ExpertQueries.WithClonesAsync(sql, [.. rows.Where(row => row.CloneId != clone.CloneId)]);
        return
        [
            .. others
                .OrderByDescending(other => other.Clone.ExpertiseAreas.Intersect(clone.ExpertiseAreas, StringComparer.OrdinalIgnoreCase).Count())
                .Take(MaxSimilar)
                .Select(static other => other.Row.CloneId),
        ];
    }

    private static async ValueTask<ImmutableArray<StoredReview>> ReviewsAsync(ISql sql, Guid cloneId)
    {
        var reviews = await sql.QueryAsync(
            """
            SELECT user_id, named, rating, comment, rated_at FROM expert_sessions
            WHERE clone_id = ? AND comment IS NOT NULL ORDER BY rated_at DESC LIMIT ?
            """,
            static row => new StoredReview(
                row.Bool(1) ? row.Guid(0) : null, new ReviewView(null, row.Int32(2), row.Text(3), row.Time(4))),
            cloneId,
            MaxReviews);
        return [.. reviews];
    }

    private async Task<T> ReadAsync<T>(Func<ISql, DateTimeOffset, ValueTask<T>> work, CancellationToken cancel)
    {
        await readModel.TryCatchUpAsync(cancel);
        var now = clock.GetUtcNow();
        return await database.ReadAsync(sql => work(sql, now), cancel);
    }
}

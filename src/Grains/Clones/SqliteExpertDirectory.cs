using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Clones;

/// <summary>Reads what <see cref="CloneListingProjection"/> keeps.</summary>
internal sealed class SqliteExpertDirectory(SqliteDatabase database) : IExpertDirectory
{
    private const int MaxSimilar = 3;
    private const int SimilarCandidates = 50;

    public Task<ExpertListView> ListAsync(ListExperts query, CancellationToken cancel) =>
        database.ReadAsync(connection => List(connection, query), cancel);

    public Task<ExpertDetailView?> FindAsync(Guid cloneId, CancellationToken cancel) =>
        database.ReadAsync(connection => Find(connection, cloneId), cancel);

    public Task<IReadOnlyDictionary<string, int>> CountByCategoryAsync(CancellationToken cancel) =>
        database.ReadAsync(CountByCategory, cancel);

    public Task<OwnedClonesView> ListOwnedAsync(ListOwnedClones query, CancellationToken cancel) =>
        database.ReadAsync(connection => ListOwned(connection, query), cancel);

    private static ExpertListView List(SqliteConnection connection, ListExperts query)
    {
        // Nobody can rate yet, so a wish for rated experts fits none.
        if (query.MinRating > 0 || (query.Search is { } search && SearchTerms(search).Length == 0))
            return new ExpertListView([], 0);

        var from = new StringBuilder("FROM clone_listing l LEFT JOIN session_totals t ON t.clone_id = l.clone_id");
        var values = new List<object>();
        if (query.Search is not null)
        {
            from.Append(" JOIN clone_search ON clone_search.rowid = l.id AND clone_search MATCH ?");
            values.Add(SearchTerms(query.Search));
        }

        from.Append(CultureInfo.InvariantCulture, $" WHERE l.status = {(int)CloneStatus.Published}");
        Filter(from, values, " AND l.category_id = ?", query.Category is { } category ? CategoryCatalog.Id(category) : null);
        Filter(from, values, " AND l.hourly_micros >= ?", query.MinHourlyMicros);
        Filter(from, values, " AND l.hourly_micros <= ?", query.MaxHourlyMicros);

        // A rating that all share, none, leaves the newest first.
        var order = query.Order switch
        {
            ExpertOrder.Price => "l.hourly_micros, l.id DESC",
            ExpertOrder.Rating => "l.id DESC",
            ExpertOrder.Popularity => "coalesce(t.sessions, 0) DESC, l.id DESC",
            _ => query.Search is null ? "l.id DESC" : "bm25(clone_search, 10, 4, 3, 6, 1), l.id DESC",
        };
        using var count = Bound(connection, $"SELECT count(*) {from}", values);
        var total = count.Step() ? (int)count.Int64(0) : 0;

        values.Add((long)query.Limit);
        values.Add((long)(query.Page - 1) * query.Limit);
        using var select = Bound(connection, $"SELECT l.data, coalesce(t.sessions, 0) {from} ORDER BY {order} LIMIT ? OFFSET ?", values);
        var experts = ImmutableArray.CreateBuilder<ExpertView>();
        while (select.Step())
            experts.Add(ToExpert(CloneLog.Parse(select.Blob(0)), (int)select.Int64(1)));
        return new ExpertListView(experts.ToImmutable(), total);
    }

    private static ExpertDetailView? Find(SqliteConnection connection, Guid cloneId)
    {
        using var select = connection.Prepared("""
            SELECT l.data, coalesce(t.sessions, 0) FROM clone_listing l LEFT JOIN session_totals t ON t.clone_id = l.clone_id
            WHERE l.clone_id = ? AND l.status = ?
            """);
        select.Bind(cloneId.ToString("N")).Bind((long)CloneStatus.Published);
        if (!select.Step())
            return null;

        var clone = CloneLog.Parse(select.Blob(0));
        return new ExpertDetailView(ToExpert(clone, (int)select.Int64(1)), clone.Bio, clone.Credentials, clone.Languages, Similar(connection, clone));
    }

    private static ImmutableArray<Guid> Similar(SqliteConnection connection, CloneState clone)
    {
        using var select = connection.Prepared("""
            SELECT data FROM clone_listing WHERE category_id = ? AND status = ? AND clone_id <> ? ORDER BY id DESC LIMIT ?
            """);
        select.Bind(CategoryCatalog.Id(clone.Category)).Bind((long)CloneStatus.Published).Bind(clone.CloneId.ToString("N")).Bind(SimilarCandidates);
        var others = new List<CloneState>();
        while (select.Step())
            others.Add(CloneLog.Parse(select.Blob(0)));

        return
        [
            .. others
                .OrderByDescending(other => other.ExpertiseAreas.Intersect(clone.ExpertiseAreas, StringComparer.OrdinalIgnoreCase).Count())
                .Take(MaxSimilar)
                .Select(static other => other.CloneId),
        ];
    }

    private static IReadOnlyDictionary<string, int> CountByCategory(SqliteConnection connection)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        using var select = connection.Prepared("SELECT min(category), count(*) FROM clone_listing WHERE status = ? GROUP BY category_id");
        select.Bind((long)CloneStatus.Published);
        while (select.Step())
            counts[select.Text(0)] = (int)select.Int64(1);
        return counts;
    }

    private static OwnedClonesView ListOwned(SqliteConnection connection, ListOwnedClones query)
    {
        var owner = query.UserId.ToString("N");
        using var count = connection.Prepared("SELECT count(*) FROM clone_listing WHERE owner_id = ?").Bind(owner);
        var total = count.Step() ? (int)count.Int64(0) : 0;

        using var select = connection.Prepared("SELECT version, data FROM clone_listing WHERE owner_id = ? ORDER BY id DESC LIMIT ? OFFSET ?");
        select.Bind(owner).Bind(query.Limit).Bind((long)(query.Page - 1) * query.Limit);
        var clones = ImmutableArray.CreateBuilder<CloneView>();
        while (select.Step())
            clones.Add(CloneLog.Parse(select.Blob(1)).ToView(select.Int64(0)));
        return new OwnedClonesView(clones.ToImmutable(), total);
    }

    /// <summary>Nobody can rate yet, so the rating is none.</summary>
    private static ExpertView ToExpert(CloneState clone, int sessions) => new(
        clone.CloneId, clone.Name, clone.Description, clone.Category, clone.ExpertiseAreas, clone.AvatarUrl, clone.Pricing, 0, sessions);

    private static void Filter(StringBuilder sql, List<object> values, string condition, object? value)
    {
        if (value is null)
            return;
        sql.Append(condition);
        values.Add(value);
    }

    private static SqliteStatement Bound(SqliteConnection connection, string sql, List<object> values)
    {
        var statement = connection.Prepared(sql);
        foreach (var value in values)
            _ = value is long number ? statement.Bind(number) : statement.Bind((string)value);
        return statement;
    }

    /// <summary>The words of a search as an FTS5 expression: all of them, each as a beginning, none as syntax.</summary>
    private static string SearchTerms(string search)
    {
        var words = new StringBuilder();
        foreach (var unit in search)
            words.Append(char.IsLetterOrDigit(unit) ? unit : ' ');
        return string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(16).Select(static word => $"\"{word}\"*"));
    }
}

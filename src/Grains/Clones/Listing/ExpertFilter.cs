using System.Text;
using Grains.Storage;

namespace Grains.Clones.Listing;

/// <summary>Which experts a list holds and in what order, as SQL over the listing; its indexes serve every filter and order.</summary>
internal sealed class ExpertFilter
{
    private readonly StringBuilder from = new("FROM expert_listing l");
    private readonly List<SqlValue> values = [];
    private readonly string order;

    private ExpertFilter(SqlDialect dialect, ListExperts query, string? terms)
    {
        if (terms is not null)
        {
            from.Append(ExpertListingProjection.Search.Join(dialect, "l.id"));
            values.Add(terms);
        }

        from.Append(" WHERE l.published = 1");
        And(" AND l.category_id = ?", query.Category is { } category ? CategoryCatalog.Id(category) : null);
        And(" AND l.hourly_micros >= ?", query.MinHourlyMicros);
        And(" AND l.hourly_micros <= ?", query.MaxHourlyMicros);
        if (query.MinRating is { } least and > 0) And(" AND l.rating >= ?", least);
        order = OrderOf(dialect, query, terms is not null);
    }

    /// <summary>Null where a search has no word, so that nothing fits it.</summary>
    public static ExpertFilter? Of(SqlDialect dialect, ListExperts query)
    {
        var terms = query.Search is { } search ? SearchIndex.Terms(dialect, search) : null;
        return query.Search is not null && terms is null ? null : new ExpertFilter(dialect, query, terms);
    }

    public async ValueTask<int> CountAsync(ISql sql) => (int)await sql.NumberAsync($"SELECT count(*) {from}", [.. values]);

    public ValueTask<List<ExpertRow>> PageAsync(ISql sql, int page, int limit) => sql.QueryAsync(
        $"SELECT {ExpertRow.Columns} {from} ORDER BY {order} LIMIT ? OFFSET ?", ExpertRow.Read, [.. values, limit, (long)(page - 1) * limit]);

    /// <summary>All in one direction, as the indexes are, so that either direction is read from them.</summary>
    private static string OrderOf(SqlDialect dialect, ListExperts query, bool searches)
    {
        var (columns, descending) = query.Order switch
        {
            ExpertOrder.Price => ("l.hourly_micros{0}, l.id{0}", query.Descending ?? false),
            ExpertOrder.Rating => ("l.rating{0}, l.ratings{0}, l.id{0}", query.Descending ?? true),
            ExpertOrder.Popularity => ("l.sessions{0}, l.id{0}", query.Descending ?? true),
            _ when searches => ($"{ExpertListingProjection.Search.Rank(dialect)}, l.score DESC, l.sessions DESC, l.id DESC", false),
            _ => ("l.id{0}", query.Descending ?? true),
        };
        return columns.Replace("{0}", descending ? " DESC" : "", StringComparison.Ordinal);
    }

    private void And(string condition, SqlValue value)
    {
        if (value.IsNull) return;
        from.Append(condition);
        values.Add(value);
    }
}

using System.Text;
using Grains.Storage;

namespace Grains.Clones.Listing;

/// <summary>Which experts a list holds and in what order, as SQL over the listing; its indexes serve every filter and order.</summary>
internal sealed class ExpertFilter
{
    private readonly StringBuilder from = new("FROM expert_listing l");
    private readonly List<SqlValue> values = [];
    /// <summary>Words that more experts have than this tell little of any of them, while ranking costs time for each.</summary>
    private const int MaxRanked = 2_000;

    private const string BestFirst = "l.score DESC, l.sessions DESC, l.id DESC";

    private readonly string order;
    private readonly bool ranks;

    private ExpertFilter(SqlDialect dialect, ListExperts query, string? terms)
    {
        if (terms is not null)
        {
            from.Append(ExpertListingProjection.Search.Join(dialect, "l.id"));
            values.Add(terms);
        }

        // A search goes from its hits to the rows, never the other way: expressions keep the listing's indexes out of that.
        var searches = terms is not null;
        var (text, number) = searches ? (" || ''", " + 0") : ("", "");
        from.Append(" WHERE l.published").Append(number).Append(" = 1");
        And($" AND l.category_id{text} = ?", query.Category is { } category ? CategoryCatalog.Id(category) : null);
        And($" AND l.hourly_micros{number} >= ?", query.MinHourlyMicros);
        And($" AND l.hourly_micros{number} <= ?", query.MaxHourlyMicros);
        if (query.MinRating is { } least and > 0) And($" AND l.rating{number} >= ?", least);
        ranks = searches && query.Order == ExpertOrder.Relevance;
        order = ranks ? $"{ExpertListingProjection.Search.Rank(dialect)}, {BestFirst}" : OrderOf(query);
    }

    /// <summary>Null where a search has no word, so that nothing fits it.</summary>
    public static ExpertFilter? Of(SqlDialect dialect, ListExperts query)
    {
        var terms = query.Search is { } search ? SearchIndex.Terms(dialect, search) : null;
        return query.Search is not null && terms is null ? null : new ExpertFilter(dialect, query, terms);
    }

    /// <summary>A page, and how many there are on all pages.</summary>
    public async ValueTask<(List<ExpertRow> Rows, int Total)> ReadAsync(ISql sql, int page, int limit)
    {
        var total = await sql.NumberAsync($"SELECT count(*) {from}", [.. values]);
        var rows = await sql.QueryAsync(
            $"SELECT {ExpertRow.Columns} {from} ORDER BY {(ranks && total > MaxRanked ? BestFirst : order)} LIMIT ? OFFSET ?",
            ExpertRow.Read,
            [.. values, limit, (long)(page - 1) * limit]);
        return (rows, (int)total);
    }

    /// <summary>All in one direction, as the indexes are, so that either direction is read from them.</summary>
    private static string OrderOf(ListExperts query)
    {
        var (columns, descending) = query.Order switch
        {
            ExpertOrder.Price => ("l.hourly_micros{0}, l.id{0}", query.Descending ?? false),
            ExpertOrder.Rating => ("l.rating{0}, l.ratings{0}, l.id{0}", query.Descending ?? true),
            ExpertOrder.Popularity => ("l.sessions{0}, l.id{0}", query.Descending ?? true),
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

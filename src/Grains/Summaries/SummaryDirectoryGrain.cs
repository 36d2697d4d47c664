using System.Text;
using Grains.Clones;
using Grains.Outcomes;
using Grains.Storage;
using Orleans.Concurrency;

namespace Grains.Summaries;

[StatelessWorker]
internal sealed class SummaryDirectoryGrain(IDatabase database) : Grain, ISummaryDirectoryGrain
{
    private const string ItemColumns = "item_id, item, priority, effort, completed_at, session_id, created_at";

    public Task<SummaryListView> ListAsync(ListSummaries query, CancellationToken cancel) =>
        database.ReadAsync(sql => ListAsync(sql, query), cancel);

    public Task<ActionItemListView> ListActionItemsAsync(ListActionItems query, CancellationToken cancel) =>
        database.ReadAsync(sql => ListItemsAsync(sql, query), cancel);

    public async Task<Outcome<ActionItemView>> FindActionItemAsync(Guid userId, Guid itemId, CancellationToken cancel)
    {
        var found = await database.ReadAsync(
            sql => sql.FirstAsync($"SELECT {ItemColumns} FROM action_items WHERE item_id = ? AND user_id = ?", ToItem, itemId, userId), cancel);
        return found is null ? SummaryRefusals.ItemNotFound : found;
    }

    private static async ValueTask<SummaryListView> ListAsync(ISql sql, ListSummaries query)
    {
        var from = new StringBuilder("FROM summary_listing WHERE owner_id = ?");
        var values = new List<SqlValue> { query.UserId };
        Filter(from, values, " AND expert_id = ?", query.ExpertId);
        Filter(from, values, " AND created_at >= ?", query.From);
        Filter(from, values, " AND created_at < ?", query.To);
        Filter(from, values, " AND category_id = ?", query.Category is { } category ? CategoryCatalog.Id(category) : null);
        var total = (int)await sql.NumberAsync($"SELECT count(*) {from}", [.. values]);
        var summaries = await sql.QueryAsync(
            $"SELECT data {from} ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?",
            static row => StateStream<SummaryState>.Parse(row.Blob(0)).ToView(rating: null),
            [.. values, query.Limit, (long)(query.Page - 1) * query.Limit]);
        return new SummaryListView([.. summaries], total);
    }

    private static async ValueTask<ActionItemListView> ListItemsAsync(ISql sql, ListActionItems query)
    {
        var from = new StringBuilder("FROM action_items WHERE user_id = ?");
        var values = new List<SqlValue> { query.UserId };
        Filter(from, values, " AND session_id = ?", query.SessionId);
        if (query.Completed is { } completed) from.Append(completed ? " AND completed_at IS NOT NULL" : " AND completed_at IS NULL");
        var total = (int)await sql.NumberAsync($"SELECT count(*) {from}", [.. values]);
        var items = await sql.QueryAsync(
            $"SELECT {ItemColumns} {from} ORDER BY created_at DESC, session_id, number LIMIT ? OFFSET ?",
            ToItem,
            [.. values, query.Limit, (long)(query.Page - 1) * query.Limit]);
        return new ActionItemListView([.. items], total);
    }

    private static ActionItemView ToItem(ISqlRow row) => new(
        new ActionItem(row.Guid(0), row.Text(1), row.Text(2), row.NullableText(3), row.IsNull(4) ? null : row.Time(4)), row.Guid(5), row.Time(6));

    private static void Filter(StringBuilder sql, List<SqlValue> values, string condition, SqlValue value)
    {
        if (value.IsNull) return;
        sql.Append(condition);
        values.Add(value);
    }
}

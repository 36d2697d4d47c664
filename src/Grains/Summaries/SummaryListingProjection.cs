using Grains.Clones;
using Grains.Storage;

namespace Grains.Summaries;

/// <summary>The read model's summaries and their action items.</summary>
internal sealed class SummaryListingProjection : IProjection
{
    public const string Saved = "summaries.saved";

    private const string Save = """
        INSERT INTO summary_listing (session_id, owner_id, expert_id, category_id, category, type, created_at, updated_at, data)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (session_id) DO UPDATE SET
            category_id = excluded.category_id, category = excluded.category, type = excluded.type, updated_at = excluded.updated_at,
            data = excluded.data
        """;

    private const string SaveItem = """
        INSERT INTO action_items (item_id, user_id, session_id, number, item, priority, effort, created_at, completed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    public string Name => "summary_listing";

    public int Version => 1;

    public IReadOnlyList<string> Types { get; } = [Saved];

    public void Reset(IReadModelWriter rows) => rows.Define("""
        DROP TABLE IF EXISTS summary_listing;
        CREATE TABLE summary_listing (
            id INTEGER PRIMARY KEY,
            session_id TEXT NOT NULL UNIQUE,
            owner_id TEXT NOT NULL,
            expert_id TEXT NOT NULL,
            category_id TEXT NOT NULL,
            category TEXT NOT NULL,
            type INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            data BLOB NOT NULL
        ) STRICT;
        CREATE INDEX summary_listing_owner ON summary_listing (owner_id, created_at);
        DROP TABLE IF EXISTS action_items;
        CREATE TABLE action_items (
            item_id TEXT NOT NULL PRIMARY KEY,
            user_id TEXT NOT NULL,
            session_id TEXT NOT NULL,
            number INTEGER NOT NULL,
            item TEXT NOT NULL,
            priority TEXT NOT NULL,
            effort TEXT,
            created_at INTEGER NOT NULL,
            completed_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX action_items_user ON action_items (user_id, created_at);
        CREATE INDEX action_items_session ON action_items (session_id);
        """);

    public void Apply(IReadModelWriter rows, LoggedEvent logged)
    {
        var sessionId = SummaryAddress.SessionOf(logged.Stream);
        var summary = StateStream<SummaryState>.Parse(logged.Data);
        rows.Execute("DELETE FROM action_items WHERE session_id = ?", sessionId);
        if (summary.Erased)
        {
            rows.Execute("DELETE FROM summary_listing WHERE session_id = ?", sessionId);
            return;
        }

        rows.Execute(
            Save,
            sessionId, summary.OwnerId, summary.ExpertId, CategoryCatalog.Id(summary.Category), summary.Category, (long)summary.Type,
            summary.CreatedAt, summary.UpdatedAt, logged.Data);
        for (var number = 0; number < summary.Content.ActionItems.Length; number++)
        {
            var item = summary.Content.ActionItems[number];
            rows.Execute(
                SaveItem,
                item.ItemId, summary.OwnerId, sessionId, number, item.Item, item.Priority, item.EstimatedEffort, summary.CreatedAt, item.CompletedAt);
        }
    }
}

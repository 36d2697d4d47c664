using Grains.Storage;

namespace Grains.Clones;

/// <summary>The read model's clones: one row each, and a full-text index over what people search experts by.</summary>
internal sealed class CloneListingProjection : IProjection
{
    private const string Save = """
        INSERT INTO clone_listing (clone_id, owner_id, status, name, category_id, category, hourly_micros, created_at, version, data)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (clone_id) DO UPDATE SET
            status = excluded.status, name = excluded.name, category_id = excluded.category_id, category = excluded.category,
            hourly_micros = excluded.hourly_micros, version = excluded.version, data = excluded.data
        """;

    /// <summary>A name counts most, what others say about the category less than the expertise that the creator claims.</summary>
    public static SearchIndex Search { get; } = new(
        "clone_search",
        "SELECT id FROM clone_listing WHERE clone_id = ?",
        new SearchColumn("name", 10),
        new SearchColumn("description", 4),
        new SearchColumn("category", 3),
        new SearchColumn("expertise", 6),
        new SearchColumn("bio", 1));

    public string Name => "clone_listing";

    public int Version => 2;

    public IReadOnlyList<string> Types { get; } = [CloneLog.SavedEvent];

    public void Reset(IReadModelWriter rows)
    {
        rows.Define("""
            DROP TABLE IF EXISTS clone_listing;
            CREATE TABLE clone_listing (
                id INTEGER PRIMARY KEY,
                clone_id TEXT NOT NULL UNIQUE,
                owner_id TEXT NOT NULL,
                status INTEGER NOT NULL,
                name TEXT NOT NULL,
                category_id TEXT NOT NULL,
                category TEXT NOT NULL,
                hourly_micros INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                version INTEGER NOT NULL,
                data BLOB NOT NULL
            ) STRICT;
            CREATE INDEX clone_listing_owner ON clone_listing (owner_id, id);
            CREATE INDEX clone_listing_status ON clone_listing (status, category_id);
            """);
        Search.Reset(rows);
    }

    public void Apply(IReadModelWriter rows, LoggedEvent logged)
    {
        var clone = CloneLog.Parse(logged.Data);
        if (clone.Deleted)
        {
            Search.Remove(rows, clone.CloneId);
            rows.Execute("DELETE FROM clone_listing WHERE clone_id = ?", clone.CloneId);
            return;
        }

        rows.Execute(
            Save,
            clone.CloneId, clone.OwnerId, (long)clone.Status, clone.Name, CategoryCatalog.Id(clone.Category), clone.Category,
            clone.Pricing.HourlyMicros, clone.CreatedAt, logged.Seq, logged.Data);
        Search.Put(
            rows, clone.CloneId, clone.Name, clone.Description, clone.Category, string.Join('\n', clone.ExpertiseAreas), clone.Bio);
    }
}

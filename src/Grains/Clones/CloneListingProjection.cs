using Grains.Storage;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

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

    private const string Index = """
        INSERT INTO clone_search (rowid, name, description, category, expertise, bio)
        SELECT id, ?, ?, ?, ?, ? FROM clone_listing WHERE clone_id = ?
        """;

    public string Name => "clone_listing";

    public int Version => 1;

    public IReadOnlyList<string> Types { get; } = [CloneLog.SavedEvent];

    public void Reset(SqliteConnection connection) => connection.Execute("""
        DROP TABLE IF EXISTS clone_search;
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
        CREATE VIRTUAL TABLE clone_search USING fts5(name, description, category, expertise, bio, tokenize = 'unicode61 remove_diacritics 2');
        """);

    public void Apply(SqliteConnection connection, LoggedEvent logged)
    {
        var clone = CloneLog.Parse(logged.Data);
        var id = clone.CloneId.ToString("N");
        Run(connection, "DELETE FROM clone_search WHERE rowid = (SELECT id FROM clone_listing WHERE clone_id = ?)", id);
        if (clone.Deleted)
        {
            Run(connection, "DELETE FROM clone_listing WHERE clone_id = ?", id);
            return;
        }

        using (var save = connection.Prepared(Save))
        {
            save.Bind(id).Bind(clone.OwnerId.ToString("N")).Bind((long)clone.Status).Bind(clone.Name)
                .Bind(CategoryCatalog.Id(clone.Category)).Bind(clone.Category).Bind(clone.Pricing.HourlyMicros)
                .Bind(clone.CreatedAt.UtcTicks).Bind(logged.Seq).Bind(logged.Data.Span).Run();
        }

        using var index = connection.Prepared(Index);
        index.Bind(clone.Name).Bind(clone.Description).Bind(clone.Category).Bind(string.Join('\n', clone.ExpertiseAreas))
            .Bind(clone.Bio).Bind(id).Run();
    }

    private static void Run(SqliteConnection connection, string sql, string id)
    {
        using var statement = connection.Prepared(sql).Bind(id);
        statement.Run();
    }
}

using Grains.Storage;

namespace Grains.Clones.Listing;

/// <summary>The read model's clones, one row each with all that a clone is: what owners list, and what lists of experts show.</summary>
internal sealed class CloneListingProjection : IProjection
{
    private const string Save = """
        INSERT INTO clone_listing (clone_id, owner_id, status, version, data) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (clone_id) DO UPDATE SET status = excluded.status, version = excluded.version, data = excluded.data
        """;

    public string Name => "clone_listing";

    public int Version => 3;

    public IReadOnlyList<string> Types { get; } = [CloneLog.SavedEvent];

    public void Reset(IReadModelWriter rows) => rows.Define("""
        DROP TABLE IF EXISTS clone_search;
        DROP TABLE IF EXISTS clone_listing;
        CREATE TABLE clone_listing (
            id INTEGER PRIMARY KEY,
            clone_id TEXT NOT NULL UNIQUE,
            owner_id TEXT NOT NULL,
            status INTEGER NOT NULL,
            version INTEGER NOT NULL,
            data BLOB NOT NULL
        ) STRICT;
        CREATE INDEX clone_listing_owner ON clone_listing (owner_id, id, status);
        """);

    public void Apply(IReadModelWriter rows, LoggedEvent logged)
    {
        var clone = CloneLog.Parse(logged.Data);
        if (clone.Deleted)
            rows.Execute("DELETE FROM clone_listing WHERE clone_id = ?", clone.CloneId);
        else
            rows.Execute(Save, clone.CloneId, clone.OwnerId, (long)clone.Status, logged.Seq, logged.Data);
    }
}

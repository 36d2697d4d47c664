using Grains.Storage;

namespace Grains.Exports;

/// <summary>The read model's exports that are not removed yet.</summary>
internal sealed class ExportListingProjection : IProjection
{
    public const string Saved = "exports.saved";

    private const string Save = """
        INSERT INTO export_listing (export_id, owner_id, expires_at) VALUES (?, ?, ?)
        ON CONFLICT (export_id) DO UPDATE SET expires_at = excluded.expires_at
        """;

    public string Name => "export_listing";

    public int Version => 1;

    public IReadOnlyList<string> Types { get; } = [Saved];

    public void Reset(IReadModelWriter rows) => rows.Define("""
        DROP TABLE IF EXISTS export_listing;
        CREATE TABLE export_listing (
            export_id TEXT NOT NULL PRIMARY KEY,
            owner_id TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX export_listing_owner ON export_listing (owner_id);
        CREATE INDEX export_listing_expiry ON export_listing (expires_at);
        """);

    public void Apply(IReadModelWriter rows, LoggedEvent logged)
    {
        var exportId = ExportAddress.Parse(logged.Stream);
        var export = StateStream<ExportState>.Parse(logged.Data);
        if (export.Removed) rows.Execute("DELETE FROM export_listing WHERE export_id = ?", exportId);
        else rows.Execute(Save, exportId, export.OwnerId, export.ExpiresAt);
    }
}

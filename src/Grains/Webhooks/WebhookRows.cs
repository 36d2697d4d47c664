using System.Text.Json;
using Grains.Storage;

namespace Grains.Webhooks;

/// <summary>The rows of webhooks, and the version that tells the follower of the log that they have changed.</summary>
internal static class WebhookRows
{
    public static ValueTask<WebhookRecord?> FindAsync(ISql sql, Guid webhookId) =>
        sql.FirstAsync("SELECT data FROM webhooks WHERE id = ?", static row => Parse(row.Blob(0)), webhookId);

    public static async ValueTask<IReadOnlyList<WebhookRecord>> ListAsync(ISql sql, Guid ownerId) => await sql.QueryAsync(
        "SELECT data FROM webhooks WHERE owner_id = ? ORDER BY rowid", static row => Parse(row.Blob(0)), ownerId);

    public static async ValueTask<IReadOnlyList<WebhookRecord>> ListEnabledAsync(ISql sql) => await sql.QueryAsync(
        "SELECT data FROM webhooks WHERE enabled = 1", static row => Parse(row.Blob(0)));

    public static async ValueTask<IReadOnlyList<Guid>> ListDueAsync(ISql sql, DateTimeOffset now, int limit) => await sql.QueryAsync(
        "SELECT id FROM webhooks WHERE due_at <= ? ORDER BY due_at LIMIT ?", static row => row.Guid(0), now, limit);

    public static ValueTask<int> InsertAsync(ISql sql, WebhookRecord webhook) => sql.ExecuteAsync(
        "INSERT INTO webhooks (id, owner_id, enabled, since, places, due_at, data) VALUES (?, ?, ?, ?, 0, NULL, ?)",
        webhook.WebhookId, webhook.OwnerId, webhook.Enabled, webhook.Since, Json(webhook));

    public static ValueTask<int> UpdateAsync(ISql sql, WebhookRecord webhook, DateTimeOffset? dueAt) => sql.ExecuteAsync(
        "UPDATE webhooks SET enabled = ?, since = ?, due_at = ?, data = ? WHERE id = ?",
        webhook.Enabled, webhook.Since, dueAt, Json(webhook), webhook.WebhookId);

    public static ValueTask<int> DeleteAsync(ISql sql, Guid webhookId) => sql.ExecuteAsync("DELETE FROM webhooks WHERE id = ?", webhookId);

    /// <summary>Takes places at the end of a webhook's queue, and makes it due unless it waits for a retry. Answers the first one.</summary>
    public static async ValueTask<long> TakePlacesAsync(ISql sql, Guid webhookId, int count, DateTimeOffset now)
    {
        var first = await sql.NumberAsync("SELECT places FROM webhooks WHERE id = ?", webhookId) + 1;
        await sql.ExecuteAsync(
            "UPDATE webhooks SET places = places + ?, due_at = CASE WHEN enabled = 1 THEN coalesce(due_at, ?) END WHERE id = ?", count, now, webhookId);
        return first;
    }

    /// <summary>How far the log was turned into deliveries, and the version of the webhooks.</summary>
    public static async ValueTask<FeedPlace> PlaceAsync(ISql sql) => (await sql.QueryAsync(
        "SELECT position, version FROM webhook_feed WHERE name = 'log'", static row => new FeedPlace(row.Int64(0), row.Int64(1)))) is [var place]
        ? place
        : new FeedPlace(0, 0);

    /// <summary>False where another process has moved it, or webhooks have changed since it was read.</summary>
    public static async ValueTask<bool> MoveAsync(ISql sql, FeedPlace from, long to) =>
        await sql.ExecuteAsync("UPDATE webhook_feed SET position = ? WHERE name = 'log' AND position = ? AND version = ?", to, from.Position, from.Version) > 0;

    /// <summary>Webhooks have changed: a follower that does not know it yet moves no further.</summary>
    public static ValueTask<int> NextVersionAsync(ISql sql) => sql.ExecuteAsync("""
        INSERT INTO webhook_feed (name, position, version) VALUES ('log', 0, 1)
        ON CONFLICT (name) DO UPDATE SET version = webhook_feed.version + 1
        """);

    private static byte[] Json(WebhookRecord webhook) => JsonSerializer.SerializeToUtf8Bytes(webhook, StorageJson.Options);

    private static WebhookRecord Parse(byte[] data) =>
        JsonSerializer.Deserialize<WebhookRecord>(data, StorageJson.Options)
        ?? throw new InvalidOperationException("A webhook's row holds nothing.");
}

/// <param name="Position">In the log; everything up to here has become deliveries.</param>
/// <param name="Version">Grows with each change of a webhook.</param>
internal readonly record struct FeedPlace(long Position, long Version);

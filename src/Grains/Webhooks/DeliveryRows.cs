using System.Text.Json;
using Grains.Storage;

namespace Grains.Webhooks;

/// <summary>The rows of deliveries.</summary>
internal static class DeliveryRows
{
    private const string Columns =
        "SELECT id, webhook_id, place, status, event, about, created_at, ended_at, payload, history FROM webhook_deliveries";

    private const long Waiting = (long)WebhookDeliveryStatus.Waiting;
    private const long Dead = (long)WebhookDeliveryStatus.Dead;

    /// <summary>The delivery whose turn it is.</summary>
    public static ValueTask<DeliveryRecord?> FirstWaitingAsync(ISql sql, Guid webhookId) =>
        sql.FirstAsync($"{Columns} WHERE webhook_id = ? AND status = ? ORDER BY place LIMIT 1", Read, webhookId, Waiting);

    public static ValueTask<long> CountWaitingAsync(ISql sql, Guid webhookId) =>
        sql.NumberAsync("SELECT count(*) FROM webhook_deliveries WHERE webhook_id = ? AND status = ?", webhookId, Waiting);

    public static ValueTask<DeliveryRecord?> FindAsync(ISql sql, Guid webhookId, Guid deliveryId) =>
        sql.FirstAsync($"{Columns} WHERE id = ? AND webhook_id = ?", Read, deliveryId, webhookId);

    /// <summary>Dead letters in the order in which they were queued.</summary>
    public static async ValueTask<IReadOnlyList<Guid>> ListDeadAsync(ISql sql, Guid webhookId) => await sql.QueryAsync(
        "SELECT id FROM webhook_deliveries WHERE webhook_id = ? AND status = ? ORDER BY place", static row => row.Guid(0), webhookId, Dead);

    /// <summary>Newest first.</summary>
    public static async ValueTask<(IReadOnlyList<DeliveryRecord> Page, int Total)> ListAsync(
        ISql sql, Guid webhookId, WebhookDeliveryStatus? status, int limit, long offset)
    {
        SqlValue[] filter = status is { } one ? [webhookId, (long)one] : [webhookId];
        var where = status is null ? " WHERE webhook_id = ?" : " WHERE webhook_id = ? AND status = ?";
        var total = await sql.NumberAsync($"SELECT count(*) FROM webhook_deliveries{where}", filter);
        var page = await sql.QueryAsync($"{Columns}{where} ORDER BY created_at DESC, place DESC LIMIT ? OFFSET ?", Read, [.. filter, limit, offset]);
        return (page, checked((int)total));
    }

    /// <summary>An id that is there already is passed over.</summary>
    public static ValueTask<int> InsertAsync(ISql sql, DeliveryRecord delivery) => sql.ExecuteAsync(
        """
        INSERT INTO webhook_deliveries (id, webhook_id, place, status, event, about, created_at, ended_at, payload, history)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
        """,
        delivery.DeliveryId, delivery.WebhookId, delivery.Place, (long)delivery.Status, delivery.Event, delivery.About,
        delivery.CreatedAt, delivery.EndedAt, delivery.Payload, Json(delivery.History));

    public static ValueTask<int> UpdateAsync(ISql sql, DeliveryRecord delivery) => sql.ExecuteAsync(
        "UPDATE webhook_deliveries SET place = ?, status = ?, ended_at = ?, payload = ?, history = ? WHERE id = ?",
        delivery.Place, (long)delivery.Status, delivery.EndedAt, delivery.Payload, Json(delivery.History), delivery.DeliveryId);

    /// <summary>Deliveries to others about what a user did, some at a time in the order of their ids.</summary>
    public static async ValueTask<IReadOnlyList<DeliveryRecord>> ListAboutAsync(ISql sql, Guid userId, int limit) =>
        await sql.QueryAsync($"{Columns} WHERE about = ? LIMIT ?", Read, userId, limit);

    public static ValueTask<int> SetAboutAsync(ISql sql, DeliveryRecord delivery, Guid about) =>
        sql.ExecuteAsync("UPDATE webhook_deliveries SET about = ?, payload = ? WHERE id = ?", about, delivery.Payload, delivery.DeliveryId);

    public static ValueTask<int> DeleteOfAsync(ISql sql, Guid webhookId) =>
        sql.ExecuteAsync("DELETE FROM webhook_deliveries WHERE webhook_id = ?", webhookId);

    private static byte[] Json(DeliveryHistory history) => JsonSerializer.SerializeToUtf8Bytes(history, StorageJson.Options);

    private static DeliveryRecord Read(ISqlRow row) => new(
        row.Guid(0),
        row.Guid(1),
        row.Int64(2),
        (WebhookDeliveryStatus)row.Int64(3),
        row.Text(4),
        row.Guid(5),
        row.Time(6),
        row.IsNull(7) ? null : row.Time(7),
        row.Blob(8),
        JsonSerializer.Deserialize<DeliveryHistory>(row.Blob(9), StorageJson.Options)!);
}

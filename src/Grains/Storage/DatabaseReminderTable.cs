using System.Globalization;

namespace Grains.Storage;

/// <summary>Reminders as rows.</summary>
internal sealed class DatabaseReminderTable(IDatabase database) : IReminderTable
{
    private const string Columns = "SELECT grain_id, name, start_at, period, etag FROM reminders";
    private const string OfGrain = Columns + " WHERE grain_id = ? ORDER BY name";
    private const string OfRange = Columns + " WHERE grain_hash > ? AND grain_hash <= ? ORDER BY grain_id, name";
    private const string AroundTheRing = Columns + " WHERE grain_hash > ? OR grain_hash <= ? ORDER BY grain_id, name";
    private const string One = Columns + " WHERE grain_id = ? AND name = ?";
    private const string Delete = "DELETE FROM reminders WHERE grain_id = ? AND name = ? AND etag = ?";

    private const string Upsert = """
        INSERT INTO reminders (grain_id, name, grain_hash, start_at, period, etag) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (grain_id, name) DO UPDATE SET start_at = excluded.start_at, period = excluded.period, etag = excluded.etag
        """;

    public Task StartAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(static sql => sql.NumberAsync("SELECT count(*) FROM reminders"), cancellationToken);

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadAsync(OfGrain, grainId.ToString());

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ReadAsync(begin < end ? OfRange : AroundTheRing, (long)begin, (long)end);

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        database.ReadAsync(sql => FindAsync(sql, grainId.ToString(), reminderName), CancellationToken.None);

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        var (grain, name, hash) = (entry.GrainId.ToString(), entry.ReminderName, entry.GrainId.GetUniformHashCode());
        var (start, period) = (entry.StartAt.ToUniversalTime().Ticks, entry.Period.Ticks);
        return database.WriteAsync<string?>(
            async sql =>
            {
                var etag = RowVersion.After(await FindAsync(sql, grain, name) is { } stored ? Number(stored.ETag) : null);
                await sql.ExecuteAsync(Upsert, grain, name, (long)hash, start, period, etag);
                return etag.ToString(CultureInfo.InvariantCulture);
            },
            CancellationToken.None);
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        Number(eTag) is { } etag && await database.ExecuteAsync(Delete, [grainId.ToString(), reminderName, etag], CancellationToken.None) > 0;

    public Task TestOnlyClearTable() => database.ExecuteAsync("DELETE FROM reminders", [], CancellationToken.None);

    private static long? Number(string? etag) =>
        long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ValueTask<ReminderEntry?> FindAsync(ISql sql, string grainId, string name) => sql.FirstAsync(One, Read, grainId, name);

    private static ReminderEntry Read(ISqlRow row) => new()
    {
        GrainId = GrainId.Parse(row.Text(0)),
        ReminderName = row.Text(1),
        StartAt = new DateTime(row.Int64(2), DateTimeKind.Utc),
        Period = TimeSpan.FromTicks(row.Int64(3)),
        ETag = row.Int64(4).ToString(CultureInfo.InvariantCulture),
    };

    private async Task<ReminderTableData> ReadAsync(string text, params SqlValue[] values) =>
        new(await database.ReadAsync(sql => sql.QueryAsync(text, Read, values), CancellationToken.None));
}

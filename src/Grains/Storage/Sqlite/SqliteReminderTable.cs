using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>Reminders in SQLite.</summary>
internal sealed class SqliteReminderTable(SqliteDatabase database) : IReminderTable
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

    public Task StartAsync(CancellationToken cancellationToken = default) => database.OpenAsync();

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadAsync(OfGrain, select => select.Bind(grainId.ToString()));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        ReadAsync(begin < end ? OfRange : AroundTheRing, select => select.Bind((long)begin).Bind((long)end));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        database.ReadAsync(connection => Find(connection, grainId.ToString(), reminderName), CancellationToken.None);

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        var (grain, name, hash) = (entry.GrainId.ToString(), entry.ReminderName, entry.GrainId.GetUniformHashCode());
        var (start, period) = (entry.StartAt.ToUniversalTime().Ticks, entry.Period.Ticks);
        return database.WriteAsync<string?>(
            connection =>
            {
                var etag = RowVersion.After(Find(connection, grain, name) is { } stored ? Number(stored.ETag) : null);
                using var upsert = connection.Prepared(Upsert);
                upsert.Bind(grain).Bind(name).Bind((long)hash).Bind(start).Bind(period).Bind(etag).Run();
                return etag.ToString(CultureInfo.InvariantCulture);
            },
            CancellationToken.None);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => database.WriteAsync(
        connection =>
        {
            if (Number(eTag) is not { } etag) return false;

            using var delete = connection.Prepared(Delete);
            delete.Bind(grainId.ToString()).Bind(reminderName).Bind(etag).Run();
            return connection.Changes() > 0;
        },
        CancellationToken.None);

    public Task TestOnlyClearTable() => database.WriteAsync(connection => connection.Scalar("DELETE FROM reminders"), CancellationToken.None);

    private static long? Number(string? etag) =>
        long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ReminderEntry? Find(SqliteConnection connection, string grainId, string name)
    {
        using var select = connection.Prepared(One);
        select.Bind(grainId).Bind(name);
        return select.Step() ? Read(select) : null;
    }

    private static ReminderEntry Read(SqliteStatement row) => new()
    {
        GrainId = GrainId.Parse(row.Text(0)),
        ReminderName = row.Text(1),
        StartAt = new DateTime(row.Int64(2), DateTimeKind.Utc),
        Period = TimeSpan.FromTicks(row.Int64(3)),
        ETag = row.Int64(4).ToString(CultureInfo.InvariantCulture),
    };

    private Task<ReminderTableData> ReadAsync(string sql, Action<SqliteStatement> bind) => database.ReadAsync(
        connection =>
        {
            using var select = connection.Prepared(sql);
            bind(select);
            var rows = new List<ReminderEntry>();
            while (select.Step()) rows.Add(Read(select));
            return new ReminderTableData(rows);
        },
        CancellationToken.None);
}

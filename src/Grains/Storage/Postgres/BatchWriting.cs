using Npgsql;
using NpgsqlTypes;

namespace Grains.Storage.Postgres;

/// <summary>The second round trip: writes what was decided, a statement for each table, and commits.</summary>
internal static class BatchWriting
{
    private const string UpdateStreams = """
        UPDATE streams s SET seq = c.seq, epoch = c.epoch, unfinished = c.unfinished
        FROM unnest($1, $2, $3, $4) AS c (id, seq, epoch, unfinished) WHERE s.id = c.id
        """;

    private const string InsertEvents = """
        INSERT INTO events (stream, seq, epoch, type, at, operation_id, data)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string UpdateAccounts = """
        UPDATE ledger_accounts a SET balance_micros = c.balance_micros, version = c.version
        FROM unnest($1, $2, $3) AS c (id, balance_micros, version) WHERE a.id = c.id
        """;

    private const string InsertEntries = """
        INSERT INTO ledger_entries (operation_id, from_account, to_account, amount_micros, all_above_micros, kind, reference, at)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    /// <returns>The rows that were written.</returns>
    public static async Task<long> RunAsync(NpgsqlConnection connection, PostgresBatch decided)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (decided.ReadModel.Count > 0)
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT pg_advisory_xact_lock({PostgresProjections.PositionLock})"));
        AddStreams(batch, decided);
        AddEvents(batch, decided);
        AddLedger(batch, decided.Book);
        foreach (var command in decided.ReadModel) batch.BatchCommands.Add(command);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        return Math.Max(0, await batch.ExecuteNonQueryAsync());
    }

    private static void AddStreams(NpgsqlBatch batch, PostgresBatch decided)
    {
        if (decided.Changed.Count == 0) return;

        var streams = decided.Changed.Values;
        Add(
            batch,
            UpdateStreams,
            Numbers(streams.Select(static stream => stream.Id)),
            Numbers(streams.Select(static stream => stream.Head.Seq)),
            Numbers(streams.Select(static stream => stream.Head.Epoch)),
            Numbers(streams.Select(static stream => stream.Unfinished ? 1L : 0L)));
    }

    private static void AddEvents(NpgsqlBatch batch, PostgresBatch decided)
    {
        var events = decided.Events;
        if (events.Count == 0) return;

        Add(
            batch,
            InsertEvents,
            Numbers(events.Select(static one => one.Stream)),
            Numbers(events.Select(static one => one.Seq)),
            Numbers(events.Select(static one => one.Append.Epoch)),
            Texts(events.Select(static one => one.Event.Type)),
            Numbers(events.Select(static one => one.Append.At.UtcTicks)),
            Texts(events.Select(static one => one.Event.OperationId)),
            new NpgsqlParameter<ReadOnlyMemory<byte>[]>
            {
                TypedValue = [.. events.Select(static one => one.Event.Data)],
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
            });
    }

    private static void AddLedger(NpgsqlBatch batch, PostgresBook book)
    {
        if (book.Moved.Count > 0)
        {
            var moved = book.Moved.Select(name => book[name]).ToArray();
            Add(
                batch,
                UpdateAccounts,
                Numbers(moved.Select(static account => account.Id!.Value)),
                Numbers(moved.Select(static account => account.Balance)),
                Numbers(moved.Select(static account => account.Version)));
        }

        var entries = book.Entries;
        if (entries.Count == 0) return;

        Add(
            batch,
            InsertEntries,
            Texts(entries.Select(static one => one.Entry.Posting.OperationId)),
            Numbers(entries.Select(static one => one.Entry.From.Id!.Value)),
            Numbers(entries.Select(static one => one.Entry.To.Id!.Value)),
            Numbers(entries.Select(static one => one.Entry.AmountMicros)),
            new NpgsqlParameter<long?[]>
            {
                TypedValue = [.. entries.Select(static one => one.Entry.Posting.AllAboveMicros)],
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint,
            },
            Texts(entries.Select(static one => one.Entry.Posting.Kind)),
            Texts(entries.Select(static one => one.Entry.Posting.Reference)),
            Numbers(entries.Select(static one => one.At.UtcTicks)));
    }

    private static void Add(NpgsqlBatch batch, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<long[]> Numbers(IEnumerable<long> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    private static NpgsqlParameter<string?[]> Texts(IEnumerable<string?> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}

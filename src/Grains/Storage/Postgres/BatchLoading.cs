using Npgsql;
using NpgsqlTypes;

namespace Grains.Storage.Postgres;

/// <summary>
/// The first of a batch's two round trips: begins the transaction, makes rows for streams and accounts that are new, locks those
/// that the batch names, streams before accounts and each in the order of names, so that two processes cannot wait for each
/// other, and reads them and the operations that were seen before.
/// </summary>
internal static class BatchLoading
{
    private const string Begin = "BEGIN ISOLATION LEVEL READ COMMITTED";

    // A row with nothing in it is a stream without events, an account never posted to.
    private const string MakeStreams = """
        INSERT INTO streams (name, seq, epoch, unfinished)
        SELECT n, 0, 0, 0 FROM unnest($1) AS n WHERE NOT EXISTS (SELECT FROM streams s WHERE s.name = n)
        ORDER BY n COLLATE "C" ON CONFLICT DO NOTHING
        """;

    private const string MakeAccounts = """
        INSERT INTO ledger_accounts (name, balance_micros, version)
        SELECT n, 0, 0 FROM unnest($1) AS n WHERE NOT EXISTS (SELECT FROM ledger_accounts a WHERE a.name = n)
        ORDER BY n COLLATE "C" ON CONFLICT DO NOTHING
        """;

    private const string SelectStreams = "SELECT name, id, seq, epoch FROM streams WHERE name = ANY ($1) ORDER BY name FOR UPDATE";

    private const string SelectAccounts =
        "SELECT name, id, balance_micros, version FROM ledger_accounts WHERE name = ANY ($1) ORDER BY name FOR UPDATE";

    private const string SelectEventOperations = "SELECT operation_id FROM events WHERE operation_id = ANY ($1)";

    private const string SelectEntryOperations = """
        SELECT e.operation_id, f.name, t.name, e.amount_micros, e.all_above_micros, e.kind, e.reference
        FROM ledger_entries e JOIN ledger_accounts f ON f.id = e.from_account JOIN ledger_accounts t ON t.id = e.to_account
        WHERE e.operation_id = ANY ($1)
        """;

    /// <returns>The stamp of the read model that this database keeps.</returns>
    public static async Task<string?> RunAsync(NpgsqlConnection connection, IReadOnlyList<PostgresWork> works, PostgresBatch into)
    {
        var names = Names.Of(works);
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, Begin);
        Add(batch, $"SELECT pg_advisory_xact_lock_shared({PostgresProjections.ReadModelLock})");
        Add(batch, "SELECT stamp FROM read_model");
        Add(batch, MakeStreams, names.NewStreams);
        Add(batch, MakeAccounts, names.Accounts);
        Add(batch, SelectStreams, names.Streams);
        Add(batch, SelectAccounts, names.Accounts);
        Add(batch, SelectEventOperations, names.EventOperations);
        Add(batch, SelectEntryOperations, names.EntryOperations);

        await using var reader = await batch.ExecuteReaderAsync();
        var row = new PostgresRow(reader);
        await reader.NextResultAsync();
        var stamp = await reader.ReadAsync() ? row.Text(0) : null;
        await NextAsync(reader, () => into.Load(
            row.Text(0), new PostgresBatch.StreamRow(row.Int64(1), new StreamHead(row.Int64(2), row.Int64(3)), Unfinished: false)));
        await NextAsync(reader, () => into.Book.Load(new AccountRow(row.Text(0), row.Int64(1), row.Int64(2), row.Int64(3))));
        await NextAsync(reader, () => into.LoadOperation(row.Text(0)));
        await NextAsync(reader, () => into.Book.Load(
            row.Text(0), new PostingContent(row.Text(1), row.Text(2), row.Int64(3), row.NullableInt64(4), row.Text(5), row.Text(6))));
        return stamp;
    }

    private static void Add(NpgsqlBatch batch, string sql, params string[][] arrays)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var array in arrays)
        {
            command.Parameters.Add(
                new NpgsqlParameter<string[]> { TypedValue = array, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        }

        batch.BatchCommands.Add(command);
    }

    private static async Task NextAsync(NpgsqlDataReader reader, Action read)
    {
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) read();
    }

    private sealed record Names(string[] NewStreams, string[] Streams, string[] Accounts, string[] EventOperations, string[] EntryOperations)
    {
        public static Names Of(IReadOnlyList<PostgresWork> works)
        {
            var (fresh, streams, accounts) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
            var (events, entries) = (new List<string>(), new List<string>());
            foreach (var work in works)
            {
                if (work.Append is { } append)
                {
                    streams.Add(append.Stream);
                    if (append.ExpectedSeq == 0) fresh.Add(append.Stream);
                    events.AddRange(append.Events.Where(static one => one.OperationId is not null).Select(static one => one.OperationId!));
                }

                foreach (var posting in work.Postings)
                {
                    accounts.Add(posting.From);
                    accounts.Add(posting.To);
                    entries.Add(posting.OperationId);
                }
            }

            return new Names([.. fresh], [.. streams], [.. accounts], [.. events], [.. entries]);
        }
    }
}

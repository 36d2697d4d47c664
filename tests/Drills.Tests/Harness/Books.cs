using Microsoft.Data.Sqlite;

namespace Drills.Tests.Harness;

/// <summary>The ledger as it stands in the database file, read with nothing of the product's own code. In USD.</summary>
internal sealed class Books : IDisposable
{
    private const decimal Micros = 1_000_000m;

    private readonly SqliteConnection connection;

    public Books(string data)
    {
        connection = new SqliteConnection($"Data Source={Path.Combine(data, "grains.db")};Mode=ReadWrite;Pooling=False");
        connection.Open();
        Rows("PRAGMA query_only = ON", _ => 0);
    }

    public void AssertSound()
    {
        Assert.Equal(["ok"], Rows("PRAGMA integrity_check", row => row.GetString(0)));
        Assert.Equal([0L], Rows("SELECT coalesce(sum(balance_micros), 0) FROM ledger_accounts", row => row.GetInt64(0)));
        Assert.Empty(Rows("SELECT name FROM ledger_accounts WHERE balance_micros < 0 AND name NOT LIKE 'system:%'", row => row.GetString(0)));
        Assert.Empty(Rows(
            """
            SELECT name FROM ledger_accounts account
            WHERE balance_micros <> (SELECT coalesce(sum(amount_micros), 0) FROM ledger_entries WHERE to_account = account.id)
                - (SELECT coalesce(sum(amount_micros), 0) FROM ledger_entries WHERE from_account = account.id)
            """,
            row => row.GetString(0)));
        Assert.Empty(Rows("SELECT operation_id FROM ledger_entries GROUP BY operation_id HAVING count(*) > 1", row => row.GetString(0)));

        // Logs without gaps: each number from 1 on, once.
        Assert.Empty(Rows(
            "SELECT stream FROM events GROUP BY stream HAVING min(seq) <> 1 OR max(seq) <> count(*) OR count(DISTINCT seq) <> count(*)", row => row.GetInt64(0)));
    }

    /// <summary>What accounts were given when they were opened.</summary>
    public decimal Granted() => -Rows("SELECT coalesce(sum(balance_micros), 0) FROM ledger_accounts WHERE name = 'system:grants'", Money)[0];

    /// <summary>What payments brought in from outside.</summary>
    public decimal PaidIn() => -Rows("SELECT coalesce(sum(balance_micros), 0) FROM ledger_accounts WHERE name LIKE 'system:payments-%'", Money)[0];

    /// <summary>Each payment to a creator.</summary>
    public IReadOnlyList<decimal> Charges() => Rows("SELECT amount_micros FROM ledger_entries WHERE kind = 'charge'", Money);

    /// <summary>Chunks that belong to no document that could find them.</summary>
    public long LostChunks() => Rows(
        "SELECT count(*) FROM knowledge_chunks WHERE document_id NOT IN (SELECT id FROM knowledge_documents)", row => row.GetInt64(0))[0];

    public void Dispose() => connection.Dispose();

    private static decimal Money(SqliteDataReader row) => row.GetInt64(0) / Micros;

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }
}

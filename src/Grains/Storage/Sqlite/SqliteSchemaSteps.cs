namespace Grains.Storage.Sqlite;

/// <summary>The common steps and SQLite's own, in the order in which a database takes them. A step that was released is never changed.</summary>
internal static class SqliteSchemaSteps
{
    /// <summary>
    /// A commit writes every page that it touched, so an append touches few: where a stream ends is read from its last event and no
    /// longer kept beside it; an operation id is a hash of 16 bytes that stands in the stream's own index; an entry points at the one
    /// before it of either account, instead of standing in an index of each. Rows refer to rows that the one writer knows, so no
    /// foreign key looks them up again.
    /// </summary>
    private const string FewerPages = """
        CREATE TABLE new_streams (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            epoch INTEGER NOT NULL
        ) STRICT;
        INSERT INTO new_streams SELECT id, name, epoch FROM streams;

        CREATE TABLE unfinished_streams (stream INTEGER PRIMARY KEY) STRICT;
        INSERT INTO unfinished_streams SELECT id FROM streams WHERE unfinished = 1;

        CREATE TABLE new_events (
            position INTEGER PRIMARY KEY,
            stream INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            type TEXT NOT NULL,
            at INTEGER NOT NULL,
            operation BLOB,
            data BLOB NOT NULL
        ) STRICT;
        INSERT INTO new_events
            SELECT position, stream, seq, epoch, type, at, operation_key(operation_id), data FROM events ORDER BY position;

        CREATE TABLE new_accounts (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            balance_micros INTEGER NOT NULL,
            version INTEGER NOT NULL,
            last_entry INTEGER NOT NULL,
            CHECK (balance_micros >= 0 OR name GLOB 'system:*')
        ) STRICT;
        CREATE TABLE new_entries (
            number INTEGER PRIMARY KEY,
            operation BLOB NOT NULL,
            operation_id TEXT NOT NULL,
            from_account INTEGER NOT NULL,
            from_previous INTEGER NOT NULL,
            to_account INTEGER NOT NULL,
            to_previous INTEGER NOT NULL,
            amount_micros INTEGER NOT NULL,
            all_above_micros INTEGER,
            kind TEXT NOT NULL,
            reference TEXT NOT NULL,
            at INTEGER NOT NULL,
            CHECK (from_account <> to_account),
            CHECK (amount_micros > 0 OR (amount_micros = 0 AND all_above_micros IS NOT NULL))
        ) STRICT;
        CREATE TEMP TABLE touches (
            number INTEGER NOT NULL, account INTEGER NOT NULL, previous INTEGER NOT NULL, PRIMARY KEY (number, account)) WITHOUT ROWID;
        INSERT INTO touches
            SELECT number, account, LAG(number, 1, 0) OVER (PARTITION BY account ORDER BY number) FROM (
                SELECT number, from_account AS account FROM ledger_entries WHERE amount_micros > 0
                UNION ALL
                SELECT number, to_account FROM ledger_entries WHERE amount_micros > 0);
        INSERT INTO new_accounts
            SELECT a.id, a.name, a.balance_micros, a.version, COALESCE(t.last, 0)
            FROM ledger_accounts a LEFT JOIN (SELECT account, MAX(number) AS last FROM touches GROUP BY account) t ON t.account = a.id;
        INSERT INTO new_entries
            SELECT e.number, operation_key(e.operation_id), e.operation_id, e.from_account, COALESCE(f.previous, 0),
                e.to_account, COALESCE(t.previous, 0), e.amount_micros, e.all_above_micros, e.kind, e.reference, e.at
            FROM ledger_entries e
            LEFT JOIN touches f ON f.number = e.number AND f.account = e.from_account
            LEFT JOIN touches t ON t.number = e.number AND t.account = e.to_account
            ORDER BY e.number;
        DROP TABLE touches;

        DROP TABLE events;
        DROP TABLE streams;
        DROP TRIGGER ledger_entries_stay;
        DROP TRIGGER ledger_entries_remain;
        DROP TABLE ledger_entries;
        DROP TABLE ledger_accounts;
        ALTER TABLE new_streams RENAME TO streams;
        ALTER TABLE new_events RENAME TO events;
        ALTER TABLE new_accounts RENAME TO ledger_accounts;
        ALTER TABLE new_entries RENAME TO ledger_entries;
        CREATE INDEX events_stream ON events (stream, seq, operation);
        CREATE UNIQUE INDEX ledger_entries_operation ON ledger_entries (operation);
        CREATE TRIGGER ledger_entries_stay BEFORE UPDATE ON ledger_entries
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
        CREATE TRIGGER ledger_entries_remain BEFORE DELETE ON ledger_entries
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
        """;

    public static IReadOnlyList<string> All { get; } = [SchemaSteps.All[0], SchemaSteps.All[1], FewerPages, .. SchemaSteps.All.Skip(2)];
}

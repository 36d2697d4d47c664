namespace Grains.Storage;

/// <summary>
/// The schema as numbered steps, the first one number 1, in the words of <see cref="SqlDialect.Define"/>. A step that was
/// released is never changed. Tables of the read model are not here: they belong to projections.
/// </summary>
internal static class SchemaSteps
{
    public static IReadOnlyList<string> All { get; } =
    [
        // Times are UTC ticks. A position numbers the events of all streams in commit order, for rebuilding the read model.
        """
        CREATE TABLE streams (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            seq INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            unfinished INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX streams_unfinished ON streams (name) WHERE unfinished = 1;

        CREATE TABLE events (
            position INTEGER PRIMARY KEY,
            stream INTEGER NOT NULL REFERENCES streams (id),
            seq INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            type TEXT NOT NULL,
            at INTEGER NOT NULL,
            operation_id TEXT,
            data BLOB NOT NULL,
            UNIQUE (stream, seq)
        ) STRICT;
        CREATE UNIQUE INDEX events_operation ON events (operation_id) WHERE operation_id IS NOT NULL;

        CREATE TABLE ledger_accounts (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            balance_micros INTEGER NOT NULL,
            version INTEGER NOT NULL,
            CHECK (balance_micros >= 0 OR substr(name, 1, 7) = 'system:')
        ) STRICT;

        CREATE TABLE ledger_entries (
            number INTEGER PRIMARY KEY,
            operation_id TEXT NOT NULL UNIQUE,
            from_account INTEGER NOT NULL REFERENCES ledger_accounts (id),
            to_account INTEGER NOT NULL REFERENCES ledger_accounts (id),
            amount_micros INTEGER NOT NULL,
            all_above_micros INTEGER,
            kind TEXT NOT NULL,
            reference TEXT NOT NULL,
            at INTEGER NOT NULL,
            CHECK (from_account <> to_account),
            CHECK (amount_micros > 0 OR (amount_micros = 0 AND all_above_micros IS NOT NULL))
        ) STRICT;
        CREATE INDEX ledger_entries_from ON ledger_entries (from_account);
        CREATE INDEX ledger_entries_to ON ledger_entries (to_account);
        APPEND ONLY ledger_entries;

        CREATE TABLE grain_states (
            state_name TEXT NOT NULL,
            grain_id TEXT NOT NULL,
            etag INTEGER NOT NULL,
            data BLOB NOT NULL,
            UNIQUE (grain_id, state_name)
        ) STRICT;

        CREATE TABLE reminders (
            grain_id TEXT NOT NULL,
            name TEXT NOT NULL,
            grain_hash INTEGER NOT NULL,
            start_at INTEGER NOT NULL,
            period INTEGER NOT NULL,
            etag INTEGER NOT NULL,
            PRIMARY KEY (grain_id, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reminders_hash ON reminders (grain_hash);

        CREATE TABLE projections (
            name TEXT PRIMARY KEY,
            version INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,

        // What clones know. Chunks are found once their document's row names their generation; a loose file belongs to no document.
        """
        CREATE TABLE knowledge_bases (
            clone_id TEXT NOT NULL PRIMARY KEY,
            version INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE knowledge_documents (
            id TEXT NOT NULL UNIQUE,
            clone_id TEXT NOT NULL,
            owner_id TEXT NOT NULL,
            size INTEGER NOT NULL,
            finished INTEGER NOT NULL,
            data BLOB NOT NULL
        ) STRICT;
        CREATE INDEX knowledge_documents_clone ON knowledge_documents (clone_id);
        CREATE INDEX knowledge_documents_owner ON knowledge_documents (owner_id, size);
        CREATE INDEX knowledge_documents_unfinished ON knowledge_documents (clone_id) WHERE finished = 0;

        CREATE TABLE knowledge_chunks (
            document_id TEXT NOT NULL,
            generation TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            chunk_id TEXT NOT NULL,
            page INTEGER,
            section TEXT,
            text TEXT NOT NULL,
            vector BLOB NOT NULL,
            UNIQUE (document_id, generation, ordinal)
        ) STRICT;

        CREATE TABLE knowledge_loose_blobs (
            name TEXT NOT NULL PRIMARY KEY,
            since INTEGER NOT NULL
        ) STRICT
        """,

        // What one process keeps in files and several share: uploads in parts, and keys.
        """
        CREATE TABLE blobs (
            name TEXT NOT NULL PRIMARY KEY,
            content TEXT NOT NULL,
            length INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE blob_parts (
            content TEXT NOT NULL,
            number INTEGER NOT NULL,
            at INTEGER NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (content, number)
        ) STRICT;

        CREATE TABLE shared_keys (
            name TEXT NOT NULL PRIMARY KEY,
            secret TEXT NOT NULL
        ) STRICT
        """,

        // How far the projections that follow the log at a distance have come.
        """
        CREATE TABLE projection_positions (
            name TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            position INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,

        // Webhooks, what they are to deliver, each webhook's in the order of its places, and how far the log was turned into that.
        """
        CREATE TABLE webhooks (
            id TEXT NOT NULL PRIMARY KEY,
            owner_id TEXT NOT NULL,
            enabled INTEGER NOT NULL,
            since INTEGER NOT NULL,
            places INTEGER NOT NULL,
            due_at INTEGER,
            data BLOB NOT NULL
        ) STRICT;
        CREATE INDEX webhooks_owner ON webhooks (owner_id);
        CREATE INDEX webhooks_due ON webhooks (due_at) WHERE due_at IS NOT NULL;

        CREATE TABLE webhook_deliveries (
            id TEXT NOT NULL PRIMARY KEY,
            webhook_id TEXT NOT NULL,
            place INTEGER NOT NULL,
            status INTEGER NOT NULL,
            event TEXT NOT NULL,
            about TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            ended_at INTEGER,
            payload BLOB NOT NULL,
            history BLOB NOT NULL
        ) STRICT;
        CREATE INDEX webhook_deliveries_place ON webhook_deliveries (webhook_id, status, place);
        CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (webhook_id, created_at);
        CREATE INDEX webhook_deliveries_about ON webhook_deliveries (about);
        CREATE INDEX webhook_deliveries_ended ON webhook_deliveries (ended_at) WHERE ended_at IS NOT NULL;

        CREATE TABLE webhook_feed (
            name TEXT PRIMARY KEY,
            position INTEGER NOT NULL,
            version INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,

        // Files of sessions. One that no message names after a day goes; where its content is listed as loose it goes too.
        """
        CREATE TABLE attachments (
            id TEXT NOT NULL PRIMARY KEY,
            session_id TEXT NOT NULL,
            owner_id TEXT NOT NULL,
            size INTEGER NOT NULL,
            at INTEGER NOT NULL,
            message_id TEXT,
            data BLOB NOT NULL
        ) STRICT;
        CREATE INDEX attachments_session ON attachments (session_id);
        CREATE INDEX attachments_owner ON attachments (owner_id, size);
        CREATE INDEX attachments_message ON attachments (message_id) WHERE message_id IS NOT NULL
        """,
    ];
}
